"""Agreements in pure values: what an edition says and its hash, what differs between two, who stands on which, what it is now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One numbered paragraph: its key, which stays from edition to edition, and its words (Markdown)."""

    key: str
    words: str


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
        "paragraphs": [{"key": line.key, "words": line.words} for line in lines],
    }


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
