"""Delays: the words of treaties as days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.rules.days import day_of
from plenary.monitoring.rules.delays import AT_ONCE, Begins, Delay

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("delay", "after", "reached"),
    [
        (Delay(months=6, begins=Begins.FIRST_OF_MONTH), date(1998, 9, 17), date(1999, 3, 1)),
        (Delay(days=60, begins=Begins.FIRST_OF_NEXT_MONTH), date(2002, 4, 11), date(2002, 7, 1)),
        (Delay(days=90), date(2014, 9, 25), date(2014, 12, 24)),
        (Delay(months=1), date(2003, 1, 31), date(2003, 2, 28)),
        (Delay(months=1), date(2004, 1, 31), date(2004, 2, 29)),
        (Delay(years=10), date(2004, 2, 29), date(2014, 2, 28)),
        (Delay(days=1, begins=Begins.FIRST_OF_NEXT_MONTH), date(2003, 12, 31), date(2004, 2, 1)),
        (AT_ONCE, date(2003, 1, 31), date(2003, 1, 31)),
    ],
)
def test_what_a_treaty_says_as_a_day(delay: Delay, after: date, reached: date) -> None:
    assert delay.after(after) == reached


@given(
    DAYS, DAYS, st.builds(Delay, st.integers(0, 30), st.integers(0, 30), st.integers(0, 400), st.sampled_from(Begins))
)
def test_who_comes_later_is_not_bound_earlier(one: date, other: date, delay: Delay) -> None:
    assert delay.after(min(one, other)) <= delay.after(max(one, other))


@given(DAYS, st.integers(0, 30), st.integers(0, 400))
def test_no_delay_ends_before_it_begins(day: date, months: int, days: int) -> None:
    assert Delay(months=months, days=days).after(day) >= day
    assert Delay(months=months, days=days, begins=Begins.FIRST_OF_NEXT_MONTH).after(day) > day


def test_a_delay_is_not_negative_and_ends_within_the_calendar() -> None:
    with pytest.raises(ValueError, match="negative"):
        Delay(days=-1)
    with pytest.raises(OverflowError):
        Delay(years=9000).after(date(2000, 1, 1))


@given(DAYS)
def test_a_day_is_read_in_each_of_its_forms(day: date) -> None:
    forms = (day.isoformat(), f"{day.day} {day:%b} {day.year}", f" {day.day}\u00a0{day:%B}  {day.year} ")
    assert [day_of(form) for form in forms] == [day] * 3


@pytest.mark.parametrize("words", ["", "1997", "31 Feb 2001", "3 Dez 1997", "1997-13-01", "12/03/1997", "3 Dec 97"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert day_of(words) is None
