"""When mails come: quiet hours, mornings, stages; every hour of every zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.notices.rules.ways import STAGES, after_quiet, is_told, morning_has_come, stage_at

ZONES = st.sampled_from(
    ["UTC", "Africa/Bamako", "Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=1100)).map(lambda since: datetime(2025, 1, 1, tzinfo=UTC) + since)
HOURS = st.times().map(lambda each: each.replace(microsecond=0))
PARIS = ZoneInfo("Europe/Paris")


def is_quiet(moment: datetime, zone: ZoneInfo, start: time, end: time) -> bool:
    hour = moment.astimezone(zone).time()
    return start <= hour < end if start < end else hour >= start or hour < end


@given(MOMENTS, ZONES, HOURS, HOURS)
def test_what_waits_leaves_within_a_day_and_an_hour_and_never_in_quiet_hours(
    moment: datetime, name: str, start: time, end: time
) -> None:
    zone = ZoneInfo(name)
    leaves = after_quiet(moment, zone, start, end)
    assert moment <= leaves <= moment + timedelta(hours=25)
    if start == end or not is_quiet(moment, zone, start, end):
        assert leaves == moment
    else:
        local = leaves.astimezone(zone)
        assert leaves > moment or local.fold == 1
        assert local.replace(tzinfo=None) >= datetime.combine(local.date(), end)


@pytest.mark.parametrize(
    ("told", "start", "end", "leaves"),
    [
        ("2026-05-04T21:59+02:00", "22:00", "07:00", "2026-05-04T21:59+02:00"),
        ("2026-05-04T22:00+02:00", "22:00", "07:00", "2026-05-05T07:00+02:00"),
        ("2026-05-05T06:59+02:00", "22:00", "07:00", "2026-05-05T07:00+02:00"),
        ("2026-05-05T07:00+02:00", "22:00", "07:00", "2026-05-05T07:00+02:00"),
        ("2026-05-05T13:30+02:00", "12:00", "14:00", "2026-05-05T14:00+02:00"),
        ("2026-03-29T01:30+01:00", "22:00", "02:30", "2026-03-29T03:30+02:00"),  # there is no half past two
        ("2026-10-25T02:10+02:00", "22:00", "02:30", "2026-10-25T02:30+01:00"),  # there are two
        ("2026-10-25T02:10+01:00", "22:00", "02:30", "2026-10-25T02:30+01:00"),
    ],
)
def test_quiet_hours(told: str, start: str, end: str, leaves: str) -> None:
    found = after_quiet(datetime.fromisoformat(told), PARIS, time.fromisoformat(start), time.fromisoformat(end))
    assert found == datetime.fromisoformat(leaves)


def test_without_both_hours_nothing_is_quiet() -> None:
    moment = datetime(2026, 5, 4, tzinfo=UTC)
    assert {after_quiet(moment, PARIS, *hours) for hours in ((None, None), (time(0), None), (None, time(9)))} == {
        moment
    }


def test_the_morning_comes_at_seven_on_the_readers_clock() -> None:
    found = [
        morning_has_come(datetime(2026, 5, 4, hour, minute, tzinfo=UTC), PARIS)
        for hour, minute in ((4, 59), (5, 0), (21, 59), (22, 0))
    ]
    assert found == [False, True, True, False]


@given(st.timedeltas(timedelta(days=-2), timedelta(days=9)))
def test_a_stage_is_the_nearest_that_has_begun(left: timedelta) -> None:
    due = datetime(2026, 5, 9, 12, tzinfo=UTC)
    found = stage_at(due - left, due)
    if left <= timedelta() or left > STAGES[0]:
        assert found is None
    else:
        assert found == (STAGES[1] if left <= STAGES[1] else STAGES[0])


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (1, True), (2, False), (365, False)])
def test_a_day_that_a_clock_wrote_which_stood_wrong_counts_for_nothing(days: int, told: bool) -> None:
    today = datetime(2026, 5, 4, tzinfo=UTC).date()
    assert is_told(today + timedelta(days=days), today) is told
    assert is_told(None, today) is False
