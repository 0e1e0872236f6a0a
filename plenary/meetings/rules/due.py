"""By when a body that the charter has meet regularly is to meet again, and from when on somebody is asked to call it: pure."""

from datetime import datetime, timedelta

from plenary.core.clock import months_later

AHEAD = timedelta(days=60)
"""So long before the day whoever may call it is asked at the soonest: a plenary takes weeks to prepare."""


def due_at(since: datetime, every_months: int) -> datetime:
    """By when a body is to meet that met last, or began, at a moment, and meets every so many months."""
    return months_later(since, every_months)


def asked_from(since: datetime, every_months: int) -> datetime:
    """From when on it is asked for: sixty days before, or half of the time where it meets more often."""
    due = due_at(since, every_months)
    return due - min(AHEAD, (due - since) / 2)
