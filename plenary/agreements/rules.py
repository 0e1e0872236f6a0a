"""Agreements in pure values: what an edition says and its hash, what differs between two, who stands on which, what it is now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, cast

import rfc8785

MOST_PARAGRAPHS = 500
LONGEST_PARAGRAPH = 8_000  # characters
LONGEST_RESERVATION = 4_000
LONGEST_REASON = 4_000
MOST_SUGGESTIONS = 50  # of one member that wait, on one agreement
SCANS = "agreements.signature"
"""What scans hang on, among files: a signature that was given on paper."""
LONGEST_TITLE = 200
LONGEST_NAME = 200  # of a member or a role whose part is written
LINK_HOLDS = timedelta(days=14)
EXPIRY_TOLD = timedelta(days=30)  # so long before an agreement expires those who signed it are told
REPLACED_AFTER = timedelta(days=7)  # what takes the place of a confirmed address is asked so much later
SENT_APART = timedelta(minutes=10)  # at least, between two mails to a second address about the same


class Kind(StrEnum):
    """What an agreement is about (B6, B7)."""

    PLATFORM = "platform"
    PROTOCOL = "protocol"
    STRATEGY = "strategy"
    CONDUCT = "conduct"
    ROLES = "roles"
    DATA_SHARING = "data_sharing"
    TERMS = "terms"


class Stage(StrEnum):
    """Where an agreement stands."""

    DRAFTING = "drafting"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    ENDED = "ended"


class Form(StrEnum):
    """Under which name one signs."""

    ORGANISATION = "organisation"
    PERSONAL = "personal"


def stage_of(*, is_adopted: bool, is_ended: bool, expires_on: date | None, today: date) -> Stage:
    """Where an agreement stands on a day: it holds to the end of the day on which it expires."""
    if is_ended:
        return Stage.ENDED
    if not is_adopted:
        return Stage.DRAFTING
    return Stage.EXPIRED if expires_on is not None and today > expires_on else Stage.IN_FORCE


class Due(StrEnum):
    """What a day of an agreement asks to be entered."""

    REVIEW = "review"
    EXPIRY = "expiry"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of an edition that holds: when it is looked at, the last on which it holds, and what was entered of them."""

    review_on: date | None = None
    expires_on: date | None = None
    is_review_told: bool = False
    is_expiry_told: bool = False
    is_expiry_entered: bool = False


def due_on(days: Days, today: date) -> tuple[Due, ...]:
    """What is to be entered on a day: that the day to look at it came; for 30 days before, that it is about to expire; once that
    day is over, that it expired, and nothing else. Each once: what was entered is not due again."""
    last = days.expires_on
    if last is not None and today > last:
        return () if days.is_expiry_entered else (Due.EXPIRED,)
    found = []
    if days.review_on is not None and days.review_on <= today and not days.is_review_told:
        found.append(Due.REVIEW)
    if last is not None and today >= last - EXPIRY_TOLD and not days.is_expiry_told:
        found.append(Due.EXPIRY)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One numbered paragraph: its key, which stays from edition to edition, and its words (Markdown)."""

    key: str
    words: str
    who: str = ""  # of a part in an agreement about roles: the member or the role
    side: str = ""  # and whether it says what they will do, or will not


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an agreement says of itself besides its paragraphs: its kind, title and language, and what it lets who signs do."""

    kind: str
    title: str
    language: str
    allows_reservations: bool = False
    is_public: bool = False
    expires_on: date | None = None
    review_on: date | None = None


def document(terms: Terms, lines: Iterable[Line], number: int) -> dict[str, Any]:
    """What an edition says, as plain JSON: what is hashed, and what a signature is bound to."""
    return {
        "edition": number,
        "kind": terms.kind,
        "title": terms.title,
        "language": terms.language,
        "allows_reservations": terms.allows_reservations,
        "is_public": terms.is_public,
        "expires_on": terms.expires_on.isoformat() if terms.expires_on else "",
        "review_on": terms.review_on.isoformat() if terms.review_on else "",
        "paragraphs": [told_line(line) for line in lines],
    }


def told_line(line: Line) -> dict[str, str]:
    """A paragraph as plain JSON; whose part it is stands in it where it is one."""
    return {"key": line.key, "words": line.words} | ({"who": line.who, "side": line.side} if line.who else {})


def hash_of(said: Mapping[str, Any]) -> str:
    """SHA-256 of what an edition says in canonical JSON (RFC 8785), hexadecimal."""
    return sha256(rfc8785.dumps(cast("Any", said))).hexdigest()


def hash_of_words(words: str) -> str:
    """SHA-256 of the words of a paragraph, hexadecimal: what a translation is bound to."""
    return sha256(words.encode()).hexdigest()


class Change(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One paragraph of two editions: its numbers (0: it is not there) and its words in either."""

    change: Change
    number_before: int
    number_after: int
    before: str
    after: str


def compared(old: Sequence[Line], new: Sequence[Line]) -> tuple[Compared, ...]:
    """Every paragraph of two editions by its key, in the order of the newer; what went stands after what it had followed.

    A paragraph that only moved is the same. Of each, all are told once.
    """
    before = {line.key: (number, line) for number, line in enumerate(old, 1)}
    after = {line.key for line in new}
    gone: dict[str, list[Compared]] = {}
    last = ""
    for number, line in enumerate(old, 1):
        if line.key in after:
            last = line.key
        else:
            gone.setdefault(last, []).append(
                Compared(change=Change.REMOVED, number_before=number, number_after=0, before=line.words, after="")
            )
    found = list(gone.get("", ()))
    for number, line in enumerate(new, 1):
        place, was = before.get(line.key, (0, None))
        change = Change.ADDED if was is None else Change.SAME if was.words == line.words else Change.CHANGED
        words = was.words if was else ""
        found.append(Compared(change=change, number_before=place, number_after=number, before=words, after=line.words))
        found += gone.get(line.key, ())
    return tuple(found)


class Fit(StrEnum):
    """How a suggestion stands to the draft: about the words that stand, about older ones, about a paragraph that is gone."""

    NOW = "now"
    OLDER = "older"
    GONE = "gone"


def fit_of(line: Line | None, *, against: str, adds: bool) -> Fit:
    """How a suggestion stands to its paragraph as it is, None where it was taken out. `against` are the words that the paragraph
    had when it was made; one that `adds` stands by itself, and fits while its place is there."""
    if line is None:
        return Fit.GONE
    return Fit.NOW if adds or line.words == against else Fit.OLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """An edition that was adopted: its number, and whether it changes what was agreed, so that members sign again."""

    number: int
    is_material: bool


def reaches(signed: int, adopted: Iterable[Adopted]) -> int:
    """The number of the newest edition on which a signature of edition `signed` stands: it goes on through editions that change
    nothing material, and stops before the first that does."""
    stands = signed
    for edition in sorted(adopted, key=lambda one: one.number):
        if edition.number > signed:
            if edition.is_material:
                break
            stands = edition.number
    return stands


def plain_address(address: str) -> str:
    """A mail address as two are compared: in small letters, without blanks around it, and without what may follow a plus before
    the at, which leads to the same mailbox."""
    box, at, host = address.strip().lower().rpartition("@")
    return f"{box.partition('+')[0]}{at}{host}"


def is_own(address: str, own: Iterable[str]) -> bool:
    """True where an address leads to a mailbox of whoever has these addresses."""
    return plain_address(address) in {plain_address(each) for each in own if each}


class Second(StrEnum):
    """How a signature stands to the second address of the organisation for which it was given."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"
    OUTDATED = "outdated"
    AWAY = "away"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A signature that waits, or waited, for a second address: what became of it, when the link was mailed (None: it was not),
    whether the text still holds that it is about, whether its member could sign now, and whether the address at which it is asked
    is another than those of who signed."""

    confirmed_at: datetime | None = None
    contested_at: datetime | None = None
    withdrawn_at: datetime | None = None
    sent_at: datetime | None = None
    holds: bool = True
    could_sign: bool = True
    is_anothers: bool = True


def second_of(given: Given, now: datetime) -> Second:
    """How a signature stands at a moment. Only an open one can be answered; what was answered or withdrawn stays so, and a text
    that holds no more, or a member that could not sign now, is no longer asked about."""
    ways = (
        (given.contested_at is not None, Second.CONTESTED),
        (given.withdrawn_at is not None, Second.WITHDRAWN),
        (given.confirmed_at is not None, Second.CONFIRMED),
        (not given.holds, Second.OUTDATED),
        (not given.could_sign, Second.AWAY),
        (not given.is_anothers or not link_holds(given.sent_at, now), Second.LAPSED),
    )
    return next((stands for is_so, stands in ways if is_so), Second.OPEN)


def link_holds(sent_at: datetime | None, now: datetime) -> bool:
    """True for 14 days after a link was mailed."""
    return sent_at is not None and sent_at <= now < sent_at + LINK_HOLDS


def is_held_back(usable_from: datetime | None, now: datetime) -> bool:
    """True while a second address that took the place of a confirmed one is not asked about signatures yet."""
    return usable_from is not None and now < usable_from


def may_send(sent_at: datetime | None, now: datetime) -> bool:
    """True where a mail may go out: none did, or the last one ten minutes ago at least."""
    return sent_at is None or now >= sent_at + SENT_APART
