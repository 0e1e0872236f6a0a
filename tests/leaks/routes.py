"""Every address with what it needs, found from the resolver: an argument that names a model is filled with its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from plenary.coalitions.models import Coalition
from tests.leaks import audiences
from tests.leaks.fields import models_of_rooms

NOBODYS = "0000000000000000"
"""An id that no row has."""
PLAIN: Mapping[str, tuple[str, ...]] = {
    "code": ("board", "plenary"),
    "act": ("replace",),
    "label": ("1",),
    "language": ("fr",),
    "chapter_key": ("bodies",),
    "part_key": ("body.board",),
    "kind": ("body",),
    "question_code": ("nobody",),
    "step_code": ("days",),
    "clause_key": ("credit",),
    "pk": ("1",),
    "role": ("chair",),
    "token": (NOBODYS,),
    "key": (NOBODYS,),
}
"""What arguments are filled with that name no row: codes, and secrets (whose holders `test_reading` knows)."""
TELLING = ("status", "state", "stage", "outcome", "phase", "protected")
"""Fields by which rows of one model differ in what may be seen of them."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address by name: its pattern, its arguments in order, and the length of its path."""

    name: str
    wanted: tuple[str, ...]
    pattern: str

    @property
    def of_coalition(self) -> bool:
        """True where the address belongs to a coalition."""
        return "slug" in self.wanted

    @property
    def ids(self) -> tuple[str, ...]:
        """The arguments that name rows."""
        return tuple(each for each in self.wanted if each.endswith("_id"))

    def at(self, given: Mapping[str, str]) -> str:
        """The address with these arguments."""
        return reverse(self.name, kwargs={part: given[part] for part in self.wanted})


def routes() -> list[Route]:
    """Every address, those of an API too."""
    return list(_found(get_resolver().url_patterns))


def _found(patterns: list[URLPattern | URLResolver], prefix: str = "", path: str = "") -> Iterator[Route]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = prefix + (f"{each.namespace}:" if each.namespace else "")
            yield from _found(each.url_patterns, inner, path + str(each.pattern))
        else:
            yield Route(f"{prefix}{each.name}", tuple(each.pattern.converters), path + str(each.pattern))


@cache
def models_named(argument: str) -> tuple[type[models.Model], ...]:
    """The models whose rows an argument names: `proposal_id`, `draft_id` (a CharterDraft), `card_id` (what is a Card).

    Raises LookupError for one that names none, so that no address is left out of the walk.
    """
    wanted, known = argument.removesuffix("_id").replace("_", ""), list(models_of_rooms())
    ways = (
        lambda model: wanted in {base.__name__.lower() for base in model.__mro__},
        lambda model: model.__name__.lower().endswith(wanted),
        lambda model: model.__name__.lower().startswith(wanted),
    )
    for way in ways:
        if found := tuple(filter(way, known)):
            return found
    raise LookupError(f"{argument} names no model: the walk cannot fill an address")


@cache
def rows_of(argument: str, coalition: Coalition) -> list[Any]:
    """The rows of a coalition that an argument may name, oldest first; as they were when this was first asked."""
    found: list[Any] = []
    for model in models_named(argument):
        rows = model._base_manager.all()
        found += rows.filter(coalition=coalition) if any(f.name == "coalition" for f in model._meta.fields) else rows
    return found


def remember_rows(*coalitions: Coalition) -> None:
    """Look now for what every argument may name, so that no later world is walked by another's rows."""
    for route in routes():
        for argument in route.ids:
            for coalition in coalitions:
                one_of_each_shape(argument, coalition)


def shape_of(row: Any) -> tuple[Any, ...]:
    """What is alike for rows that are seen alike: for whom they are, by kind of token, and how they stand."""
    readers = audiences.of_field(audiences.rule_of(type(row)), row, "")
    kinds = frozenset(token.partition(":")[0] for token in readers)
    return (type(row).__name__, kinds, *(str(getattr(row, name, "")) for name in TELLING))


@cache
def one_of_each_shape(argument: str, coalition: Coalition) -> list[Any]:
    """The newest row of each shape that an argument may name in a coalition."""
    return list({shape_of(row): row for row in rows_of(argument, coalition)}.values())


def filled(route: Route, row: Any, argument: str, coalition: Coalition) -> dict[str, str]:
    """The arguments of an address for one row: what it belongs to, or what belongs to it, beside it; else no row's id."""
    given = {part: PLAIN[part][0] for part in route.wanted if part in PLAIN} | {"slug": coalition.slug}
    for part in route.ids:
        given[part] = row.pk if part == argument else _beside(row, part, coalition)
    return given


def _beside(row: Any, part: str, coalition: Coalition) -> str:
    for model in models_named(part):
        for field in row._meta.concrete_fields:
            if field.related_model is model and getattr(row, field.attname):
                return str(getattr(row, field.attname))
        for field in model._meta.concrete_fields:
            if field.related_model is type(row):
                found = model._base_manager.filter(**{field.name: row}).first()
                if found:
                    return str(found.pk)
    return NOBODYS


def unknown_arguments() -> list[str]:
    """Arguments of addresses that the walk does not know how to fill."""
    wrong = []
    for route in routes():
        for part in set(route.wanted) - {"slug"}:
            if part.endswith("_id"):
                models_named(part)
            elif part not in PLAIN:
                wrong.append(f"{route.name}: {part}")
    return wrong


def reversible(route: Route) -> bool:
    """True where an address can be built from arguments by name."""
    try:
        route.at(
            dict.fromkeys(route.wanted, NOBODYS) | {part: PLAIN[part][0] for part in route.wanted if part in PLAIN}
        )
    except NoReverseMatch:
        return False
    return True
