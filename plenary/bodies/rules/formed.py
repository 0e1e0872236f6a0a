"""Bodies that the coalition forms by a decision, besides those of its charter: what is asked of one, and what it is (B2).

Their codes hold a hyphen, which no code of a charter may: the two can never be the same, however the charter is amended.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plenary.charter.rules.schema import Body, BodyKind, Charter, Filled, Office, Seats, Words

PREFIX = "f-"
SEAT = "seat"
CHAIR, SECRETARY = "chair", "secretary"
CHAIR_BY = {True: "turns", False: "election"}
"""How a body gets its chair, as a code, by whether that rotates."""

KINDS = (BodyKind.COMMITTEE, BodyKind.TASK_FORCE)
MOST_SEATS = 500
LONGEST_NAME, LONGEST_TERMS = 120, 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Formation:
    """What is decided of a body that is formed: its names and terms of reference (language tag -> words), how many seats it has,
    whether members join by their own interest or by decision, how many months its chair and secretary serve, whether its chair
    passes by turns or is elected, to which body it reports (code, or empty), the day on which it is looked at again (None: none
    is set), and the id of the agreement on which it rests (or empty)."""

    kind: BodyKind
    names: Words
    terms: Words
    seats: int
    is_open: bool
    office_months: int = 12
    rotates: bool = False
    reports_to: str = ""
    review_on: date | None = None
    agreement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formed:
    """A formed body as it stands: its code, names, seats, and whether it was closed."""

    code: str
    kind: BodyKind
    names: Words
    seats: int
    office_months: int
    rotates: bool
    filled_by: str
    reports_to: str = ""
    is_closed: bool = False


class FormationError(ValueError):
    """What is asked of a body that cannot be formed so; `reason` is a reason code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def code_of(body_id: str) -> str:
    """The code of a formed body, by its id."""
    return f"{PREFIX}{body_id}"


def is_formed(code: str) -> bool:
    """True for the code of a formed body, of its chair or of its secretary."""
    return code.startswith(PREFIX)


def id_in(code: str) -> str:
    """The id of the formed body to which a code belongs; empty for a code of the charter."""
    return code.removeprefix(PREFIX).partition("-")[0] if is_formed(code) else ""


def office_code(code: str, office: str) -> str:
    """The code of the chair or of the secretary of a formed body."""
    return f"{code}-{office}"


def formation_of(payload: Mapping[str, object], languages: Sequence[str], bodies: Collection[str]) -> Formation:
    """What a payload asks, given the charter's languages (the authentic one first) and the codes of bodies that it may report to.

    Raises FormationError: `bodies.bad_kind`, `bodies.no_name`, `bodies.no_terms_of_reference`, `bodies.bad_seats`,
    `bodies.bad_office_months`, `bodies.no_such_body`, `bodies.bad_review`.
    """
    if payload.get("kind") not in tuple(kind.value for kind in KINDS):
        raise FormationError("bodies.bad_kind")
    reports_to = payload.get("reports_to") or ""
    if reports_to not in ("", *bodies):
        raise FormationError("bodies.no_such_body")
    return Formation(
        kind=BodyKind(str(payload["kind"])),
        names=words_of(payload.get("names"), languages, LONGEST_NAME, "bodies.no_name"),
        terms=words_of(payload.get("terms"), languages, LONGEST_TERMS, "bodies.no_terms_of_reference"),
        seats=_number(payload.get("seats"), MOST_SEATS, "bodies.bad_seats"),
        is_open=payload.get("open") is True,
        office_months=_number(payload.get("office_months", 12), 120, "bodies.bad_office_months"),
        rotates=payload.get("rotates") is True,
        reports_to=str(reports_to),
        review_on=_day(payload.get("review")),
        agreement=str(payload.get("agreement") or ""),
    )


def words_of(given: object, languages: Sequence[str], longest: int, reason: str) -> Words:
    """Words by language, those of the authentic language among them, none in a language that the charter does not have, none
    longer than so many characters. Raises FormationError with the reason given."""
    if not isinstance(given, Mapping) or not all(isinstance(words, str) for words in given.values()):
        raise FormationError(reason)
    found = {str(tag): words.strip() for tag, words in given.items() if words.strip()}
    if not set(found) <= set(languages) or languages[0] not in found or max(map(len, found.values())) > longest:
        raise FormationError(reason)
    return found


def _number(given: object, most: int, reason: str) -> int:
    if type(given) is not int or not 1 <= given <= most:
        raise FormationError(reason)
    return given


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(str(given)) if given else None
    except ValueError as error:
        raise FormationError("bodies.bad_review") from error


def as_body(formed: Formed, seat_names: Words) -> Body:
    """A formed body as bodies of the charter are; of one that was closed nothing can be filled."""
    seats = Seats(
        code=SEAT,
        names=seat_names,
        number=0 if formed.is_closed else formed.seats,
        filled=Filled.APPOINTMENT,
        filled_by=formed.filled_by,
        term_months=0,
        term_limit=0,
    )
    return Body(code=formed.code, kind=formed.kind, names=formed.names, seats=(seats,), reports_to=formed.reports_to)


def offices_in(formed: Formed, names: Mapping[str, Words]) -> tuple[Office, ...]:
    """The chair and the secretary of a formed body, whom it elects itself; they have no powers. `names` are theirs."""
    return tuple(
        Office(
            code=office_code(formed.code, office),
            names=names[office],
            body=formed.code,
            filled=Filled.APPOINTMENT if formed.rotates and office == CHAIR else Filled.ELECTION,
            filled_by=formed.code,
            term_months=formed.office_months,
            term_limit=0,
        )
        for office in (CHAIR, SECRETARY)
    )


def with_bodies(charter: Charter, bodies: Iterable[Body], offices: Iterable[Office]) -> Charter:
    """A charter with further bodies and offices behind its own, so that one set of rules serves them all."""
    return replace(charter, bodies=(*charter.bodies, *bodies), offices=(*charter.offices, *offices))
