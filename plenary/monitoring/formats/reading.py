"""What every reader of status lists gives, and how it says what it cannot read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plenary.monitoring.rules.treaty_actions import TreatyAction


class Why(StrEnum):
    """Why a row, or the whole, is not read."""

    TOO_LARGE = "too-large"
    NO_LIST = "no-list"
    NO_PARTICIPANT = "no-participant"
    NO_COLUMN = "no-column"
    UNKNOWN_ACTOR = "unknown-actor"
    SAME_ACTOR = "same-actor"
    NO_DAY = "no-day"
    UNKNOWN_LETTER = "unknown-letter"
    NO_END = "no-end"
    NO_SUCH_ACTION = "no-such-action"
    TOO_LONG = "too-long"
    OTHER_COUNT = "other-count"


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was not read: the line of the file, counted from 1 (0: the whole), whose row, which words, why."""

    line: int
    name: str
    words: str
    why: Why


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A row that has ended, and whose end the list does not tell: the line, whose row, and what it tells besides."""

    line: int
    actor: str
    name: str
    actions: tuple[TreatyAction, ...]


class UnreadableError(Exception):
    """A file that is no status list at all."""

    def __init__(self, why: Why, words: str = "") -> None:
        """Why, and the words that it rests on."""
        super().__init__(why)
        self.why, self.words = why, words


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A status list: the treaty actions that were read, what was not, and the name by which each actor goes in it. Rows of which
    an end is lacking are among the unread, and in `ends` with what they tell; `sources` say where single actions are told.

    What the list says of itself is empty, None or 0 where it says nothing: its title, where and when it was concluded,
    the day of the list, that of entry into force, and how many signatories and parties it counts.
    """

    actions: tuple[TreatyAction, ...]
    unread: tuple[Unread, ...]
    names: dict[str, str]
    title: str = ""
    concluded: str = ""
    adopted: date | None = None
    as_at: date | None = None
    entered: date | None = None
    signatories: int = 0
    parties: int = 0
    ends: tuple[OpenEnd, ...] = ()
    sources: Mapping[TreatyAction, str] = field(default_factory=dict)
