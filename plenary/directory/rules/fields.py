"""The fields that a column of a file may hold, and the guess which column holds which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plenary.core.languages import TAGS
from plenary.core.marking import mark as _
from plenary.directory.rules.headings import headings_of
from plenary.directory.rules.names import fold

ORGANISATIONS = "organisations"
PERSONS = "persons"
KINDS = (ORGANISATIONS, PERSONS)

NAMED_LANGUAGES = TAGS  # languages that have a column of their own for the name


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a card can hold: its code, the most characters, which kinds of card hold it, its word in Popolo, whether it
    is a date, what the document of the API says of it, what it is called, and whether no person can be named in it. What it is
    called stands here for what is an organisation's own, else in `labels`.
    """

    code: str
    longest: int
    kinds: tuple[str, ...] = KINDS
    popolo: str = ""
    is_date: bool = False
    described: str | None = None
    label: str = ""
    names_nobody: bool = False


_BOTH = (
    Field("name", 300),
    *(Field(f"name_{tag}", 300) for tag in NAMED_LANGUAGES),
    Field("other_names", 6000),
    Field("name_language", 35),
    Field("summary", 300),
    Field("description", 10000),
    Field("country", 100),
    Field("area", 200),
    Field("identifiers", 2000),
    Field("email", 254),
    Field("phone", 300),
    Field("website", 300),
    Field("address", 300),
    Field("contacts", 4000),
)
OF_ORGANISATIONS = (
    Field(
        "classification",
        60,
        (ORGANISATIONS,),
        "classification",
        label=_("Kind of organisation"),
        names_nobody=True,
    ),
    Field(
        "founding_date",
        10,
        (ORGANISATIONS,),
        "founding_date",
        is_date=True,
        described="ISO 8601, perhaps the year alone",
        label=_("Founded"),
        names_nobody=True,
    ),
    Field(
        "dissolution_date",
        10,
        (ORGANISATIONS,),
        "dissolution_date",
        is_date=True,
        label=_("Dissolved"),
        names_nobody=True,
    ),
)
_PERSONS = (
    Field("given_name", 150, (PERSONS,)),
    Field("family_name", 150, (PERSONS,)),
    Field("honorific_prefix", 60, (PERSONS,)),
    Field("gender", 30, (PERSONS,)),
)

DATES = tuple(field.code for field in OF_ORGANISATIONS if field.is_date)


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind of card, in the order in which they are asked and written. Raises KeyError on another kind."""
    return _BOTH[:1] + {ORGANISATIONS: OF_ORGANISATIONS, PERSONS: _PERSONS}[kind] + _BOTH[1:]


def guess_columns(kind: str, columns: Sequence[str], called: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Field -> column, for the columns whose heading is a field's code, one of its usual headings, or what it is `called`; each
    column once."""
    by_heading: dict[str, str] = {}
    for column in columns:
        by_heading.setdefault(fold(column), column)
    guessed: dict[str, str] = {}
    for field in fields_of(kind):
        for heading in (field.code, *headings_of(field.code), *called.get(field.code, ())):
            column = by_heading.get(fold(heading), "")
            if column and column not in guessed.values():
                guessed[field.code] = column
                break
    return guessed


def known_mapping(kind: str, columns: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The part of a mapping that names fields of this kind and columns of this file."""
    codes = {field.code for field in fields_of(kind)}
    return {code: column for code, column in mapping.items() if code in codes and column in columns}
