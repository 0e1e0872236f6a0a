"""Raises that change nothing: as many as are told leave what is bought, in its order, as it is."""

from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.market import Market
from plenary.decisions.rules.methods.profiles import Budgeted
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.rules.methods.unchanged import unchanged_raises
from plenary.decisions.tests.methods.test_budgets import budgeted, budgets


def bought(market: Market, endowment: Fraction) -> Round:
    """A round with so much for each voter."""
    done = Round(market, endowment)
    done.run(Ties.in_order(len(market.costs)))
    return done


def order(done: Round) -> list[int]:
    return [each.project for each in done.purchases]


@settings(max_examples=150, deadline=None)
@given(
    ballots=budgets(),
    by_cost=st.booleans(),
    increment=st.sampled_from([Fraction(1, 100), Fraction(1, 30), Fraction(1, 7), Fraction(1)]),
    rise=st.fractions(0, 6, max_denominator=6),
)
@example(ballots=budgeted([30, 15, 24], 40, "2 a, 2 b, 1 c"), by_cost=True, increment=Fraction(1, 7), rise=Fraction(0))
def test_as_many_raises_as_are_told_change_nothing(
    ballots: Budgeted, by_cost: bool, increment: Fraction, rise: Fraction
):
    market = Market(ballots.costs, ballots.ballots, by_cost=by_cost)
    done = bought(market, Fraction(ballots.budget, ballots.total) + rise)
    assume(any(market.is_supported(each) for each in done.left_over()))
    raises = unchanged_raises(done, increment)
    assert raises >= 0
    for number in {raises, raises // 2, min(raises, 1)}:
        assert order(bought(market, done.endowment + number * increment)) == order(done)


@pytest.mark.parametrize(
    ("costs", "text", "by_cost", "endowment", "increment", "raises"),
    [
        # two have the fifteen for b, and from fifteen on two others have it for a: 48 of 49 sevenths are below it
        ((30, 15, 24), "2 a, 2 b, 1 c", True, Fraction(8), Fraction(1, 7), 48),
        # a point for a costs 6/5, one for b 1, which its two have from 2 on: one sixth more is below it
        ((6, 4), "3 a, 2 abb", False, Fraction(5, 3), Fraction(1, 6), 1),
        # with e for each a point for a costs (10 - e)/2 and one for b 11 - 2e, which is less beyond 4: three tenths are below it
        ((10, 11, 19), "3 c, 1 aab, 2 abb", False, Fraction(11, 3), Fraction(1, 10), 3),
    ],
)
def test_raises_are_told_up_to_where_something_else_is_bought(  # noqa: PLR0917  # a table
    costs: tuple[int, ...], text: str, by_cost: bool, endowment: Fraction, increment: Fraction, raises: int
):
    market = Market(costs, budgeted(costs, 1, text).ballots, by_cost=by_cost)
    done = bought(market, endowment)
    assert unchanged_raises(done, increment) == raises
    found = [order(bought(market, endowment + more * increment)) == order(done) for more in (raises, raises + 1)]
    assert found == [True, False]
