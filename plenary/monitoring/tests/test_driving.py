"""Projections follow the pace and nothing else; steps follow from how a state stands; regions hold each state once."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plenary.directory.rules.regions import region_of
from plenary.monitoring.rules.actors import EUROPEAN_UNION, is_known_code
from plenary.monitoring.rules.driving import EVERYWHERE, REGIONS, Step, by_region, likely_step, steps_left
from plenary.monitoring.rules.projecting import (
    FARTHEST,
    Pace,
    expected,
    pace_of,
    projection,
    reached_on,
    yearly_gains,
    years_before,
)
from plenary.monitoring.rules.spans import Span, Timeline
from plenary.monitoring.rules.standings import BINDS, Stands
from plenary.monitoring.rules.states import STATES

TODAY = date(2026, 2, 3)
COUNTS = st.integers(0, 300)
PACES = st.fractions(Fraction(1, 2), 40, max_denominator=2)
GAINS = st.lists(st.integers(-10, 30), min_size=1, max_size=8)


@given(COUNTS, COUNTS, PACES)
def test_the_day_is_the_first_on_which_so_many_are_expected(parties: int, needed: int, yearly: Fraction) -> None:
    day = reached_on(parties, needed, yearly, TODAY)
    assume(day is not None and day > TODAY)
    assert day is not None
    days = (day - TODAY).days
    assert expected(parties, yearly, days - 1) < needed <= expected(parties, yearly, days)


@given(COUNTS, COUNTS, GAINS)
def test_no_day_lies_before_today_and_a_faster_pace_comes_no_later(parties: int, needed: int, gains: list[int]) -> None:
    pace = pace_of(gains)
    assert pace is not None
    told = projection(parties, needed, pace, TODAY)
    days = [told.earliest, told.likely, told.latest]
    known = [day for day in days if day is not None]
    assert all(day >= TODAY for day in known)
    assert known == sorted(known)
    assert [day is None for day in days] == sorted(day is None for day in days)
    if parties >= needed:
        assert days == [TODAY, TODAY, TODAY]


@given(COUNTS, COUNTS, st.integers(0, 50), PACES)
def test_more_that_are_needed_come_no_earlier(parties: int, needed: int, more: int, yearly: Fraction) -> None:
    first, later = (reached_on(parties, number, yearly, TODAY) for number in (needed, needed + more))
    assert later is None or (first is not None and first <= later)


@given(COUNTS, st.fractions(-40, 40, max_denominator=2), st.integers(0, 5000), st.integers(0, 5000))
def test_what_is_expected_grows_where_the_pace_does(parties: int, yearly: Fraction, days: int, more: int) -> None:
    one, two = expected(parties, yearly, days), expected(parties, yearly, days + more)
    assert min(one, two) >= 0
    assert one <= two if yearly >= 0 else one >= two
    assert expected(parties, yearly, 0) == parties


def test_a_pace_that_does_not_reach_it_gives_no_day() -> None:
    assert reached_on(10, 11, 0, TODAY) is None
    assert reached_on(10, 11, -3, TODAY) is None
    assert reached_on(0, FARTHEST + 1, 1, TODAY) is None
    assert reached_on(0, FARTHEST, 1, TODAY) is not None
    assert reached_on(0, 1, 1, date(9999, 12, 1)) is None
    assert pace_of([]) is None


def test_the_pace_is_that_of_whole_years_with_losses_taken_off() -> None:
    told = [
        Timeline(party=(Span(date(2021, 5, 1)),)),
        Timeline(party=(Span(date(2024, 5, 1)),)),
        Timeline(party=(Span(date(2024, 6, 1)),)),
        Timeline(party=(Span(date(1999, 1, 1), date(2025, 12, 27)),)),
    ]
    gains = yearly_gains(told, TODAY, since=date(1997, 9, 18))
    assert gains == (1, 0, 0, 2, -1)
    assert pace_of(gains) == Pace(slowest=-1, middle=Fraction(0), fastest=2, years=5)
    assert yearly_gains(told, TODAY, since=date(2023, 2, 4)) == (2, -1)
    assert yearly_gains(told, TODAY, since=date(2025, 6, 1)) == ()
    assert pace_of([1, 2]) == Pace(slowest=1, middle=Fraction(3, 2), fastest=2, years=2)


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(1, 50))
def test_the_same_day_of_an_earlier_year(day: date, years: int) -> None:
    before = years_before(day, years)
    assert before.year == day.year - years
    assert abs((day - before) - timedelta(days=365 * years)) < timedelta(days=years // 3 + 2)


STEPS = [
    (None, {"in_force": False}, Step.SIGN),
    (None, {"in_force": True}, Step.ACCEDE),
    (Stands.SIGNED, {"in_force": False}, Step.RATIFY),
    (Stands.SIGNED, {"in_force": True}, Step.RATIFY),
    (Stands.PROVISIONAL, {"in_force": True}, Step.RATIFY),
    (Stands.PARTY, {"in_force": False}, None),
    (Stands.IN_FORCE, {"in_force": True}, None),
    (Stands.IN_FORCE, {"in_force": True, "leaves": True}, Step.STAY),
    (Stands.SIGNED, {"in_force": True, "leaves": True}, Step.STAY),
]


@pytest.mark.parametrize(("stands", "told", "step"), STEPS)
def test_the_likely_step_follows_from_how_an_actor_stands(
    stands: Stands | None, told: dict[str, bool], step: Step | None
) -> None:
    assert likely_step(stands, **told) is step


@given(st.sampled_from([None, *Stands]), st.booleans())
def test_whoever_is_a_party_has_no_step_left_and_all_others_have(stands: Stands | None, in_force: bool) -> None:
    left = steps_left(likely_step(stands, in_force=in_force))
    assert (left == 0) == (stands in BINDS)
    assert steps_left(Step.STAY) == 0


@given(st.lists(st.sampled_from(sorted(STATES | {EUROPEAN_UNION, "FARC"})), unique=True))
def test_each_stands_in_one_region(actors: list[str]) -> None:
    found = by_region(actors)
    assert Counter(code for codes in found.values() for code in codes) == Counter(actors)
    assert list(found) == [region for region in (*REGIONS, EVERYWHERE) if region in found]
    assert all(found.values())


def test_the_states_are_those_of_the_depositary_and_each_lies_in_a_region() -> None:
    assert len(STATES) == 197
    assert all(is_known_code(code) and region_of(code) in REGIONS for code in STATES)
    assert {"PSE", "VAT", "COK", "NIU"} <= STATES
    assert not {"TWN", "XKX", "GGY", EUROPEAN_UNION} & STATES
