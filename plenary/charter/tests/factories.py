"""The charter of an elected board, the version in force, and strategies that draw whole charters."""

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from plenary.charter import starting
from plenary.charter.models import CharterVersion
from plenary.charter.rules.schema import SCHEMA_VERSION, Charter, Words
from plenary.coalitions.models import Coalition
from plenary.core.languages import TAGS

BOARD = starting.shipped("elected-board")
MOMENT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)

codes = st.from_regex(r"[a-z][a-z0-9_]{0,11}(\.[a-z]{1,5})?", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
words = st.dictionaries(st.sampled_from([*TAGS, "pt-BR"]), texts, max_size=3)


def drawn(hint: Any, name: str = "") -> st.SearchStrategy[Any]:
    """What may stand in a field of the schema, read from its type as the reader of documents does."""
    if name == "schema":
        return st.just(SCHEMA_VERSION)
    if hint is Words:
        return words
    if get_origin(hint) is tuple:
        return st.lists(drawn(get_args(hint)[0], name), max_size=2).map(tuple)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: drawn(hints[field.name], field.name) for field in fields(hint)})
    if get_origin(hint) is not None:
        return st.dictionaries(codes, codes, max_size=3)
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    simple = {
        bool: st.booleans(),
        int: st.integers(min_value=0, max_value=10_000),
        Fraction: st.fractions(min_value=0, max_value=2, max_denominator=1000),
        str: codes if name == "code" else texts,
    }
    return simple[hint]


charters: st.SearchStrategy[Charter] = drawn(Charter)


def version_of(coalition: Coalition) -> CharterVersion:
    """The version in force."""
    return CharterVersion.objects.of(coalition.id).get(in_force_until=None)
