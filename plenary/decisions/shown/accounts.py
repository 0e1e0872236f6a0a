"""The account of a count as plain data, the same for JSON, text and a page: names instead of places, and exact numbers.

Numbers: a whole one is an integer; another is a decimal where it ends within the `decimals` of the account (within 6 where it
has exact fractions), and else a text such as "3/7". Where two candidates have one name, each has its number in the list behind
it. Facts that tell of candidates name them; rows of a matrix stay in the order of the list.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import Any

from plenary.decisions.labels.stages import groups_of, stage_in_words
from plenary.decisions.rules.methods.accounts import Account, Stage, Tie
from plenary.decisions.rules.methods.reserved import Reserved

MOST_DECIMALS = 6
"""Decimals that an exact fraction may have, to be told as a decimal number."""

_OF_CANDIDATES = frozenset(
    {"path", "back", "cycle", "potential", "condorcet", "lots", "paths", "vacated_by", "left_out"}
)
_EXACT = Context(prec=60, traps=[Inexact])

type Told = int | Decimal | str
"""A number as it is told."""


def number_of(value: int | Fraction, decimals: int | None) -> Told:
    """A number: whole, decimal, or a fraction as text."""
    if isinstance(value, int) or value.denominator == 1:
        return int(value)
    places = MOST_DECIMALS if decimals is None else decimals
    if 10**places % value.denominator:
        return f"{value.numerator}/{value.denominator}"
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def shown(value: object, decimals: int | None) -> str:
    """A number as people read it: as `number_of` tells it, a fraction that does not end as its first decimals and an ellipsis."""
    if not isinstance(value, int | Fraction):
        return str(value)
    told = number_of(value, decimals)
    if isinstance(told, str):
        whole = abs(value) * 10**MOST_DECIMALS
        digits = str(whole.numerator // whole.denominator).zfill(MOST_DECIMALS + 1)
        return f"{'-' if value < 0 else ''}{digits[:-MOST_DECIMALS]}.{digits[-MOST_DECIMALS:]}…"
    return f"{told:f}" if isinstance(told, Decimal) else str(told)


def names_of(account: Account) -> tuple[str, ...]:
    """The candidates' names; those that several have, with their numbers behind."""
    return told_apart(account.names)


def told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names; those that several have, with their numbers behind."""
    times = Counter(names)
    return tuple(f"{name} ({each})" if times[name] > 1 else name for each, name in enumerate(names, 1))


def account_as_data(account: Account, lots: Mapping[str, Any], title: str = "") -> dict[str, Any]:
    """The whole account, in the order in which it is read: what was counted and how, who is chosen, and each stage."""
    names = names_of(account)
    return {
        "method": account.method,
        "title": title,
        "ballots": account.ballots,
        "seats": account.seats,
        "winners": [names[each] for each in account.winners],
        "quota": None if account.quota is None else number_of(account.quota, account.decimals),
        "unit": account.unit,
        "decimals": account.decimals,
        "lots": dict(lots),
        "stages": [_stage(stage, account, names) for stage in account.stages],
        "facts": _facts(account.facts, account, names),
    }


def _stage(stage: Stage, account: Account, names: tuple[str, ...]) -> dict[str, Any]:
    def figures(of: Mapping[int, int | Fraction]) -> dict[str, Told]:
        return {names[each]: number_of(value, account.decimals) for each, value in of.items()}

    return {
        "number": stage.number,
        "what": stage.what,
        "words": stage_in_words(stage, names, lambda value: shown(value, account.decimals), groups_of(account)),
        "about": [names[each] for each in stage.about],
        "totals": figures(stage.totals),
        "moved": figures(stage.moved),
        "lost": number_of(stage.lost, account.decimals),
        "elected": [names[each] for each in stage.elected],
        "excluded": [names[each] for each in stage.excluded],
        "ties": [_tie(tie, names) for tie in stage.ties],
        "facts": _facts(stage.facts, account, names),
    }


def _tie(tie: Tie, names: tuple[str, ...]) -> dict[str, Any]:
    told = {"among": [names[each] for each in tie.among], "taken": names[tie.taken], "by": tie.by}
    return told | ({"stage": tie.stage} if tie.stage else {})


def _facts(facts: Mapping[str, Any], account: Account, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        key: _named(value, names) if key in _OF_CANDIDATES else _plain(value, account, names)
        for key, value in facts.items()
    }


def _named(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, int):
        return names[value]
    return None if value is None else [_named(each, names) for each in value]


def _plain(value: Any, account: Account, names: tuple[str, ...]) -> Any:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | Fraction):
        return number_of(value, account.decimals)
    if isinstance(value, Reserved):
        told = {"group": value.group, "at_least": value.at_least, "at_most": value.at_most}
        return told | {"members": [names[each] for each in sorted(value.members)]}
    if isinstance(value, Mapping):
        return {
            names[key] if isinstance(key, int) else str(key): _plain(each, account, names)
            for key, each in value.items()
        }
    return [_plain(each, account, names) for each in value]
