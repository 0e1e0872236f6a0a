"""What can touch an accommodation: a room in which words go out registers its kind, and tells when they do.

The member is told before it goes out; the author alone where the member consented.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.membership.actions.accommodations import tell_touched
from plenary.membership.queries.accommodations import accommodations_touched


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing with words: what it is called, and the address of one by the coalition's slug and its id."""

    code: str
    label: Label
    address: Callable[[str, str], str]


_kinds: dict[str, Kind] = {}


def register_touching(kind: Kind) -> None:
    """Bring a kind of thing whose words may touch a subject. Raises ValueError when its code is taken."""
    if kind.code in _kinds:
        raise ValueError(f"{kind.code} is registered twice")
    _kinds[kind.code] = kind


def kinds() -> Mapping[str, Kind]:
    """The kinds that rooms brought, by code."""
    return dict(_kinds)


def tell_members(
    *, by: Standing, kind: str, about: str, title: str, words: Iterable[str], author: Iterable[str], own: str = ""
) -> None:
    """Tell each member of whose subjects these words touch one, once for each thing; within the act in which it opens.

    `author` are the tokens of those who wrote it: they are told alone where the member consented. The author's own member
    (`own`, its id) is not told of its own words. One query where nothing is touched.
    """
    for accommodation, _key in accommodations_touched(by.coalition, words):
        if accommodation.member_id != own:
            tell_touched(by=by, accommodation=accommodation, kind=kind, about=about, title=title, author=tuple(author))
