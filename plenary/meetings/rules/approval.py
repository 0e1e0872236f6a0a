"""Minutes that are approved by silence: published, open to objections for a time, and approved where none stands."""

from datetime import datetime, timedelta
from enum import StrEnum

SHORTEST, LONGEST = 1, 60
"""For how many days minutes may be open to objections."""


class Approval(StrEnum):
    """Where the minutes of a meeting stand."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CHANGED = "changed"
    CONTESTED = "contested"
    APPROVED = "approved"


def approval_of(
    published: datetime | None, until: datetime | None, now: datetime, *, objections: int, changed: datetime | None
) -> Approval:
    """Where minutes stand at a moment: `objections` is how many are not settled, `changed` when anybody wrote in them last.

    What was changed after it was published is not approved, however long one waits: it is published again.
    """
    if published is None or until is None:
        return Approval.DRAFT
    if changed is not None and changed > published:
        return Approval.CHANGED
    if objections:
        return Approval.CONTESTED
    return Approval.PUBLISHED if now <= until else Approval.APPROVED


def window_until(published: datetime, days: int) -> datetime:
    """The last moment at which one may object."""
    return published + timedelta(days=days)
