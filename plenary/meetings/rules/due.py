"""By when a body that the charter has meet regularly is to meet again, and from when on somebody is asked to call it: pure."""

from datetime import datetime, timedelta

from plenary.core.clock import months_later

AHEAD = timedelta(days=60)
"""So long before the day whoever may call it is asked at the soonest: a plenary takes weeks to prepare."""


def asked_from(since: datetime, every_months: int) -> datetime:
    """From when on a meeting is asked for of a body that met last, or began, at a moment: sixty days before it is due, or half of
    the time where it meets more often."""
    due = months_later(since, every_months)
    return due - min(AHEAD, (due - since) / 2)
