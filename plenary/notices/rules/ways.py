"""When a mail comes: at once, once a day or never; quiet hours; the morning of the daily mail; the stages of reminders."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING = time(7)
"""The hour of the daily mail, in the reader's zone."""

STAGES = (timedelta(days=3), timedelta(days=1))
"""How long before a deadline one is reminded, the earliest first."""

KEEP_REMINDED = timedelta(days=7)  # after the deadline
LOOKS_BACK = timedelta(days=8)  # a daily mail that is late tells of no more than this
FIRST_LOOK = timedelta(days=1)  # and the first one of this


class Way(StrEnum):
    """How mails of a topic come."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


def after_quiet(moment: datetime, zone: ZoneInfo, start: time | None, end: time | None) -> datetime:
    """The moment itself (aware), or the end of the quiet hours in which it falls, on the clock of the zone.

    Hours that pass midnight belong together (22:00 to 07:00). Without both hours, or with equal ones, nothing is quiet.
    Where the clocks change, an end that exists twice is the later one, and one that does not exist comes an hour later.
    """
    if start is None or end is None or start == end:
        return moment
    local = moment.astimezone(zone)
    hour, over_midnight = local.time(), start > end
    is_quiet = (hour >= start or hour < end) if over_midnight else start <= hour < end
    if not is_quiet:
        return moment
    day = local.date() + timedelta(days=1 if over_midnight and hour >= start else 0)
    ends = (datetime.combine(day, end, tzinfo=zone).replace(fold=fold) for fold in (0, 1))
    return max(moment, *(each.astimezone(moment.tzinfo) for each in ends))


def morning_has_come(moment: datetime, zone: ZoneInfo) -> bool:
    """True from the hour of the daily mail until midnight, in the zone."""
    return moment.astimezone(zone).time() >= MORNING


def is_told(day: date | None, today: date) -> bool:
    """True when the daily mail of a day was written, given the day of the last one. A day that lies further ahead than the
    zones of the earth lie apart was written while a clock stood wrong, and counts for nothing."""
    return day is not None and today <= day <= today + timedelta(days=1)


def stage_at(moment: datetime, due: datetime) -> timedelta | None:
    """The stage of reminding that a deadline has reached: the latest that has begun; None before the first and after the end."""
    if moment >= due:
        return None
    return min((stage for stage in STAGES if due - stage <= moment), default=None)
