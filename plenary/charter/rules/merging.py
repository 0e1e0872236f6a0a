"""Two changes of one document brought together: what one person changed and what another did meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_GONE: Any = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where both changed the same thing differently: its path (things in rows by their code), and what each made of it.

    None stands for what one of them took out.
    """

    path: tuple[str, ...]
    mine: Any
    theirs: Any


def merged(base: Any, mine: Any, theirs: Any, path: tuple[str, ...] = ()) -> tuple[Any, tuple[Conflict, ...]]:
    """A document with both changes, and the conflicts; where they differ, mine stands.

    Tables are brought together key by key, rows of things with a code thing by thing, everything else whole: as a merge of
    three versions does (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", FSTTCS 2007), on trees.
    """
    if theirs in (mine, base):
        return mine, ()
    if mine == base:
        return theirs, ()
    if all(isinstance(each, Mapping) for each in (base, mine, theirs)):
        return _tables(base, mine, theirs, path)
    if all(_is_row(each) for each in (base, mine, theirs)):
        return _rows(base, mine, theirs, path)
    return mine, (Conflict(path, _told(mine), _told(theirs)),)


def _tables(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], path: tuple[str, ...]
) -> tuple[dict[str, Any], tuple[Conflict, ...]]:
    made: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for key in dict.fromkeys((*mine, *theirs)):
        value, found = merged(base.get(key, _GONE), mine.get(key, _GONE), theirs.get(key, _GONE), (*path, key))
        conflicts += found
        if value is not _GONE:
            made[key] = value
    return made, tuple(conflicts)


def _rows(
    base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any], path: tuple[str, ...]
) -> tuple[list[Any], tuple[Conflict, ...]]:
    """The order is mine where I changed it, else theirs; what only the other has follows at the end."""
    tables = [{item["code"]: item for item in row} for row in (base, mine, theirs)]
    made, conflicts = _tables(tables[0], tables[1], tables[2], path)
    kept = [[code for code in table if code in tables[0]] for table in tables]
    untouched = kept[1] == [code for code in kept[0] if code in tables[1]]
    order = [*tables[2], *tables[1]] if untouched else [*tables[1], *tables[2]]
    return [made[code] for code in dict.fromkeys(order) if code in made], conflicts


def _is_row(value: object) -> bool:
    """True for a list of things with codes, each its own."""
    if not isinstance(value, list) or not all(isinstance(item, Mapping) and "code" in item for item in value):
        return False
    return len({item["code"] for item in value}) == len(value)


def _told(value: Any) -> Any:
    return None if value is _GONE else value
