"""Where rooms above say that they use a card, so that it is not removed under them."""

from collections.abc import Callable, Collection, Iterable

type Finder = Callable[[str, Collection[str]], Iterable[str]]

_finders: list[Finder] = []


def register_use(finder: Finder) -> Finder:
    """Register a function that is given a coalition's id and ids of cards, and answers those that its room uses.

    A constant number of queries.
    """
    _finders.append(finder)
    return finder


def used_by(coalition_id: str, ids: Collection[str]) -> frozenset[str]:
    """Those of these cards that a room above uses."""
    return frozenset(card for finder in _finders for card in finder(coalition_id, ids)) & frozenset(ids)
