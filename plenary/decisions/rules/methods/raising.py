"""Raised endowments: Equal Shares done again and again with more money for each voter, until the budget is used."""

from fractions import Fraction
from typing import Any

from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.market import Market
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.rules.methods.unchanged import unchanged_raises

_FEW = 2000  # distinct ballots; with more of them, nearly every raise changes who pays in full


def raised(
    market: Market, budget: Number, first: Fraction, increment: Fraction, ties: Ties
) -> tuple[Round, dict[str, Any]]:
    """The last round within the budget, of endowments from `first` up by `increment`, and how it came to that one.

    `raises`: how often the endowment was raised; `stopped`: `exhausted` where no project that somebody supports fits into what
    is left (or none is left), `over_budget` where the next raise would have spent more than the budget.
    """
    kept, raises, rest, wait = Round(market, first), 0, 0, 1
    kept.run(ties)
    while not is_exhausted(kept, budget):
        still = 0
        if rest:
            rest -= 1
        elif len(market.items) <= _FEW:
            still = unchanged_raises(kept, increment)
            rest, wait = (0, 1) if still else (wait, wait * 2)  # looked for less often the longer it was in vain
        tried = Round(market, kept.endowment + (still + 1) * increment, kept.left_over())
        if not tried.run(ties, within=budget):
            if still:
                kept = Round(market, kept.endowment + still * increment)
                kept.run(ties)
            return kept, {"raises": raises + still, "stopped": "over_budget"}
        kept, raises = tried, raises + still + 1
    return kept, {"raises": raises, "stopped": "exhausted"}


def is_exhausted(done: Round, budget: Number) -> bool:
    """True where no project that somebody supports and that was not bought fits into what is left of the budget."""
    left = budget - done.spent
    return not any(done.market.is_supported(each) and done.market.costs[each] <= left for each in done.left_over())
