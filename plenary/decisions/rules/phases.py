"""Phases of a proposal and the times at which they turn, derived from the frozen process and the clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from plenary.charter.rules.schema import Process


class Phase(StrEnum):
    """Where a proposal stands. Derived when read; a task only carries it out."""

    DRAFT = "draft"
    NOTICE = "notice"
    DISCUSSION = "discussion"
    VOTING = "voting"
    CLOSED = "closed"  # voting is over, the count is not entered yet
    DECIDED = "decided"  # rejected, or adopted and about to be carried out
    HELD = "held"  # adopted; its effects wait for the hold to pass
    CARRIED_OUT = "carried_out"
    NOT_CARRIED_OUT = "not_carried_out"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN = frozenset({Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING})
"""Opened and not over: it can be withdrawn."""

WAITING = OPEN | {Phase.CLOSED}
"""Opened and not yet counted."""

OBJECTED = frozenset({Phase.DISCUSSION, Phase.VOTING})
"""When it is commented on and objected to, until voting closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When each phase of an opened proposal starts, and the last moment at which a ballot is in time (all UTC)."""

    opened_at: datetime
    discussion_from: datetime
    voting_from: datetime
    voting_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What a proposal's row says of its times; None for what has not happened."""

    opened_at: datetime | None = None
    discussion_from: datetime | None = None
    voting_from: datetime | None = None
    voting_until: datetime | None = None
    withdrawn_at: datetime | None = None
    outcome: str = ""
    effects_due: datetime | None = None
    carried_out_at: datetime | None = None
    failed: bool = False


def timetable(process: Process, opened_at: datetime) -> Timetable:
    """The times of a proposal opened at a moment under a process.

    Days are whole days on the calendar of `opened_at`'s zone, so that a deadline keeps its hour when clocks change, and
    they are counted from the end of the hour of opening. A phase of no days is skipped: the next starts at opening.
    """
    full_hour = _end_of_hour(opened_at)

    def after(days: int) -> datetime:
        return (full_hour + timedelta(days=days) if days else opened_at).astimezone(UTC)

    discussed = process.notice_days + process.discussion_days
    return Timetable(
        opened_at=opened_at.astimezone(UTC),
        discussion_from=after(process.notice_days),
        voting_from=after(discussed),
        voting_until=after(discussed + process.voting_days),
    )


def _end_of_hour(moment: datetime) -> datetime:
    started = moment.replace(minute=0, second=0, microsecond=0)
    return started if started == moment else started + timedelta(hours=1)


def effects_due(process: Process, decided_at: datetime) -> datetime:
    """When the effects of an adopted proposal are carried out: after the hold of its process, which is counted from the
    moment at which the outcome was entered, so that it is visible for its full length; at once where there is none."""
    return decided_at + timedelta(hours=process.hold_hours)


def phase_at(moments: Moments, now: datetime) -> Phase:
    """The phase at a moment. A ballot at the very moment of the deadline is in time."""
    if moments.withdrawn_at is not None:
        return Phase.WITHDRAWN
    if moments.opened_at is None:
        return Phase.DRAFT
    if moments.outcome:
        return _after_outcome(moments, now)
    for phase, ends in ((Phase.NOTICE, moments.discussion_from), (Phase.DISCUSSION, moments.voting_from)):
        if ends is not None and now < ends:
            return phase
    return Phase.VOTING if moments.voting_until is None or now <= moments.voting_until else Phase.CLOSED


def _after_outcome(moments: Moments, now: datetime) -> Phase:
    if moments.outcome == "lapsed":
        return Phase.LAPSED
    if moments.outcome == "rejected":
        return Phase.DECIDED
    if moments.carried_out_at is not None:
        return Phase.CARRIED_OUT
    if moments.failed:
        return Phase.NOT_CARRIED_OUT
    if moments.effects_due is not None and now < moments.effects_due:
        return Phase.HELD
    return Phase.DECIDED
