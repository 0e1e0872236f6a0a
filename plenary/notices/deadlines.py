"""When something is due: rooms above register it, so that reminders look where there is a deadline and nowhere else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment (aware) at which something that the desk asks is due, the audience tokens of those whom it may concern, and
    the ids of the things that are due."""

    at: datetime
    audience: frozenset[str]
    things: frozenset[str] = frozenset()


type Finder = Callable[[str, datetime, datetime], Iterable[Deadline]]

_finders: list[Finder] = []


def register_deadlines(finder: Finder) -> Finder:
    """Register the deadlines of a room: takes a coalition's id and gives those after one moment and up to another.

    What is asked, and of whom, the desk says (`core.asks`); this only tells when and among whom to look.
    """
    _finders.append(finder)
    return finder


def deadlines(coalition_id: str, after: datetime, until: datetime) -> list[Deadline]:
    """The deadlines of a coalition in a span of time, those at one moment together."""
    found: dict[datetime, Deadline] = {}
    for finder in _finders:
        for each in finder(coalition_id, after, until):
            other = found.get(each.at, each)
            found[each.at] = Deadline(each.at, other.audience | each.audience, other.things | each.things)
    return [found[at] for at in sorted(found)]
