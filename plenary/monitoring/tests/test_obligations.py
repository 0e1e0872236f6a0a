"""By when an obligation is to be done, for whom it binds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.obligations import Counted, Deadline, begins_to_bind, due
from plenary.monitoring.rules.spans import Span, Timeline

SINCE = date(1999, 3, 1)
JOINED = date(2003, 3, 1)
LEFT = date(2025, 12, 27)
BOUND = Timeline(party=(Span(date(2002, 9, 11), LEFT),), in_force=(Span(JOINED, LEFT),))
CLEARANCE = Deadline(Delay(years=10))
REPORT = Deadline(Delay(days=180), month=4, day=30)


def by(deadline: Deadline, day: date, *extended: date) -> date | None:
    return due(deadline, BOUND, in_force_since=SINCE, day=day, extended=extended)


def test_ten_years_after_it_entered_into_force_for_the_actor() -> None:
    assert by(CLEARANCE, date(2005, 1, 1)) == date(2013, 3, 1)
    assert by(Deadline(Delay(years=10), Counted.ENTRY), date(2005, 1, 1)) == date(2013, 3, 1)
    early = Timeline(in_force=(Span(SINCE),))
    assert due(CLEARANCE, early, in_force_since=SINCE, day=JOINED) == date(2009, 3, 1)


def test_an_extension_moves_the_day_and_an_earlier_one_does_not() -> None:
    assert by(CLEARANCE, date(2014, 1, 1), date(2023, 3, 1), date(2025, 3, 1)) == date(2025, 3, 1)
    assert by(CLEARANCE, date(2014, 1, 1), date(2010, 1, 1)) == date(2013, 3, 1)


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        (date(2003, 3, 1), date(2003, 8, 28)),
        (date(2003, 8, 28), date(2003, 8, 28)),
        (date(2003, 8, 29), date(2004, 4, 30)),
        (date(2010, 4, 30), date(2010, 4, 30)),
        (date(2010, 5, 1), date(2011, 4, 30)),
    ],
)
def test_what_comes_back_each_year_is_due_on_its_next_day(day: date, next_one: date) -> None:
    assert by(REPORT, day) == next_one


@given(st.integers(0, 9000).map(lambda days: JOINED + timedelta(days=days)))
def test_nothing_is_due_of_whoever_is_not_bound(day: date) -> None:
    assert (
        (by(REPORT, day) is None)
        == (by(CLEARANCE, day) is None)
        == (begins_to_bind(BOUND, day) is None)
        == (day >= LEFT)
    )


@given(st.integers(0, 8000).map(lambda days: JOINED + timedelta(days=days)))
def test_the_next_report_lies_ahead_within_a_year(day: date) -> None:
    found = by(REPORT, day)
    assert found is not None
    assert day <= found <= day + timedelta(days=366)


def test_a_day_of_each_year_is_one_that_each_year_has() -> None:
    with pytest.raises(ValueError, match="month and a day"):
        Deadline(Delay(), month=4)
    with pytest.raises(ValueError, match="day"):
        Deadline(Delay(), month=2, day=29)
