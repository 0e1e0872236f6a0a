"""The account of a budget with its amounts in whole units of the currency, and amounts as people read them; counted is in minor
units."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language

from plenary.core.money import digits_of, in_words
from plenary.decisions.queries.counts import Counted
from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.accounts import shown

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
        stages=tuple(_stage(account, stage, unit) for stage in account.stages),
    )


def amount_in_words(account: Account, amount: Number) -> str:
    """An amount in units of the currency that the account tells of, as the active language writes it; one between two minor
    units is rounded to the nearest, with a sign that it is. Without a currency the figure."""
    currency = str(account.facts.get("currency", ""))
    if not currency:
        return shown(amount, account.decimals)
    exact = Fraction(amount) * 10 ** digits_of(currency)
    minor = (exact + Fraction(1, 2)).__floor__()
    told = in_words(minor, currency, get_language() or "en")
    return told if minor == exact else f"≈\N{NO-BREAK SPACE}{told}"


def with_amounts_in_words(account: Account, stage: Stage) -> Stage:
    """A stage of the account whose facts that are amounts of money are words."""
    facts = {
        key: amount_in_words(account, value) if key in _OF_MONEY and isinstance(value, int | Fraction) else value
        for key, value in stage.facts.items()
    }
    return replace(stage, facts=facts)


def counts_money(account: Account, stage: Stage) -> bool:
    """Whether the totals of a stage are amounts of money: of budgets, what supporters have left; of others, what the account
    says."""
    return stage.what == "unaffordable" if "budget" in account.facts else account.unit == "money"


def _stage(account: Account, stage: Stage, unit: int) -> Stage:
    totals = stage.totals
    if counts_money(account, stage):
        totals = {each: _amount(total, unit) for each, total in totals.items()}
    return replace(stage, totals=totals, facts=_facts(stage.facts, unit))


def _facts(facts: Mapping[str, Any], unit: int) -> dict[str, Any]:
    return {key: _amounts(value, unit) if key in _OF_MONEY else value for key, value in facts.items()}


def _amounts(value: Any, unit: int) -> Any:
    return tuple(_amount(each, unit) for each in value) if isinstance(value, tuple) else _amount(value, unit)


def _amount(value: Number, unit: int) -> Number:
    amount = Fraction(value) / unit
    return amount.numerator if amount.denominator == 1 else amount
