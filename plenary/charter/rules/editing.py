"""Changing the rows of a charter: a thing is added, taken out, moved, and what names it is found and may name another."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import Any

from plenary.charter.rules.parts import ITEMS, MAY_BE_EMPTY, REFERS, Part, parts, value_of, with_value
from plenary.charter.rules.schema import (
    OTHER_MATTER,
    Body,
    BodyKind,
    Category,
    Charter,
    Method,
    Office,
    Process,
    Seats,
    Sharing,
    Words,
)
from plenary.charter.rules.words import words_in

_LONGEST_CODE = 24


def code_for(names: Words, languages: Sequence[str], taken: Collection[str], otherwise: str) -> str:
    """A code made from a name: small Latin letters, digits and underscores, unlike all that are taken.

    English words are preferred, then the authentic language; a name without a Latin letter takes `otherwise` with a number.
    """
    said = words_in(names, "en", languages)
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_CODE].strip("_")
    stem = stem if re.match(r"[a-z]", stem) else otherwise
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code


def plenary_of(charter: Charter) -> str:
    """The code of the plenary; where a charter has none, that of its first body, else `plenary`."""
    kinds = [body.code for body in charter.bodies if body.kind is BodyKind.PLENARY]
    return next(iter([*kinds, *(body.code for body in charter.bodies), "plenary"]))


def process_of(charter: Charter, matter: str) -> Process:
    """The process of a matter; in a charter that has none for it, its first one, else a plain majority of the plenary."""
    try:
        return charter.process_for(matter)
    except KeyError:
        plain = Process(code="ordinary", names={}, method=Method.MAJORITY, electorate=plenary_of(charter))
        return next(iter(charter.processes), plain)


def with_added(charter: Charter, kind: str, names: Words, inside: str = "") -> tuple[Charter, str]:
    """The charter with one more thing of a kind at the end of its row, and the key of the new part.

    `names` are its names, of what is shared its words; `inside` is the key of the body that seats belong to. A process
    begins as that of any other matter. Raises KeyError for seats of a body that is not there.
    """
    if kind == "seats":
        held = parts(charter)[inside]
        body: Body = value_of(charter, held)
        seats = _new_seats(charter, names, [item.code for item in body.seats])
        return with_value(charter, held, replace(body, seats=(*body.seats, seats))), f"{inside}.{seats.code}"
    row = getattr(charter, ITEMS[kind])
    if kind == "sharing":
        return replace(charter, sharing=(*row, Sharing(what=names))), f"sharing.{len(row)}"
    made = _new(charter, kind, names, code_for(names, charter.languages, [item.code for item in row], kind))
    changed: Any = {ITEMS[kind]: (*row, made)}
    return replace(charter, **changed), f"{kind}.{made.code}"


def without(charter: Charter, part: Part, instead: str = "") -> Charter:
    """The charter without a thing. With `instead`, what named it names the thing of that code; without, it names nothing,
    or goes on naming it where the clause must name something: the contradiction is then told."""
    kind = part.kind
    code = "" if kind in ("sharing", "seats") else value_of(charter, part).code
    holder, name, index = _row_of(charter, part)
    row = getattr(holder, name)
    shorter = replace(holder, **{name: (*row[:index], *row[index + 1 :])})
    left = with_value(charter, _holder(part), shorter)
    return naming(left, kind, code, instead) if code else left


def moved(charter: Charter, part: Part, by: int) -> Charter:
    """The charter with a thing put up (-1) or down (1) in its row; at the end of the row it stays where it is."""
    holder, name, index = _row_of(charter, part)
    row = list(getattr(holder, name))
    other = index + by
    if not 0 <= other < len(row):
        return charter
    row[index], row[other] = row[other], row[index]
    return with_value(charter, _holder(part), replace(holder, **{name: tuple(row)}))


def naming_parts(charter: Charter, kind: str, code: str) -> tuple[str, ...]:
    """The keys of the parts that name the body, office, process or category of a code, in the order of the charter."""
    return tuple(key for key, part in parts(charter).items() if _names(value_of(charter, part), kind, code, part.key))


def naming(charter: Charter, kind: str, old: str, new: str) -> Charter:
    """The charter in which whatever named one thing names another of its kind, or nothing where `new` is empty."""
    for part in parts(charter).values():
        value = value_of(charter, part)
        changes = {
            item.name: _swapped(getattr(value, item.name), old, new)
            for item in fields(value)
            if REFERS.get(field := (type(value).__name__, item.name)) == kind
            if new or field in MAY_BE_EMPTY or isinstance(getattr(value, item.name), tuple)
        }
        if changes:
            charter = with_value(charter, part, replace(value, **changes))
    return charter


def changed_parts(before: Charter, after: Charter) -> tuple[str, ...]:
    """The keys of the parts that differ between two charters: added and changed ones first, then those taken out."""
    old, new = parts(before), parts(after)
    differ = [key for key, part in new.items() if key not in old or not _same(before, old[key], after, part)]
    return (*differ, *(key for key in old if key not in new))


def _same(before: Charter, old: Part, after: Charter, new: Part) -> bool:
    one, other = value_of(before, old), value_of(after, new)
    if isinstance(one, Body):
        one, other = replace(one, seats=()), replace(other, seats=())
    return bool(one == other)


def _row_of(charter: Charter, part: Part) -> tuple[Any, str, int]:
    """What holds the row in which a part stands, the name of the row, and the part's position."""
    name, index = part.place[-2:]
    return value_of(charter, _holder(part)), str(name), int(index)


def _holder(part: Part) -> Part:
    """Where what holds the row of a part stands: a body, or the charter itself."""
    return Part("", "body", part.chapter, part.place[:-2])


def _names(value: Any, kind: str, code: str, key: str) -> bool:
    if key == f"{kind}.{code}":
        return False
    held = [
        getattr(value, item.name) for item in fields(value) if REFERS.get((type(value).__name__, item.name)) == kind
    ]
    return any(code in (named.values() if isinstance(named, dict) else _listed(named)) for named in held)


def _listed(named: object) -> Sequence[object]:
    return named if isinstance(named, tuple) else (named,)


def _swapped(named: Any, old: str, new: str) -> Any:
    if isinstance(named, tuple):
        return tuple(filter(None, dict.fromkeys(new if code == old else code for code in named)))
    if isinstance(named, str):
        return new if named == old else named
    return {matter: new if code == old else code for matter, code in named.items()}


def _new_seats(charter: Charter, names: Words, taken: Collection[str]) -> Seats:
    code = code_for(names, charter.languages, taken, "seats")
    term = min(24, charter.longest_term_months or 24)
    return Seats(code=code, names=names, number=3, filled_by=plenary_of(charter), term_months=term)


def _new(charter: Charter, kind: str, names: Words, code: str) -> Category | Body | Office | Process:
    if kind == "category":
        return Category(code=code, names=names)
    if kind == "body":
        return Body(code=code, kind=BodyKind.COMMITTEE, names=names, reports_to=plenary_of(charter))
    if kind == "office":
        term = min(24, charter.longest_term_months or 24)
        return Office(code=code, names=names, filled_by=plenary_of(charter), term_months=term)
    return replace(process_of(charter, OTHER_MATTER), code=code, names=names)
