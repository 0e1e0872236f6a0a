"""What can touch an accommodation: a room in which words go out registers its kind, and tells when they do.

The member is told before it goes out, once for each text, and of what is open already when it asks for room; the author alone
where the member consented.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.membership.actions.touching import always, tell_touched
from plenary.membership.models import Accommodation, Member
from plenary.membership.queries.accommodations import accommodations_touched
from plenary.membership.rules import BELONGING
from plenary.membership.rules.touching import Part, keys_of, passages_of, touching


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Words that go out: of which thing (`about`, its id, and what its authors call it), in which `part` of it, and in which
    `edition` (its id, where each is told anew).

    `author` are the tokens of those who wrote it: they are told alone where the member consented; none are given of those who
    stay unnamed. The author's own member (`own`, its id) is not told of its own words. `is_changed` says whether these words have
    changed since a moment: asked where they were told before it was kept which they were.
    """

    about: str
    title: str
    words: Iterable[str]
    author: tuple[str, ...] = ()
    own: str = ""
    part: Part = Part.WHOLE
    edition: str = ""
    is_changed: Callable[[datetime], bool] = always


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing with words: what it is called, the address of one by the coalition's slug and its id, and what is open
    of it now among what a standing may read."""

    code: str
    label: Label
    address: Callable[[str, str], str]
    open_to: Callable[[Standing], Iterable[Going]]


_kinds: dict[str, Kind] = {}


def register_touching(kind: Kind) -> None:
    """Bring a kind of thing whose words may touch a subject. Raises ValueError when its code is taken."""
    if kind.code in _kinds:
        raise ValueError(f"{kind.code} is registered twice")
    _kinds[kind.code] = kind


def kinds() -> Mapping[str, Kind]:
    """The kinds that rooms brought, by code."""
    return dict(_kinds)


def tell_members(*, by: Standing, kind: str, going: Going) -> None:
    """Tell each member of whose subjects these words touch one, once for each text; within the act in which it goes out. One
    query where nothing is touched."""
    for accommodation, passages in accommodations_touched(by.coalition, going.words):
        _tell(by, kind, going, accommodation, passages)


def tell_of_open(*, by: Standing, accommodation: Accommodation) -> None:
    """Tell a member what touches its new subject among what is open already; within the act in which it asks for room. Only
    what all its representatives may read, so that no subject finds out what stands in words that are hidden from it."""
    room = accommodation.room
    keys, reader = keys_of(room.subject, room.key_words), _as_read_by(accommodation.member)
    for code, kind in _kinds.items():
        for going in kind.open_to(reader):
            if passages := touching(keys, passages_of(going.words)):
                _tell(by, code, going, accommodation, passages)


def _tell(by: Standing, kind: str, going: Going, accommodation: Accommodation, passages: tuple[str, ...]) -> None:
    if accommodation.member_id != going.own:
        tell_touched(
            by=by,
            accommodation=accommodation,
            kind=kind,
            about=going.about,
            title=going.title,
            author=going.author,
            passages=passages,
            edition=going.edition,
            part=going.part,
            is_changed=going.is_changed,
        )


def _as_read_by(member: Member) -> Standing:
    """The standing of any representative of a member: without the seats and offices that one of them may have."""
    own = {visibility.PUBLIC, visibility.member(member.id)}
    inside = {visibility.MEMBERS} if member.status in BELONGING else set()
    return Standing(
        coalition=member.coalition_id,
        member=member.id,
        member_status=member.status,
        category=member.category,
        is_protected=member.protected,
        audiences=frozenset(own | inside),
        as_of=clock.now(),
    )
