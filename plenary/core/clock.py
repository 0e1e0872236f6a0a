"""The one place where time comes from; tests and the demonstration set it, production never does."""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment in UTC, or the one that `set_to` set."""
    return _moment.get() or datetime.now(UTC)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Within this block the clock stands at `moment` (aware). Raises ValueError on a naive one."""
    if moment.tzinfo is None:
        raise ValueError("the clock is set to an aware moment")
    token = _moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)


def months_later(moment: datetime, months: int) -> datetime:
    """The same hour of the same day, whole calendar months later; the last of the month where that day does not exist."""
    years, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(years, month + 1)[1])
    return moment.replace(year=years, month=month + 1, day=day)
