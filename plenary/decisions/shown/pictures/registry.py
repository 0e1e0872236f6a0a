"""Which picture each method has, by the method's name."""

from collections.abc import Callable, Mapping

from django.utils.translation import get_language_bidi

from plenary.charter.rules.countings import Counting
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.shown.pictures.budgets import spending
from plenary.decisions.shown.pictures.committees import gains, purses
from plenary.decisions.shown.pictures.pairs import pairs
from plenary.decisions.shown.pictures.ratings import grades, totals
from plenary.decisions.shown.pictures.shapes import Picture
from plenary.decisions.shown.pictures.transfers import transfers


def _shares(account: Account) -> Picture:
    return spending(account) if "budget" in account.facts else purses(account)


DRAWN: Mapping[str, Callable[[Account], Picture]] = {
    "transfers": transfers,
    "pairs": pairs,
    "totals": totals,
    "grades": grades,
    "gains": gains,
    "shares": _shares,
    "spending": spending,
}
"""Pictures by the name that a method's declaration gives (`charter.rules.countings`)."""

PICTURES: Mapping[str, Callable[[Account], Picture]] = {each.value: DRAWN[each.told.picture] for each in Counting}
"""Methods by their name; each has a picture."""

MOST_CELLS = 1600
"""So many cells a drawing has at the most: forty candidates beside each other, or through forty stages. A larger one nobody can
read, and it makes a page of megabytes: two hundred candidates would have forty thousand cells."""


def picture_of(account: Account) -> Picture | None:
    """The picture of a count, in the reading direction of the active language; None for a method that has none, and
    where it would be too large to be read."""
    draw = PICTURES.get(account.method)
    if draw is None or _cells(draw, account) > MOST_CELLS:
        return None
    picture = draw(account)
    return picture.mirrored() if get_language_bidi() else picture


def _cells(draw: Callable[[Account], Picture], account: Account) -> int:
    """How many cells a drawing has, each candidate with each stage or with each other; none where it has rows alone."""
    if draw is transfers:
        return len(account.names) * len(account.stages)
    return len(account.names) ** 2 if draw is pairs else 0
