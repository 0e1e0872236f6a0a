"""The account of a budget with its amounts in whole units of the currency, as people read them; counted is in minor units."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from plenary.core.money import digits_of
from plenary.decisions.queries.counts import Counted
from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.profiles import Number

_OF_MONEY = frozenset(
    {"budget", "spent", "costs", "cost", "left", "endowment", "first", "share", "of_rest", "increment"}
)
"""Facts that are amounts of money."""


def in_currency(counted: Counted) -> Account:
    """The account; of a budget with its amounts in units of the currency, exactly, and the currency as a fact."""
    account, contest = counted.account, counted.contest
    if not contest.budget:
        return account
    unit = 10 ** digits_of(contest.currency)
    return replace(
        account,
        decimals=None,
        facts={**_facts(account.facts, unit), "currency": contest.currency},
        stages=tuple(_stage(stage, unit) for stage in account.stages),
    )


def _stage(stage: Stage, unit: int) -> Stage:
    totals = stage.totals
    if stage.what == "unaffordable":  # the one stage of budgets whose totals are money
        totals = {each: _amount(total, unit) for each, total in totals.items()}
    return replace(stage, totals=totals, facts=_facts(stage.facts, unit))


def _facts(facts: Mapping[str, Any], unit: int) -> dict[str, Any]:
    return {key: _amounts(value, unit) if key in _OF_MONEY else value for key, value in facts.items()}


def _amounts(value: Any, unit: int) -> Any:
    return tuple(_amount(each, unit) for each in value) if isinstance(value, tuple) else _amount(value, unit)


def _amount(value: Number, unit: int) -> Number:
    amount = Fraction(value) / unit
    return amount.numerator if amount.denominator == 1 else amount
