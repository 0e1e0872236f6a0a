"""The parts of a charter that are changed one at a time: where each stands, in which chapter, and what its fields name.

A part bears the key of its clause (`body.board`, `process.amendment`, `speaking`); what the schema keeps as single fields
of the charter (the matters, the languages) is gathered here into small tables, so that every part is a dataclass.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, cast, get_args, get_origin, get_type_hints

from plenary.charter.rules.schema import (
    Accountability,
    Body,
    Category,
    Charter,
    Conflict,
    Days,
    Disclosure,
    Elections,
    Ending,
    Host,
    Office,
    Process,
    Protection,
    Purpose,
    Review,
    Seats,
    Sharing,
    Signing,
    Speaking,
    Urgent,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for every term of office."""

    longest_term_months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """How success and blame are told."""

    credit: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """Which process each matter takes."""

    matters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The languages of the charter and of proposals; the first is the authentic one."""

    languages: tuple[str, ...]
    required_languages: tuple[str, ...] = ()


type Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its key, its kind, the chapter in which it is read, and its place, as attributes and positions."""

    key: str
    kind: str
    chapter: str
    place: Place


KINDS: Mapping[str, tuple[type, str]] = {
    "purpose": (Purpose, "purpose"),
    "category": (Category, "members"),
    "accountability": (Accountability, "members"),
    "body": (Body, "bodies"),
    "seats": (Seats, "bodies"),
    "office": (Office, "offices"),
    "terms": (Terms, "offices"),
    "elections": (Elections, "offices"),
    "process": (Process, "decisions"),
    "matters": (Matters, "decisions"),
    "urgent": (Urgent, "decisions"),
    "days": (Days, "decisions"),
    "signing": (Signing, "decisions"),
    "sharing": (Sharing, "sharing"),
    "speaking": (Speaking, "speaking"),
    "credit": (Credit, "speaking"),
    "disclosure": (Disclosure, "disclosure"),
    "protection": (Protection, "protection"),
    "conflict": (Conflict, "conflict"),
    "review": (Review, "future"),
    "ending": (Ending, "future"),
    "host": (Host, "host"),
    "languages": (Languages, "languages"),
}
"""Each kind of part: its table and the chapter in which it is read."""

CHAPTERS = tuple(dict.fromkeys(chapter for _table, chapter in KINDS.values()))
ITEMS: Mapping[str, str] = {
    "category": "categories",
    "body": "bodies",
    "office": "offices",
    "process": "processes",
    "sharing": "sharing",
    "seats": "seats",
}
"""The kinds that stand in a row and may be added, taken out and moved, with the field that holds the row."""

GATHERED = (Terms, Credit, Matters, Languages)

REFERS: Mapping[tuple[str, str], str] = {
    ("Seats", "filled_by"): "body",
    ("Seats", "reserved_category"): "category",
    ("Body", "reports_to"): "body",
    ("Office", "body"): "body",
    ("Office", "filled_by"): "body",
    ("Office", "powers"): "power",
    ("Process", "electorate"): "body",
    ("Process", "moved_by"): "body",
    ("Process", "fallback"): "process",
    ("Process", "advice_from"): "body",
    ("Process", "recorded_by"): "office",
    ("Urgent", "process"): "process",
    ("Urgent", "confirmed_by"): "process",
    ("Urgent", "matters"): "matter",
    ("Speaking", "offices"): "office",
    ("Speaking", "sign_off"): "process",
    ("Protection", "known_to"): "office",
    ("Conflict", "receiver"): "office",
    ("Conflict", "instead"): "office",
    ("Conflict", "further"): "office",
    ("Review", "by"): "body",
    ("Ending", "process"): "process",
    ("Host", "reports_to"): "body",
    ("Matters", "matters"): "process",
    ("Languages", "languages"): "language",
    ("Languages", "required_languages"): "language",
}
"""What the codes in a field are codes of. A field of codes that is not told here fails a test."""

MAY_BE_EMPTY = frozenset(
    {
        ("Seats", "reserved_category"),
        ("Body", "reports_to"),
        ("Office", "body"),
        ("Process", "fallback"),
        ("Urgent", "process"),
        ("Urgent", "confirmed_by"),
        ("Conflict", "receiver"),
        ("Conflict", "instead"),
        ("Host", "reports_to"),
    }
)
MAY_BE_OTHER = frozenset({("Speaking", "sign_off"), ("Ending", "process")})
"""Where `other` stands for the process of any other matter."""

PLAIN_TEXT = frozenset({("Days", "time_zone"), ("Days", "holidays")})
"""Text fields that hold no code."""

_INSIDE = {"purpose.principles": "purpose", "purpose.goals": "purpose", "commitment": "purpose", "ballots": ""}
_ENDINGS = (".requirements", ".duties", ".also")


def parts(charter: Charter) -> dict[str, Part]:
    """Every part of a charter, by its key, in the order of the chapters."""
    found = [*_items(charter), *(Part(kind, kind, KINDS[kind][1], (kind,)) for kind in KINDS if kind not in ITEMS)]
    order = {kind: index for index, kind in enumerate(KINDS)} | {"seats": list(KINDS).index("body")}
    return {part.key: part for part in sorted(found, key=lambda part: order[part.kind])}


def value_of(charter: Charter, part: Part) -> Any:
    """The table that stands at a part."""
    kind = KINDS[part.kind][0]
    if kind in GATHERED:
        return kind(**{item.name: getattr(charter, item.name) for item in fields(kind)})
    found: Any = charter
    for step in part.place:
        found = found[step] if isinstance(step, int) else getattr(found, step)
    return found


def with_value(charter: Charter, part: Part, value: Any) -> Charter:
    """The charter with another table at a part; everything else stays as it is."""
    if isinstance(value, GATHERED):
        return replace(charter, **{item.name: getattr(value, item.name) for item in fields(value)})
    return cast("Charter", _put(charter, part.place, value))


def fields_of(kind: str) -> dict[str, Any]:
    """The fields of a part that a form asks for, by name, with their types: neither its code nor what has parts of its own."""
    table = KINDS[kind][0]
    hints = get_type_hints(table)
    return {
        item.name: hints[item.name]
        for item in fields(table)
        if item.name != "code"
        and not (get_origin(hints[item.name]) is tuple and is_dataclass(get_args(hints[item.name])[0]))
    }


def part_of_clause(charter: Charter, clause: str) -> str:
    """The key of the part that a clause tells; empty when it is a chapter's as a whole, or nobody can change it."""
    known = parts(charter)
    if clause in known:
        return clause
    if clause in _INSIDE:
        return _INSIDE[clause]
    if clause.startswith("matter."):
        return "matters"
    for ending in _ENDINGS:
        if clause.endswith(ending) and clause.removesuffix(ending) in known:
            return clause.removesuffix(ending)
    return ""


def chapter_of_clause(clause: str) -> str:
    """The key of the chapter in which a clause stands; empty for one that no chapter has."""
    first = clause.split(".", maxsplit=1)[0]
    if first in ("matter", "ballots"):
        return "decisions"
    return "purpose" if first == "commitment" else KINDS[first][1] if first in KINDS else ""


def _items(charter: Charter) -> Iterator[Part]:
    for kind in ("category", "body", "office", "process"):
        for index, item in enumerate(getattr(charter, ITEMS[kind])):
            place: Place = (ITEMS[kind], index)
            yield Part(f"{kind}.{item.code}", kind, KINDS[kind][1], place)
            for row, seats in enumerate(item.seats if isinstance(item, Body) else ()):
                yield Part(f"body.{item.code}.{seats.code}", "seats", "bodies", (*place, "seats", row))
    for index in range(len(charter.sharing)):
        yield Part(f"sharing.{index}", "sharing", "sharing", ("sharing", index))


def _put(whole: Any, place: Place, value: Any) -> Any:
    if not place:
        return value
    step, rest = place[0], place[1:]
    if isinstance(step, int):
        return (*whole[:step], _put(whole[step], rest, value), *whole[step + 1 :])
    return replace(whole, **{step: _put(getattr(whole, step), rest, value)})
