"""What a first screen says first: how many things need the reader this week. Pure functions over moments."""

from collections.abc import Iterable
from datetime import datetime, timedelta

WEEK = timedelta(days=7)


def due_this_week(dues: Iterable[datetime | None], now: datetime) -> int:
    """How many are due within seven days of `now`, the overdue among them; what has no deadline never is."""
    return sum(1 for due in dues if due is not None and due <= now + WEEK)


def next_due_after_week(dues: Iterable[datetime | None], now: datetime) -> datetime | None:
    """The first deadline later than seven days from `now`, or None."""
    return min((due for due in dues if due is not None and due > now + WEEK), default=None)
