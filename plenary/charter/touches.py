"""What a change of the charter would touch, and what keeps a draft from being changed: registries that rooms above fill.

The charter names codes alone; rooms above know whose seats, votes and proposals hang on them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from plenary.charter.rules.schema import Charter
from plenary.core.standing import Standing

MEMBERS, PLACES, PROPOSALS = "members", "places", "proposals"
GROUPS = (MEMBERS, PLACES, PROPOSALS)


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that would be another: in which group it is told, and the sentence, in the active language."""

    group: str
    sentence: str


type Toucher = Callable[[Standing, Charter, Charter], Iterable[Touch]]
type Holder = Callable[[str, str], bool]

_touchers: list[Toucher] = []
_holders: list[Holder] = []


def register_touch(toucher: Toucher) -> Toucher:
    """Register what a room says would be touched, given who reads, the charter in force and the one that would be.

    A constant number of queries; it names nobody whom the reader may not see, and counts no protected member.
    """
    _touchers.append(toucher)
    return toucher


def register_hold(holder: Holder) -> Holder:
    """Register what keeps a draft as it is: given a coalition's and a draft's id, whether something would adopt it."""
    _holders.append(holder)
    return holder


def touched(standing: Standing, before: Charter, after: Charter) -> Sequence[Touch]:
    """All that a change from one charter to another would touch, members first, then seats and offices, then proposals."""
    if before == after:
        return ()
    found = [touch for toucher in _touchers for touch in toucher(standing, before, after)]
    return sorted(found, key=lambda touch: GROUPS.index(touch.group))


def is_held(coalition_id: str, draft_id: str) -> bool:
    """True when something that members see would adopt this draft as it stands."""
    return any(holder(coalition_id, draft_id) for holder in _holders)
