"""Days that do not count, and times that move: properties over every process, zone and set of days of rest."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Days, Method, Process, Weekday
from plenary.decisions.rules.advice import Voting, came_back, sent
from plenary.decisions.rules.phases import free_from, moved_from, timetable

ZONES = ("UTC", "Europe/Paris", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "America/Sao_Paulo")
HOLIDAYS = ("12-25", "12-26", "01-01", "02-29", "03-29", "2026-03-30", "2026-11-02", "2028-02-28")

zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2032, 1, 1))  # noqa: DTZ001  # given a zone
free_days = st.builds(
    Days,
    rest_days=st.lists(st.sampled_from(Weekday), max_size=3, unique=True).map(tuple),
    holidays=st.lists(st.sampled_from(HOLIDAYS), max_size=5, unique=True).map(tuple),
)
processes = st.builds(
    Process,
    code=st.just("p"),
    names=st.just({"en": "P"}),
    method=st.just(Method.MAJORITY),
    electorate=st.just("plenary"),
    notice_days=st.integers(0, 9),
    discussion_days=st.integers(0, 20),
    voting_days=st.integers(1, 30),
)


def rests(moment, days):
    told = moment.date().isoformat()
    return tuple(Weekday)[moment.weekday()] in days.rest_days or told in days.holidays or told[5:] in days.holidays


def wall(moment, zone):
    return moment.astimezone(zone).replace(tzinfo=None)


@given(processes, moments, zones, free_days)
def test_no_turn_falls_on_a_day_of_rest_and_voting_is_never_shorter(process, opened, zone, days):
    opened = opened.replace(tzinfo=zone)
    times, plain = timetable(process, opened, days), timetable(process, opened)
    row = [times.opened_at, times.discussion_from, times.voting_from, times.voting_until]
    assert row == sorted(row)
    turns = [
        (process.notice_days, times.discussion_from),
        (process.discussion_days, times.voting_from),
        (process.voting_days, times.voting_until),
    ]
    assert not any(rests(turn.astimezone(zone), days) for length, turn in turns if length)
    assert times.voting_until >= plain.voting_until
    lasts = wall(times.voting_until, zone) - wall(times.voting_from, zone)
    assert lasts >= timedelta(days=process.voting_days)


@pytest.mark.parametrize(
    ("moment", "free"),
    [
        (datetime(2028, 2, 29, 9, tzinfo=UTC), datetime(2028, 3, 1, 9, tzinfo=UTC)),  # a holiday that leap years have
        (datetime(2027, 2, 28, 9, tzinfo=UTC), datetime(2027, 3, 1, 9, tzinfo=UTC)),  # a Sunday; this year has no 29th
        (datetime(2026, 12, 25, 9, tzinfo=UTC), datetime(2026, 12, 28, 9, tzinfo=UTC)),  # a Friday, then a weekend
    ],
)
def test_a_deadline_moves_to_the_same_hour_of_the_next_free_day(moment, free):
    days = Days(rest_days=(Weekday.SATURDAY, Weekday.SUNDAY), holidays=("02-29", "12-25"))
    assert free_from(moment, days) == free


def test_a_moved_deadline_tells_from_which_day():
    days = Days(rest_days=(Weekday.SATURDAY, Weekday.SUNDAY), holidays=("12-25",))
    started = datetime(2026, 12, 18, 9, tzinfo=UTC)
    assert moved_from(started, 7, datetime(2026, 12, 28, 9, tzinfo=UTC), days) == date(2026, 12, 25)
    assert moved_from(started, 7, datetime(2026, 12, 29, 9, tzinfo=UTC), days) is None  # it was put off for more time
    assert moved_from(started, 5, datetime(2026, 12, 23, 9, tzinfo=UTC), days) is None


@given(processes, moments, zones, free_days, st.data())
def test_sent_for_advice_and_back(process, opened, zone, days, data):
    opened = opened.replace(tzinfo=zone)
    process = replace(process, discussion_days=max(1, process.discussion_days))
    advice_days, when, answered = data.draw(st.integers(1, 14)), data.draw(st.floats(0, 1)), data.draw(st.floats(0, 1))
    times = timetable(process, opened, days)
    voting = Voting(times.voting_from, times.voting_until)
    now = (times.discussion_from + (voting.opens - times.discussion_from) * when * 0.999).astimezone(zone)
    due, moved = sent(voting, now, advice_days, days)
    lasts = wall(voting.closes, zone) - wall(voting.opens, zone)
    assert due > now
    assert due.astimezone(UTC) <= moved.opens
    assert moved.opens > voting.opens
    assert wall(moved.closes, zone) - wall(moved.opens, zone) >= lasts
    assert not any(rests(moment.astimezone(zone), days) for moment in (due, moved.opens, moved.closes))

    then = (now.astimezone(UTC) + (due - now.astimezone(UTC)) * answered).astimezone(zone)
    back = came_back(moved, due, then, days)
    assert then.astimezone(UTC) <= back.opens <= moved.opens
    assert back.closes <= moved.closes
    assert wall(back.closes, zone) - wall(back.opens, zone) >= lasts
    if not days.rest_days and not days.holidays:
        # an hour more where the deadline would have fallen into the hour that a change of clocks leaves out
        assert wall(back.closes, zone) - wall(back.opens, zone) - lasts in (timedelta(0), timedelta(hours=1))
    assert came_back(moved, due, due.astimezone(zone), days).opens <= moved.opens


def test_advice_that_comes_back_at_once_costs_no_day():
    now = datetime(2026, 3, 2, 14, 23, tzinfo=UTC)
    voting = Voting(datetime(2026, 3, 4, 15, tzinfo=UTC), datetime(2026, 3, 11, 15, tzinfo=UTC))
    due, moved = sent(voting, now, 5, Days())
    assert (due, moved.opens, moved.closes) == (
        datetime(2026, 3, 7, 15, tzinfo=UTC),
        datetime(2026, 3, 9, 15, tzinfo=UTC),
        datetime(2026, 3, 16, 15, tzinfo=UTC),
    )
    assert came_back(moved, due, now + timedelta(minutes=5), Days()) == voting
    later = came_back(moved, due, datetime(2026, 3, 4, 9, tzinfo=UTC), Days())
    assert later == Voting(datetime(2026, 3, 6, 9, tzinfo=UTC), datetime(2026, 3, 13, 9, tzinfo=UTC))
