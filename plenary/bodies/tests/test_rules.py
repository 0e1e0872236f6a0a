"""The rules of terms: their end, vacancies, fullness, and the limit of terms in a row."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.bodies.rules import (
    Held,
    Place,
    is_full,
    is_past_limit,
    is_plenary,
    places,
    term_end,
    terms_in_a_row,
    vacant,
)
from plenary.charter.rules.schema import Body, BodyKind, Filled, Seats
from tests import founding

START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=4000)).map(START.__add__)
place = Place(body="board", seats="general", number=3, term_months=24, term_limit=2)


@st.composite
def terms(draw: st.DrawFn) -> Held:
    starts = draw(moments)
    length = draw(st.none() | st.timedeltas(timedelta(days=1), timedelta(days=900)))
    holder = draw(st.sampled_from("abcd"))
    return Held(
        body="board",
        seats=draw(st.sampled_from(["general", "other"])),
        holder=holder,
        starts=starts,
        until=starts + length if length else None,
    )


many = st.lists(terms(), max_size=12)


@given(many, moments)
def test_vacant_and_held_make_the_number_of_seats(held: list[Held], moment: datetime) -> None:
    sitting = sum(term.is_of(place) and term.is_held_at(moment) for term in held)
    assert vacant(place, held, moment) == max(0, 3 - sitting)


@given(many, moments, st.none() | st.timedeltas(timedelta(days=1), timedelta(days=900)))
def test_full_is_what_a_term_more_would_make_too_many(
    held: list[Held], starts: datetime, length: timedelta | None
) -> None:
    until = starts + length if length else None
    more = [*held, Held(body="board", seats="general", holder="new", starts=starts, until=until)]
    at_starts = [term.starts for term in more]
    crowded = any(
        more[-1].is_held_at(moment) and sum(term.is_of(place) and term.is_held_at(moment) for term in more) > 3
        for moment in at_starts
    )
    assert is_full(place, held, starts, until) == crowded


@given(many, moments, st.permutations(range(12)))
def test_the_order_in_which_terms_are_read_never_matters(held: list[Held], moment: datetime, order: list[int]) -> None:
    shuffled = [held[index] for index in order if index < len(held)]
    assert vacant(place, held, moment) == vacant(place, shuffled, moment)
    assert is_full(place, held, moment, None) == is_full(place, shuffled, moment, None)


@given(st.integers(0, 6), st.integers(1, 40))
def test_terms_without_a_break_are_in_a_row(number: int, months: int) -> None:
    held, starts = [], START
    for _turn in range(number):
        until = term_end(starts, months)
        assert until is not None
        held.append(Held(body="board", seats="general", holder="a", starts=starts, until=until))
        starts = until
    assert terms_in_a_row(place, held, "a", starts) == number
    assert terms_in_a_row(place, held, "a", starts + timedelta(days=1)) == 0
    assert terms_in_a_row(place, held, "b", starts) == 0
    assert is_past_limit(place, held, "a", starts) == (number >= 2)
    unlimited = Place(body="board", seats="general", term_limit=0)
    assert not is_past_limit(unlimited, held, "a", starts)


@pytest.mark.parametrize(
    ("months", "end"),
    [(0, None), (1, datetime(2026, 2, 1, tzinfo=UTC)), (24, datetime(2028, 1, 1, tzinfo=UTC))],
)
def test_a_term_lasts_whole_months_or_without_limit(months: int, end: datetime | None) -> None:
    assert term_end(START, months) == end


def test_places_are_the_seats_and_offices_that_somebody_fills() -> None:
    assert [(found.body, found.seats, found.office) for found in places(founding.charter())] == [
        ("board", "general", ""),
        ("board", "kept", ""),
        ("board", "", "chair"),
        ("", "", "coordinator"),
    ]


def test_a_body_whose_seats_every_member_fills_is_a_plenary() -> None:
    everyone = Seats(code="all", names={}, number=0, filled=Filled.EVERY_MEMBER)
    assert is_plenary(Body(code="council", kind=BodyKind.COMMITTEE, names={}, seats=(everyone,)))
    assert not is_plenary(Body(code="empty", kind=BodyKind.COMMITTEE, names={}))
