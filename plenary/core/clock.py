"""The one place where time comes from; tests and the demonstration set it, production never does."""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

WRITE_TIMEOUT = timedelta(seconds=30)
"""How long a write that was received in time may take until it is saved; whoever counts waits it out."""

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)
_received: ContextVar[datetime | None] = ContextVar("received", default=None)


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


def received() -> datetime:
    """When the request under way was received, by which deadlines are kept, however long it then waits for its turn; the present
    moment outside of requests. Never longer ago than `WRITE_TIMEOUT`: by then it may be counted."""
    present, moment = now(), _received.get()
    return present if moment is None else min(present, max(moment, present - WRITE_TIMEOUT))


@contextmanager
def receiving() -> Iterator[None]:
    """Within this block a request is answered that was received at its beginning."""
    token = _received.set(now())
    try:
        yield
    finally:
        _received.reset(token)


def months_later(moment: datetime, months: int) -> datetime:
    """The same hour of the same day, whole calendar months later; the last of the month where that day does not exist."""
    years, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(years, month + 1)[1])
    return moment.replace(year=years, month=month + 1, day=day)
