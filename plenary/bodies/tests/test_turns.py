"""Terms that begin together end in turns, and who is chosen finds a seat where one is left."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.bodies.rules import Place
from plenary.bodies.rules.elections import elections, seated
from plenary.bodies.rules.turns import ends_in_turns
from plenary.charter.starting import STARTING, shipped
from plenary.core.clock import months_later

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def place(number: int, turns: int, months: int = 24) -> Place:
    return Place(body="board", seats="seat", number=number, turns=turns, term_months=months)


def ends(of: Place, count: int, *running: int) -> list[int]:
    """The ends in whole months from the start, of terms beside those that run for so many more months."""
    found = ends_in_turns(of, START, [months_later(START, month) for month in running], count)
    months = {months_later(START, month): month for month in range(of.term_months + 1)}
    return [months[end] for end in found if end is not None]


@pytest.mark.parametrize(
    ("of", "count", "running", "expected"),
    [
        (place(4, 1), 4, (), [24, 24, 24, 24]),
        (place(4, 2), 4, (), [24, 24, 12, 12]),
        (place(5, 2), 5, (), [24, 24, 24, 12, 12]),
        (place(3, 3), 3, (), [24, 16, 8]),
        (place(4, 2), 2, (12, 12), [24, 24]),
        (place(4, 2), 1, (12, 24, 24), [12]),
        (place(4, 2), 1, (5, 17, 17), [5]),
        (place(4, 2), 2, (5, 17), [17, 5]),
        (place(2, 4), 2, (), [24, 18]),
    ],
)
def test_ends_of_terms_that_begin_together(
    of: Place, count: int, running: tuple[int, ...], expected: list[int]
) -> None:
    assert ends(of, count, *running) == expected


def test_terms_without_limit_have_no_end() -> None:
    assert ends_in_turns(place(3, 2, 0), START, [], 3) == (None, None, None)


@settings(max_examples=60, deadline=None)
@given(number=st.integers(1, 12), turns=st.integers(1, 4), years=st.integers(1, 4))
def test_after_a_first_election_each_turn_renews_its_share_for_ever(number: int, turns: int, years: int) -> None:
    of = place(number, turns, 12 * years)
    running, moment, shares = list(ends_in_turns(of, START, [], number)), START, []
    for _turn in range(3 * turns):
        moment = min(end for end in running if end is not None)
        due = running.count(moment)
        running = [end for end in running if end != moment]
        stay = [end for end in running if end is not None]
        new = list(ends_in_turns(of, moment, stay, due))
        assert all(end is not None and moment < end <= months_later(moment, of.term_months) for end in new)
        assert new == sorted(new, reverse=True)
        running += new
        shares.append(due)
    assert max(shares) <= -(-number // turns)


@settings(max_examples=100, deadline=None)
@given(
    may_take=st.lists(st.lists(st.sampled_from("abc"), unique=True).map(tuple), max_size=5),
    free=st.fixed_dictionaries({code: st.integers(0, 2) for code in "abc"}),
)
def test_no_order_of_taking_seats_would_seat_more_and_the_first_are_never_left_out(
    may_take: list[tuple[str, ...]], free: dict[str, int]
) -> None:
    found = seated(may_take, free)
    assert all(code in takes for code, takes in zip(found, may_take, strict=True) if code)
    assert all(found.count(code) <= free[code] for code in free)
    assert sum(map(bool, found)) == _most(may_take, free)
    for number in range(len(may_take)):
        sat = [who for who in range(number) if found[who]]
        before = seated(may_take[:number], free)
        assert sat == [who for who in range(number) if before[who]]


def _most(may_take: list[tuple[str, ...]], free: dict[str, int]) -> int:
    """The most that can be seated, all ways tried."""
    if not may_take:
        return 0
    ways = [_most(may_take[1:], free)]
    for code in may_take[0]:
        if free[code]:
            ways.append(1 + _most(may_take[1:], {**free, code: free[code] - 1}))
    return max(ways)


@pytest.mark.parametrize("code", STARTING)
def test_the_starting_charters_fill_something_by_election(code: str) -> None:
    found = elections(shipped(code))
    assert found
    assert all(each.places and each.filled_by for each in found)


def test_terms_that_end_within_days_take_no_place_at_the_turn_after_them() -> None:
    soon = START + timedelta(days=14)
    running = [soon, soon, months_later(soon, 12), months_later(soon, 24), months_later(soon, 24)]
    assert ends_in_turns(place(6, 3, 36), START, running, 1) == (months_later(soon, 12),)


def test_with_one_turn_all_get_a_whole_term_whatever_runs() -> None:
    running = [months_later(START, 6)]
    assert ends_in_turns(place(3, 1, 24), START, running, 2) == (months_later(START, 24),) * 2
