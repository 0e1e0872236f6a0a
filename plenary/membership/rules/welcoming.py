"""How long a member is newly admitted, and whether its desk tells of its first steps: pure functions (B4)."""

from collections.abc import Collection
from datetime import datetime, timedelta

FIRST_WEEKS = timedelta(days=90)
"""So long after its admission a member is newly admitted, where its category has no provisional time."""


def welcomed_until(joined_at: datetime | None, provisional_until: datetime | None) -> datetime | None:
    """Until when a member is newly admitted: to the end of its provisional time, else for the first weeks; None for one that
    was not admitted. A provisional time that was over before it joined is of an earlier membership and counts for nothing."""
    if joined_at is None:
        return None
    if provisional_until is not None and provisional_until > joined_at:
        return provisional_until
    return joined_at + FIRST_WEEKS


def is_told(done: Collection[bool], until: datetime | None, at: datetime) -> bool:
    """True while the desk tells of the first steps: not all of them are done, and the member is newly admitted."""
    return until is not None and at < until and not all(done)
