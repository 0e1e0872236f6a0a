"""Steps that bring a document of an older schema to the present one, so that no charter or frozen process is invalidated."""

from collections.abc import Callable, Mapping
from typing import Any

type Document = dict[str, Any]
type Upcaster = Callable[[Document], Document]


def _as_it_is(document: Document) -> Document:
    """Schemas 2 to 4 only added what has a default: silence, consensus, calls, advice, delegation, days; choices among several,
    elections, secret ballots, second majorities; duties that are counted and scaled to capacity, proxies,
    quorum by presence."""
    return document


charter_steps: dict[int, Upcaster] = {1: _as_it_is, 2: _as_it_is, 3: _as_it_is}
"""From version n of a charter's document to n + 1."""

process_steps: dict[int, Upcaster] = {1: _as_it_is, 2: _as_it_is, 3: _as_it_is}
"""From version n of a frozen process to n + 1."""

days_steps: dict[int, Upcaster] = {1: _as_it_is, 2: _as_it_is, 3: _as_it_is}
"""From version n of frozen days to n + 1."""


class SchemaError(ValueError):
    """A document whose schema version is not a number, newer than this program, or without a step to the next."""


def upcast(document: Mapping[str, Any], steps: Mapping[int, Upcaster], *, present: int) -> Document:
    """The document at schema version `present`, brought there one step at a time. Raises SchemaError."""
    current = dict(document)
    version = current.get("schema")
    if not isinstance(version, int) or isinstance(version, bool) or version > present:
        raise SchemaError(str(version))
    while version < present:
        if version not in steps:
            raise SchemaError(str(version))
        version += 1
        current = {**steps[version - 1](current), "schema": version}
    return current
