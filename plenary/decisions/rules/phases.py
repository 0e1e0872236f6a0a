"""Phases of a proposal and the times at which they turn, derived from the frozen process and the clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from plenary.charter.rules.schema import Days, Process, Weekday

_COUNTING_HOURS = 1
_MOST_DAYS_AHEAD = 2000


class Phase(StrEnum):
    """Where a proposal stands. Derived when read; a task only carries it out."""

    DRAFT = "draft"
    TRANSLATION = "translation"  # opened; notice waits for the languages that the charter requires
    NOTICE = "notice"
    DISCUSSION = "discussion"
    VOTING = "voting"
    WINDOW = "window"  # decided on a call and entered; open to objections
    CLOSED = "closed"  # voting is over, the count is not entered yet
    DECIDED = "decided"  # rejected, or adopted and about to be carried out
    HELD = "held"  # adopted; its effects wait for the hold to pass
    CARRIED_OUT = "carried_out"
    NOT_CARRIED_OUT = "not_carried_out"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN = frozenset({Phase.TRANSLATION, Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING, Phase.WINDOW})
"""Opened and not over: it can be withdrawn."""

WAITING = OPEN | {Phase.CLOSED}
"""Opened and not yet counted."""

OBJECTED = frozenset({Phase.DISCUSSION, Phase.VOTING, Phase.WINDOW})
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
    waits: bool = False  # for the languages that the charter requires
    in_window: bool = False  # what stands was decided on a call


def timetable(process: Process, opened_at: datetime, days: Days = Days()) -> Timetable:  # noqa: B008  # frozen
    """The times of a proposal opened at a moment under a process, and under the days that the charter counts.

    Days are whole days on the calendar of `opened_at`'s zone, so that a deadline keeps its hour when clocks change, and
    they are counted from the end of the hour of opening. A phase of no days is skipped: the next starts at opening. Each
    turn that would fall on a day of rest moves to the next free day, and what follows is counted from there. Hours of
    voting pass as on a clock after its days; a deadline that they set moves likewise.
    """
    discussion_from = later(opened_at, process.notice_days, days)
    voting_from = later(discussion_from, process.discussion_days, days)
    voting_until = later(voting_from, process.voting_days, days)
    if process.voting_hours:
        closes = (voting_until.astimezone(UTC) + timedelta(hours=process.voting_hours)).astimezone(opened_at.tzinfo)
        voting_until = free_from(closes, days)
    return Timetable(
        opened_at=opened_at.astimezone(UTC),
        discussion_from=discussion_from.astimezone(UTC),
        voting_from=voting_from.astimezone(UTC),
        voting_until=voting_until.astimezone(UTC),
    )


def later(moment: datetime, count: int, days: Days) -> datetime:
    """So many whole days after the end of a moment's hour, in its zone, moved to a free day; the moment itself for none."""
    return free_from(_end_of_hour(moment) + timedelta(days=count), days) if count else moment


def opens_at(process: Process, over_by: datetime, days: Days, *, calls: int = 1) -> datetime:
    """The latest moment of a day, at the hour of `over_by` in its zone, at which a proposal can be opened so that it is voted on
    and its hold is over by then, though a day of rest moves its turns and the hours of counting pass. So it is, too, where it
    begins anew at the opening of voting, until there were so many `calls` for nominations."""
    hold = timedelta(hours=process.hold_hours + _COUNTING_HOURS)
    moment = over_by
    for _try in range(_MOST_DAYS_AHEAD):
        if _last_timetable(process, moment, days, calls).voting_until + hold <= over_by:
            return moment
        moment -= timedelta(days=1)
    return moment


def _last_timetable(process: Process, moment: datetime, days: Days, calls: int) -> Timetable:
    """The times of the last of so many calls, each held when voting was to open, which takes the program a part of an hour."""
    found = timetable(process, moment, days)
    for _call in range(1, calls):
        again = found.voting_from + timedelta(hours=_COUNTING_HOURS)
        found = timetable(process, again.astimezone(moment.tzinfo), days)
    return found


def extended(until: datetime, count: int, days: Days) -> datetime:
    """A deadline moved by so many whole days on the calendar of its zone: it keeps its hour and minute, and falls on a free
    day."""
    return free_from(until + timedelta(days=count), days)


def free_from(moment: datetime, days: Days) -> datetime:
    """The same hour of the first day from a moment's on, in its zone, that is neither a day of rest nor a holiday."""
    for _try in range(_MOST_DAYS_OF_REST):
        if not _is_rest(moment, days):
            return moment
        moment += timedelta(days=1)
    return moment


def moved_from(started: datetime, count: int, turn: datetime, days: Days) -> date | None:
    """The day of rest from which a turn was moved that falls so many days after a moment, in that moment's zone; None when
    it was not, or stands where it does for another reason."""
    meant = _end_of_hour(started) + timedelta(days=count)
    was_rest = count > 0 and _is_rest(meant, days)
    return meant.date() if was_rest and free_from(meant, days).astimezone(UTC) == turn.astimezone(UTC) else None


_MOST_DAYS_OF_REST = 370
"""A charter leaves free days in every week; this bounds what a document that was never checked could ask."""


def _is_rest(moment: datetime, days: Days) -> bool:
    day = moment.date().isoformat()
    weekday = tuple(Weekday)[moment.weekday()]
    return weekday in days.rest_days or day in days.holidays or day[5:] in days.holidays


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
    return Phase.TRANSLATION if moments.waits else _before_outcome(moments, now)


def _before_outcome(moments: Moments, now: datetime) -> Phase:
    turns = ((Phase.NOTICE, moments.discussion_from), (Phase.DISCUSSION, moments.voting_from))
    for phase, ends in () if moments.in_window else turns:
        if ends is not None and now < ends:
            return phase
    if moments.voting_until is not None and now > moments.voting_until:
        return Phase.CLOSED
    return Phase.WINDOW if moments.in_window else Phase.VOTING


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
