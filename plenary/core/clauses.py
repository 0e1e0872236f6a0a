"""Citations of clauses: the charter's room registers how a clause's key becomes its number and its address."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a clause stands in the charter in force: its number (``9.1``), its address, its heading where it has one."""

    number: str
    url: str
    title: str = ""


type Resolver = Callable[[str, str, str], Citation | None]

_resolvers: list[Resolver] = []


def register_clause_resolver(resolver: Resolver) -> Resolver:
    """Register what finds a clause, given the coalition's id, its slug and the clause's key; None when it has none."""
    _resolvers.append(resolver)
    return resolver


def citation(coalition_id: str, slug: str, key: str) -> Citation | None:
    """The citation of a clause in a coalition's charter in force, or None when nothing there bears this key."""
    if not key:
        return None
    return next((found for resolver in _resolvers if (found := resolver(coalition_id, slug, key))), None)
