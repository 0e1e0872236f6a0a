"""Raised endowments: Equal Shares done again and again with more money for each voter, until the budget is used."""

from fractions import Fraction
from typing import Any

from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.market import Market
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.rules.methods.ties import Ties


def raised(
    market: Market, budget: Number, first: Fraction, increment: Fraction, ties: Ties
) -> tuple[Round, dict[str, Any]]:
    """The last round within the budget, of endowments from `first` up by `increment`, and how it came to that one.

    `raises`: how often the endowment was raised; `stopped`: `exhausted` where no project that somebody supports fits into what
    is left (or none is left), `over_budget` where the next raise would have spent more than the budget.
    """
    kept, raises = Round(market, first), 0
    kept.run(ties)
    while not is_exhausted(kept, budget):
        tried = Round(market, kept.endowment + increment)
        if not tried.run(ties, within=budget):
            return kept, {"raises": raises, "stopped": "over_budget"}
        kept, raises = tried, raises + 1
    return kept, {"raises": raises, "stopped": "exhausted"}


def is_exhausted(done: Round, budget: Number) -> bool:
    """True where no project that somebody supports and that was not bought fits into what is left of the budget."""
    left = budget - done.spent
    return not any(done.market.is_supported(each) and done.market.costs[each] <= left for each in done.left_over())
