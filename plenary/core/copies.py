"""Copies on a reader's own devices: rooms register what is kept of them to be read without a line, and for whom nothing is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plenary.core.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One page to keep: its address, and what differs when it says something else. What `is_asked` is kept on the thinnest
    line too; the rest where the reader's browser does not ask to save data."""

    url: str
    version: str = ""
    is_asked: bool = False


type Keeper = Callable[[Standing], Iterable[Copy]]
type Finder = Callable[[str], bool]

_keepers: list[Keeper] = []
_finders: list[Finder] = []


def keeps(keeper: Keeper) -> Keeper:
    """Register what a room keeps for a standing, most needed first. A constant number of queries."""
    _keepers.append(keeper)
    return keeper


def copies_for(standing: Standing) -> list[Copy]:
    """All that is kept for a standing: what is asked of it first."""
    return sorted((copy for keeper in _keepers for copy in keeper(standing)), key=lambda copy: not copy.is_asked)


def register_risk(finder: Finder) -> Finder:
    """Register who is at risk, so that nothing lies on their devices: takes an account's id. At most one query."""
    _finders.append(finder)
    return finder


def is_at_risk(account_id: str) -> bool:
    """True for an account on whose devices nothing may lie, whatever it chose."""
    return any(finder(account_id) for finder in _finders)
