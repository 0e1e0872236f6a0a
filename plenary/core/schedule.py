"""Periodic work: rooms register functions with a period, a worker enqueues each once a period."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

type Work = Callable[[], object]

_log = logging.getLogger(__name__)

_EPOCH = datetime(2000, 1, 3, tzinfo=UTC)  # a Monday at midnight: weeks start on Monday, days at midnight UTC


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work to do once a period. It takes time from the clock, finds what is due, and may run twice or late."""

    name: str
    every: timedelta
    work: Work

    def slot(self, moment: datetime) -> datetime:
        """The start of the period in which a moment lies."""
        return _EPOCH + (moment - _EPOCH) // self.every * self.every


_periodics: dict[str, Periodic] = {}


def periodic(*, every: timedelta, name: str) -> Callable[[Work], Work]:
    """Register an idempotent function: ``@periodic(every=timedelta(minutes=1), name="decisions.close")``.

    Periods that passed while no worker ran are not made up for: the function looks for all that is due.
    Raises ValueError when the name is taken or the period is shorter than a second.
    """
    if every < timedelta(seconds=1):
        raise ValueError(f"{name}: a period is at least a second")

    def register(work: Work) -> Work:
        if name in _periodics:
            raise ValueError(f"periodic work {name} is registered twice")
        _periodics[name] = Periodic(name, every, work)
        return work

    return register


def periodics() -> Mapping[str, Periodic]:
    """All periodic work, by name."""
    return dict(_periodics)


@contextmanager
def apart(what: str) -> Iterator[None]:
    """Do the part of periodic work that is for one thing: what it raises is logged under `what` (ids, no names), tried
    again at the next run, and keeps no other thing waiting."""
    try:
        yield
    except Exception:
        _log.exception("%s failed; it is tried again at the next run", what)
