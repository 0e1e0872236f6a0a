"""Meetings as pure values and functions: in which phase one is, what of an agenda is for when, and what is due."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

FROM_ITEM = "meetings.item"
"""By this code a proposal or a decision says that it began in an item: the code, a colon, the id of the item."""
PAPERS = "meetings.agendaitem"
"""The kind of row on which files hang that are papers of agenda items."""
LONGEST = timedelta(days=7)
"""How long a meeting may last."""
SOON = timedelta(days=14)
"""How long before a meeting, or before an action is due, the desk tells of it."""


class Phase(StrEnum):
    """Where a meeting stands, by the clock."""

    FINDING = "finding"
    CALLED = "called"
    UNDER_WAY = "under_way"
    OVER = "over"
    CALLED_OFF = "called_off"


class ItemKind(StrEnum):
    """What an item of the agenda is for."""

    INFORM = "inform"
    DISCUSS = "discuss"
    DECIDE = "decide"


class Manner(StrEnum):
    """How somebody took part."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    PHONE = "phone"
    PROXY = "proxy"


def phase_of(starts: datetime | None, ends: datetime | None, now: datetime, *, called_off: bool = False) -> Phase:
    """The phase of a meeting at a moment; it begins at its first moment and is over at its last."""
    if called_off:
        return Phase.CALLED_OFF
    if starts is None or ends is None:
        return Phase.FINDING
    if now < starts:
        return Phase.CALLED
    return Phase.UNDER_WAY if now < ends else Phase.OVER


def times_of(starts: datetime, minutes: Iterable[int]) -> tuple[datetime, ...]:
    """When each item of an agenda begins, each after those before it, by how many minutes each takes."""
    found = []
    for each in minutes:
        found.append(starts)
        starts += timedelta(minutes=each)
    return tuple(found)


def runs_over(starts: datetime, ends: datetime, minutes: Iterable[int]) -> int:
    """By how many minutes an agenda takes longer than its meeting; nothing where it fits."""
    return max(0, sum(minutes) - int((ends - starts).total_seconds() // 60))


def is_due(until: date | None, today: date, *, done: bool) -> bool:
    """True for an action whose day has come or is past, and that is not done."""
    return not done and until is not None and until <= today
