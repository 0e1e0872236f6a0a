"""Sources: what they are, how far each is relied on, when it was published, and under which name a person speaks.

The scale is the one of NATO, "Allied Joint Doctrine for Intelligence Procedures" (AJP-2.1), which is public word for word in
appendix B of the manual FM 2-22.3 (United States Army, 2006). It judges two things apart: a source by its past (A to F), and
what it says by whether others say so too (1 to 6). Neither follows from the other: who was always right may be wrong today.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

COPIES, REDACTED = "monitoring.source", "monitoring.redacted"
"""The kinds of rows on which their archived copies hang, and what was redacted from them: each time the source."""
LONGEST_TITLE = 300  # characters
LONGEST_PUBLISHER = 200
LONGEST_ADDRESS = 1000
LONGEST_NOTE = 4000
LONGEST_PSEUDONYM = 60
_SHORTEST_TELLING = 3
"""Letters that a word of a name has at least before it tells who somebody is; "al", "de" and "Li" stand in too many."""
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Kind(StrEnum):
    """Kinds of sources."""

    DOCUMENT = "document"
    PAGE = "page"
    """A page on the net."""
    STATEMENT = "statement"
    """What an actor, or who speaks for it, said in public."""
    TESTIMONY = "testimony"
    """What a person saw or went through."""
    PICTURE = "picture"
    FIGURES = "figures"
    """A table, or a set of them."""


class Reliability(StrEnum):
    """How far a source was to be relied on until now."""

    RELIABLE = "A"
    USUALLY = "B"
    FAIRLY = "C"
    NOT_USUALLY = "D"
    UNRELIABLE = "E"
    NOT_JUDGED = "F"
    """There is no ground to judge it: no less than the others, and no more."""


class Credibility(StrEnum):
    """How far what a source says is borne out by others that are independent of it, and by what is known besides."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    NOT_JUDGED = "6"


class Readers(StrEnum):
    """Who opens the archived copy of a source; what is said about it is read by all inside."""

    MEMBERS = "members"
    KEEPERS = "keepers"
    """Those who keep sources alone; the others read a redacted copy."""


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """When something was published: in a year, in a month (1 to 12) of it, or on a day; 0 where it is not known."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day without a month")
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError: no such day

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{each:02}" for each in (self.month, self.day) if each)])

    @property
    def first(self) -> date:
        """The first day on which it can have been published."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day on which it can have been published."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def published_of(words: str) -> Published | None:
    """What `2026`, `2026-03` and `2026-03-15` mean (ISO 8601, reduced where less is known); None for anything else."""
    told = _PUBLISHED.fullmatch(words.strip())
    if told is None or not words.isascii():
        return None
    try:
        return Published(*(int(each or 0) for each in told.groups()))
    except ValueError:
        return None


def plain_address(words: str) -> str:
    """An address on the net as it is kept: of http or https, without the name and password of whoever read there, and without
    what is behind `#`. Empty for anything else, and for what is too long."""
    try:
        told = urlsplit(words.strip())
        host, port = told.hostname or "", told.port
    except ValueError:
        return ""
    if told.scheme not in {"http", "https"} or "." not in host or re.search(r"[\s\x00-\x1f\"<>\\]", words.strip()):
        return ""
    kept = told._replace(netloc=f"{host}:{port}" if port else host, fragment="").geturl()
    return kept if len(kept) <= LONGEST_ADDRESS else ""


def plain_pseudonym(words: str) -> str:
    """A name under which a person speaks as it is kept: composed (NFC), on one line. Empty where nothing is left, and for what is
    too long."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return plain if len(plain) <= LONGEST_PSEUDONYM else ""


def key_of(pseudonym: str) -> str:
    """By which two pseudonyms are the same: whatever their case, and the marks on their letters."""
    folded = unicodedata.normalize("NFKD", pseudonym.casefold())
    return " ".join("".join(each for each in folded if not unicodedata.combining(each)).split())


def tells(pseudonym: str, name: str) -> bool:
    """True where a pseudonym tells whom it stands for: it has a word of the name, or its initials alone."""
    own, words = set(_words(pseudonym)), _words(name)
    initials = "".join(word[0] for word in words)
    return any(word in own for word in words if len(word) >= _SHORTEST_TELLING) or (
        len(initials) > 1 and "".join(_words(pseudonym)) == initials
    )


def _words(words: str) -> list[str]:
    return re.findall(r"\w+", key_of(words))
