"""What a member did of what the charter counts, beside what is asked of it (B5): pure. It is no judgement and begins nothing."""

from dataclasses import dataclass
from datetime import datetime

from plenary.membership.rules.capacity import CountedDuty

MONTHS = 12
"""Over how many months it is counted, up to now: duties are counted in a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a member did, and of how many there were to do (None: there is no such number)."""

    done: int
    held: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """A counted duty, how much of it is asked of a member so far, how much it did, and of how many there were to do (or None)."""

    duty: CountedDuty
    asked: int
    done: int
    held: int | None


def months_between(since: datetime | None, now: datetime) -> int:
    """The whole months between two moments, twelve at most; twelve where it is not known since when."""
    if since is None:
        return MONTHS
    months = (now.year - since.year) * 12 + now.month - since.month
    short = (now.day, now.time()) < (since.day, since.time())
    return max(0, min(MONTHS, months - short))


def asked_so_far(asked: int, months: int, held: int | None) -> int:
    """How much of what is asked in a year is asked of a member after so many whole months, rounded down in its favour; never more
    than there were to do."""
    fair = asked * min(months, MONTHS) // MONTHS
    return fair if held is None else min(fair, held)


def together(counts: list[Counts]) -> Counts:
    """What several rooms count of one duty, as one; there is a number of those to do only where each knows it."""
    held = [each.held for each in counts if each.held is not None]
    known = len(held) == len(counts)
    return Counts(done=sum(each.done for each in counts), held=sum(held) if known and held else None)
