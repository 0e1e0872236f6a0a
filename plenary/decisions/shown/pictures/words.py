"""Words that several pictures have in common: what became of whom, figures as they stand in pictures, rows in their order."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.accounts import shown

_PLACES = 2
"""Decimals of a figure in a drawing; its table has all of them."""


def brief(value: Number, decimals: int | None) -> str:
    """A figure in a drawing: as everywhere, cut off with an ellipsis after two decimals."""
    told = shown(value, decimals)
    whole, point, rest = told.partition(".")
    return f"{whole}.{rest[:_PLACES]}…" if point and len(rest.removesuffix("…")) > _PLACES else told


def elected() -> str:
    """The sign and the word of who is elected."""
    return f"✓\N{NO-BREAK SPACE}{_('elected')}"


def paid_for() -> str:
    """The sign and the word of what is paid for."""
    return f"✓ {_('paid for')}".replace(" ", "\N{NO-BREAK SPACE}")


def excluded() -> str:
    """The sign and the word of who is excluded."""
    return f"✕\N{NO-BREAK SPACE}{_('excluded')}"


def lot() -> str:
    """The sign of what the lot decided."""
    return "◆"


def winners_first(account: Account, among: Iterable[int]) -> list[int]:
    """Candidates in the order in which they were chosen, then the others in that in which they were given."""
    given = list(among)
    return [
        *(each for each in account.winners if each in given),
        *(each for each in given if each not in account.winners),
    ]
