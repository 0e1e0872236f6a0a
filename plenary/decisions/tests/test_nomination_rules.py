"""What follows when nominations close, as a table and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Elections, TooFew, Uncontested
from plenary.decisions.rules.nominations import Next, after_nominations, fitting

ELECTED, BALLOT = Uncontested.ELECTED, Uncontested.BALLOT
FILL, AGAIN = TooFew.FILL, TooFew.AGAIN


@pytest.mark.parametrize(
    ("standing", "fit", "uncontested", "too_few", "again", "follows"),
    [
        (0, 0, ELECTED, FILL, False, Next.NOBODY),
        (0, 0, BALLOT, FILL, False, Next.NOBODY),
        (0, 0, ELECTED, AGAIN, False, Next.AGAIN),
        (0, 0, ELECTED, AGAIN, True, Next.NOBODY),
        (1, 1, ELECTED, FILL, False, Next.ELECTED),
        (1, 1, ELECTED, AGAIN, False, Next.AGAIN),
        (1, 1, ELECTED, AGAIN, True, Next.ELECTED),
        (1, 1, BALLOT, FILL, False, Next.BALLOT_OR_AGAIN),
        (1, 1, BALLOT, AGAIN, True, Next.BALLOT_OR_AGAIN),
        (2, 2, ELECTED, AGAIN, False, Next.ELECTED),
        (2, 2, BALLOT, AGAIN, False, Next.BALLOT_OR_AGAIN),
        (3, 2, ELECTED, FILL, False, Next.BALLOT),
        (3, 2, BALLOT, AGAIN, False, Next.BALLOT),
        (3, 1, ELECTED, FILL, False, Next.BALLOT),
        (3, 1, ELECTED, AGAIN, False, Next.AGAIN),
    ],
)
def test_what_follows_for_two_seats(  # noqa: PLR0917  # a row of the table
    standing: int, fit: int, uncontested: Uncontested, too_few: TooFew, again: bool, follows: Next
) -> None:
    rule = Elections(uncontested=uncontested, too_few=too_few)
    found = after_nominations(standing=standing, fitting=fit, seats=2, rule=rule, called_again=again)
    assert found is follows


@pytest.mark.parametrize(
    ("groups", "seats", "kept", "fit"),
    [
        ([], 3, {}, 0),
        ([()] * 4, 3, {}, 3),
        ([()] * 3, 3, {"women": 1}, 2),
        ([(), (), ("women",)], 3, {"women": 1}, 3),
        ([("women",)] * 4, 3, {"women": 1}, 3),
        ([("a", "b"), ("a",)], 2, {"a": 1, "b": 1}, 2),
        ([("a",), ("a",)], 2, {"a": 1, "b": 1}, 1),
    ],
)
def test_how_many_find_a_seat_at_once(
    groups: list[tuple[str, ...]], seats: int, kept: dict[str, int], fit: int
) -> None:
    assert fitting(groups, seats, kept) == fit


@given(
    groups=st.lists(st.lists(st.sampled_from("ab"), unique=True).map(tuple), max_size=8),
    kept=st.fixed_dictionaries({"a": st.integers(0, 3), "b": st.integers(0, 3)}),
    more=st.integers(0, 3),
)
def test_one_more_who_stands_never_makes_fewer_fit(
    groups: list[tuple[str, ...]], kept: dict[str, int], more: int
) -> None:
    seats = sum(kept.values()) + more
    fit = fitting(groups, seats, kept)
    assert fit <= min(len(groups), seats)
    assert fitting([*groups, ()], seats, kept) in {fit, fit + 1}
    assert fitting(groups, seats + 1, kept) in {fit, min(fit + 1, len(groups))}
