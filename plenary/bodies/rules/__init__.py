"""Seats, terms, vacancies and electorates as pure values and functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plenary.charter.rules.schema import Body, BodyKind, Charter, Filled, Office, Seats
from plenary.core.clock import months_later


@dataclass(frozen=True, slots=True, kw_only=True)
class Elector:
    """One ballot of an electorate: `key` is unique in it; `member` casts it through a representative who decides, or,
    where `person` is named, that person alone does. `weight` is how many votes the ballot counts, which it may split where
    the charter lets it; who is `away` is not waited for; with its `region` it counts where regions do."""

    key: str
    name: str
    member: str = ""
    person: str = ""
    weight: int = 1
    protected: bool = False
    splits: bool = False
    away: bool = False
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A term as a value: what it is of, whose it is, from when until when (`until` None: without limit)."""

    body: str = ""
    seats: str = ""
    office: str = ""
    holder: str
    starts: datetime
    until: datetime | None = None

    def is_of(self, place: "Place") -> bool:
        """True when it is a term of this place."""
        return (self.body, self.seats, self.office) == (place.body, place.seats, place.office)

    def is_held_at(self, moment: datetime) -> bool:
        """True from its start until before its end."""
        return self.starts <= moment and (self.until is None or moment < self.until)

    def overlaps(self, starts: datetime, until: datetime | None) -> bool:
        """True when both last at some moment."""
        return (self.until is None or starts < self.until) and (until is None or self.starts < until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What can be filled: the seats of one kind in a body, or an office; with what the charter says of it."""

    body: str
    seats: str = ""
    office: str = ""
    number: int = 1
    term_months: int = 0
    term_limit: int = 0
    filled: Filled = Filled.ELECTION
    filled_by: str = ""
    turns: int = 1

    @classmethod
    def of_seats(cls, body: Body, seats: Seats) -> "Place":
        """The seats of one kind in a body."""
        return cls(
            body=body.code,
            seats=seats.code,
            number=seats.number,
            term_months=seats.term_months,
            term_limit=seats.term_limit,
            filled=seats.filled,
            filled_by=seats.filled_by,
            turns=seats.turns,
        )

    @classmethod
    def of_office(cls, office: Office) -> "Place":
        """An office, which one person holds at a time."""
        return cls(
            body=office.body,
            office=office.code,
            term_months=office.term_months,
            term_limit=office.term_limit,
            filled=office.filled,
            filled_by=office.filled_by,
        )

    @property
    def clause(self) -> str:
        """The clause of the charter that it stands in."""
        return f"office.{self.office}" if self.office else f"body.{self.body}"


def is_plenary(body: Body) -> bool:
    """True for a body of every voting member: the plenary, or one all of whose seats every member fills."""
    return body.kind is BodyKind.PLENARY or (
        bool(body.seats) and all(seats.filled is Filled.EVERY_MEMBER for seats in body.seats)
    )


def seats_of(body: Body, code: str) -> Seats:
    """The seats of this code in a body. Raises KeyError."""
    for seats in body.seats:
        if seats.code == code:
            return seats
    raise KeyError(code)


def places(charter: Charter) -> tuple[Place, ...]:
    """Everything in a charter that is filled by somebody: seats body by body, then offices."""
    seats = [Place.of_seats(body, seats) for body in charter.bodies if not is_plenary(body) for seats in body.seats]
    return (*seats, *(Place.of_office(office) for office in charter.offices))


def term_end(starts: datetime, months: int) -> datetime | None:
    """When a term ends that starts then: whole calendar months later; 0 months: never by itself."""
    return months_later(starts, months) if months else None


def vacant(place: Place, held: Iterable[Held], moment: datetime) -> int:
    """How many of the place's seats nobody holds at a moment; never below 0, whatever an earlier charter seated."""
    return max(0, place.number - sum(term.is_of(place) and term.is_held_at(moment) for term in held))


def is_full(place: Place, held: Iterable[Held], starts: datetime, until: datetime | None) -> bool:
    """True when one term more, from `starts` until `until`, would at some moment be one too many."""
    terms = [term for term in held if term.is_of(place) and term.overlaps(starts, until)]
    moments = [starts, *(term.starts for term in terms if term.starts > starts)]
    return any(sum(term.is_held_at(moment) for term in terms) >= place.number for moment in moments)


def terms_in_a_row(place: Place, held: Iterable[Held], holder: str, starts: datetime) -> int:
    """How many terms the holder has had of this place without a break up to `starts`.

    A break is any time at all between the end of one and the start of the next: a term that begins when the last one
    ended, or before, is in a row with it.
    """
    mine = sorted(
        (term for term in held if term.holder == holder and term.is_of(place) and term.starts < starts),
        key=lambda term: term.starts,
        reverse=True,
    )
    count, edge = 0, starts
    for term in mine:
        if term.until is not None and term.until < edge:
            break
        count, edge = count + 1, term.starts
    return count


def is_past_limit(place: Place, held: Iterable[Held], holder: str, starts: datetime) -> bool:
    """True when one term more would pass the charter's limit of terms in a row (0: no limit) (B10)."""
    return bool(place.term_limit) and terms_in_a_row(place, held, holder, starts) >= place.term_limit
