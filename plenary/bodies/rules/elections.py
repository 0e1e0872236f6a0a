"""What is elected together, and who of those chosen takes which seat (B10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from plenary.bodies.rules import Place, is_plenary
from plenary.charter.rules.schema import Body, Charter, Elections, Filled, Process, Seats, TooFew

AHEAD = timedelta(days=60)
"""So long before it must, an election may be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elected:
    """What one ballot fills: rows of seats of a body, or an office (`body` is then empty), and the body that elects."""

    body: str = ""
    seats: tuple[str, ...] = ()
    office: str = ""
    filled_by: str
    places: tuple[Place, ...]

    @property
    def clause(self) -> str:
        """The clause of the charter that it stands in."""
        return f"office.{self.office}" if self.office else f"body.{self.body}"

    def is_of(self, payload: Mapping[str, object]) -> bool:
        """True when an election of this payload fills the same office, or some of the same seats."""
        return fills_the_same({"body": self.body, "seats": list(self.seats), "office": self.office}, payload)


def fills_the_same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """True for payloads of elections to the same office, or to some of the same seats of a body."""
    if one.get("office") or other.get("office"):
        return one.get("office") == other.get("office")
    seats = [
        {str(code) for code in found} if isinstance(found := each.get("seats"), list) else set()
        for each in (one, other)
    ]
    return one.get("body") == other.get("body") and bool(seats[0] & seats[1])


def starts_of(payload: Mapping[str, object]) -> datetime | None:
    """When what a payload fills begins (in UTC where it names no zone); None: at once. Raises ValueError."""
    text = str(payload.get("starts") or "")
    moment = datetime.fromisoformat(text) if text else None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def called_from(starts: datetime, process: Process, rules: Elections, holidays: int = 0) -> datetime:
    """The soonest at which an election for terms that begin later may be called: so long before as its way takes (days of notice,
    discussion and voting, the hold, those for handing over, all but the last twice where the charter holds a second call),
    and `AHEAD` besides, in which days of rest lie, and each of so many `holidays` once a call. Who called it years
    before, when nobody looks, would stand alone."""
    way = timedelta(
        days=process.notice_days + process.discussion_days + process.voting_days + holidays, hours=process.voting_hours
    )
    calls = 2 if rules.too_few is TooFew.AGAIN else 1
    return starts - calls * way - timedelta(hours=process.hold_hours, days=rules.handover_days) - AHEAD


def elections(charter: Charter) -> tuple[Elected, ...]:
    """What a charter fills by election: the seats of a body together, where the same body elects them and the same kind of
    holder may stand; then each office."""
    found = [each for body in charter.bodies if not is_plenary(body) for each in _of_body(body)]
    offices = (office for office in charter.offices if office.filled is Filled.ELECTION)
    return (
        *found,
        *(
            Elected(office=office.code, filled_by=office.filled_by, places=(Place.of_office(office),))
            for office in offices
        ),
    )


def _of_body(body: Body) -> Iterable[Elected]:
    together: dict[tuple[str, str], list[Seats]] = {}
    for seats in body.seats:
        if seats.filled is Filled.ELECTION:
            together.setdefault((seats.filled_by, seats.holder.value), []).append(seats)
    for (filled_by, _holder), rows in together.items():
        yield Elected(
            body=body.code,
            seats=tuple(row.code for row in rows),
            filled_by=filled_by,
            places=tuple(Place.of_seats(body, row) for row in rows),
        )


def is_kept(seats: Seats) -> bool:
    """True for seats that are kept for somebody: a category, or those whom the charter describes in words."""
    return bool(seats.reserved_category or seats.reserved_for)


def seated(may_take: Sequence[tuple[str, ...]], free: Mapping[str, int]) -> tuple[str, ...]:
    """Which seats each of those chosen takes, in their order; empty for one that finds none.

    `may_take` are, for each, the codes of the seats it may take, those that it takes first standing first; `free` how many
    of each there are. Who comes first is never left out for one who comes later, and moves to other seats that it may
    take where the later one finds a seat by it: no order leaves a seat vacant that could have been filled.
    """
    taken: dict[str, list[int]] = {code: [] for code in free}
    for who in range(len(may_take)):
        _sit(who, may_take, free, taken, set())
    found = {who: code for code, holders in taken.items() for who in holders}
    return tuple(found.get(who, "") for who in range(len(may_take)))


def _sit(
    who: int,
    may_take: Sequence[tuple[str, ...]],
    free: Mapping[str, int],
    taken: dict[str, list[int]],
    tried: set[str],
) -> bool:
    """Seat one, moving others where that makes room (an augmenting path); False where there is none."""
    for code in may_take[who]:
        if code in tried or code not in free:
            continue
        tried.add(code)
        if len(taken[code]) < free[code]:
            taken[code].append(who)
            return True
        for other in list(taken[code]):
            if _sit(other, may_take, free, taken, tried):
                taken[code].remove(other)
                taken[code].append(who)
                return True
    return False
