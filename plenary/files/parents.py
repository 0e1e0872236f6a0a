"""What files hang on: rooms above register each kind of row, and say who may read its files, add to them and take them away."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict
from plenary.files.rules import KINDS, MOST_OF_A_PARENT, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a session left open must not be enough to read. `matters` says of which rows (standing, row id) that is so: one shows
    first that it is oneself, and a token has to be one that may govern; `looked` then enters that somebody looked."""

    matters: Callable[[Standing, str], bool]
    looked: Callable[[Standing, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A kind of row that files hang on.

    `kind` is room and noun (``agreements.signature``). `visible` gives those of some ids whose files a standing may read, in a
    constant number of queries; `audience` the tokens of those who read in the record that a file was kept or removed (coalition
    id, row id), never none; `may_keep` whether one may add a file to a row; `may_remove` whether one may take one away, where
    that is not the same; `leads_to` the address (slug, row id) of the page on which the files stand, where there is one.

    `kinds` are those that are kept here, `most` how many files a row may have, `largest` the bytes of one (0: what the server
    keeps). `persons` tells of some rows (coalition id, row ids) about which person each is, by the card: with that person's
    erasure the files go, and their names in the record; one query. `guard` is for what is read with more care.

    `outside` tells of some rows (coalition id, row ids) which are of those who do not belong to the coalition: together their
    files take a part of its room alone (`rules.OUTSIDE_SHARE`); one query. `bound` raises FileError where so many bytes more
    (coalition id, row id, bytes) are too many for what the row belongs to. `holds` raises FileError where what a file (kind,
    bytes) holds is not kept there.
    """

    kind: str
    visible: Callable[[Standing, Iterable[str]], Set[str]]
    audience: Callable[[str, str], Iterable[str]]
    may_keep: Callable[[Standing, str], Verdict]
    may_remove: Callable[[Standing, str], Verdict] | None = None
    leads_to: Callable[[str, str], str] | None = None
    kinds: tuple[Kind, ...] = KINDS
    most: int = MOST_OF_A_PARENT
    largest: int = 0
    persons: Callable[[str, Iterable[str]], Mapping[str, str]] | None = None
    guard: Guard | None = None
    outside: Callable[[str, Iterable[str]], Set[str]] | None = None
    bound: Callable[[str, str, int], None] | None = None
    holds: Callable[[Kind, bytes], None] | None = None


_parents: dict[str, Parent] = {}


def register_parent(parent: Parent) -> Parent:
    """Bring a kind of row that files hang on. Raises ValueError when the kind is taken."""
    if _parents.get(parent.kind, parent) is not parent:
        raise ValueError(f"files of {parent.kind} are registered twice")
    _parents[parent.kind] = parent
    return parent


def parents() -> Mapping[str, Parent]:
    """Every kind of row that files may hang on."""
    return dict(_parents)


def parent_of(kind: str) -> Parent | None:
    """What a kind of row says of its files; None where no room registered it."""
    return _parents.get(kind)
