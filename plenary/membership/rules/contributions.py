"""What members bring and what they promise (A1, D2): kinds, capacities, and where a promise stands. Pure."""

from datetime import UTC, date, datetime, time
from enum import StrEnum


class Kind(StrEnum):
    """What a member may bring."""

    SKILL = "skill"
    TIME = "time"
    MONEY_IN_KIND = "in_kind"
    REACH = "reach"  # audiences and how many they are
    TERRITORY = "territory"  # regions where it works
    LANGUAGE = "language"
    CONTACT = "contact"
    OTHER = "other"


class Circle(StrEnum):
    """Who may know of a contribution or a promise."""

    MEMBERS = "members"
    STEERING = "steering"


class Capacity(StrEnum):
    """What a member can carry, as it says itself: a promise is read against it, never against those of others."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Kept(StrEnum):
    """Where a promise stands."""

    PROMISED = "promised"
    DUE = "due"  # its day has passed
    PART = "part"  # something of it was delivered, and there is time
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


def kept(
    promised: int | None, delivered: int | None, *, is_done: bool, is_withdrawn: bool, due_on: date | None, today: date
) -> Kept:
    """Where a promise stands on a day: delivered once all of it is, or it is said to be done; due from the day after its own.

    One that was withdrawn stays so, whatever was delivered.
    """
    if is_withdrawn:
        return Kept.WITHDRAWN
    if is_done or (promised is not None and delivered is not None and delivered >= promised):
        return Kept.DELIVERED
    if due_on is not None and today > due_on:
        return Kept.DUE
    return Kept.PART if delivered else Kept.PROMISED


def due_at(due_on: date) -> datetime:
    """The last minute of a promise's day, in UTC."""
    return datetime.combine(due_on, time(23, 59), UTC)
