"""Rules of meetings, as tables and properties."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.meetings.rules import LONGEST, SOON, Phase, is_due, phase_of, runs_over, times_of

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("hours", "called_off", "phase"),
    [
        (-1, False, Phase.CALLED),
        (0, False, Phase.UNDER_WAY),
        (1, False, Phase.UNDER_WAY),
        (2, False, Phase.OVER),
        (-1, True, Phase.CALLED_OFF),
        (3, True, Phase.CALLED_OFF),
    ],
)
def test_the_clock_tells_where_a_meeting_stands(hours: int, called_off: bool, phase: Phase) -> None:
    assert phase_of(NOON, NOON + 2 * HOUR, NOON + hours * HOUR, called_off=called_off) is phase


@pytest.mark.parametrize(("starts", "ends"), [(None, None), (NOON, None), (None, NOON)])
def test_without_a_whole_date_it_is_being_found(starts: datetime | None, ends: datetime | None) -> None:
    assert phase_of(starts, ends, NOON) is Phase.FINDING


def test_a_meeting_lasts_a_week_at_most_and_the_desk_tells_of_it_two_weeks_before() -> None:
    assert (timedelta(weeks=1), timedelta(weeks=2)) == (LONGEST, SOON)


@given(st.lists(st.integers(1, 600), max_size=20))
def test_items_follow_one_another_and_what_does_not_fit_is_told(minutes: list[int]) -> None:
    starts = times_of(NOON, minutes)
    assert len(starts) == len(minutes)
    for before, after, took in zip(starts, starts[1:], minutes, strict=False):
        assert after - before == timedelta(minutes=took)
    fits = sum(minutes)
    assert runs_over(NOON, NOON + timedelta(minutes=fits), minutes) == 0
    assert runs_over(NOON, NOON + timedelta(minutes=max(0, fits - 5)), minutes) == min(5, fits)


@pytest.mark.parametrize(
    ("until", "done", "due"),
    [
        (None, False, False),
        (TODAY, False, True),
        (TODAY, True, False),
        (TODAY + timedelta(days=1), False, False),
        (TODAY - timedelta(days=9), False, True),
    ],
)
def test_an_action_is_due_on_its_day_until_it_is_done(until: date | None, done: bool, due: bool) -> None:
    assert is_due(until, TODAY, done=done) is due
