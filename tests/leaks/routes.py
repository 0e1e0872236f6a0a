"""Every address with what it needs, found from the resolver: an argument that names a model is filled with its rows."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch, reverse

from plenary.api.root import operations
from plenary.charter.models import ClauseThread
from plenary.coalitions.models import Coalition
from plenary.core.http.addresses import Address, views
from plenary.files.tests.factories import SHELF
from tests.leaks import audiences
from tests.leaks.checking import Tokens
from tests.leaks.fields import models_of_rooms
from tests.leaks.members import has_applied, has_network

NOBODYS = "0000000000000000"
"""An id that no row has."""
PLAIN: Mapping[str, tuple[str, ...]] = {
    "actor_code": ("MLI", "SAHEL-FRONT"),
    "code": ("board", "plenary"),
    "act": ("replace",),
    "label": ("1",),
    "number": ("1",),
    "language": ("fr",),
    "ending": ("blt", "csv", "pb"),
    "chapter_key": ("bodies",),
    "part_key": ("body.board",),
    "kind": ("body", "decisions.resolve"),
    "question_code": ("nobody",),
    "opening_code": ("who", "subjects"),
    "step_code": ("days",),
    "clause_key": ("credit",),
    "pk": ("1",),
    "parent_kind": (SHELF,),
    "parent": ("members", "public", "office:chair"),
    "start": ("steering-committee",),
    "role": ("chair",),
    "step": ("close",),
    "token": (NOBODYS,),
    "key": (NOBODYS,),
}
"""What arguments are filled with that name no row: codes, and secrets (whose holders `test_reading` knows)."""
NAMED: Mapping[str, str] = {
    "choice_id": "emergency.Chosen",
    "session_id": "usersessions.UserSession",
    "case_id": "membership.ConductCase",
}
"""Arguments whose names do not say of which model they are, or whose model is not the house's own."""
API = "api:v1:"


def _draft_of(row: Any) -> str:
    bound = ClauseThread._base_manager.filter(thread=row.thread_id).first()
    return bound.draft_id if bound else NOBODYS


BESIDE: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("accounts.Invitation", "member_id"): lambda row: row.purpose.get("member", NOBODYS),
    ("texts.Comment", "draft_id"): _draft_of,
}
"""What stands beside a row where no column binds them."""
TELLING = ("status", "state", "stage", "outcome", "phase", "protected", "media_type")
"""Fields by which rows of one model differ in what may be seen of them, and in what is to be looked through."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address by name: its pattern, its arguments in order; of a route of the API its method."""

    name: str
    wanted: tuple[str, ...]
    pattern: str
    method: str = ""

    @property
    def of_coalition(self) -> bool:
        """True where the address belongs to a coalition."""
        return "slug" in self.wanted

    @property
    def ids(self) -> tuple[str, ...]:
        """The arguments that name rows."""
        return tuple(each for each in self.wanted if each.endswith("_id"))

    @property
    def is_write(self) -> bool:
        """True for a route by which a program changes something."""
        return self.method not in {"", "GET"}

    @property
    def is_of_api(self) -> bool:
        """True where programs ask."""
        return self.method != ""

    def at(self, given: Mapping[str, str]) -> str:
        """The address with these arguments."""
        return reverse(self.name, kwargs={part: given[part] for part in self.wanted})


@cache
def routes() -> tuple[Route, ...]:
    """Every address, the shortest first; those of the API too, one for each method."""
    return tuple(sorted(map(_route, views()), key=lambda each: len(each.pattern)))


@cache
def _methods() -> dict[str, str]:
    return {f"{API}{operation.url_name}": method for method, _path, operation in operations()}


def _route(at: Address) -> Route:
    return Route(at.name, at.wanted, at.route, _methods()[at.name] if at.name.startswith(API) else "")


@cache
def models_named(argument: str) -> tuple[type[models.Model], ...]:
    """The models whose rows an argument names: `proposal_id`, `draft_id` (a CharterDraft), `card_id` (what is a Card).

    Raises LookupError for one that names none, so that no address is left out of the walk.
    """
    if argument in NAMED:
        return (apps.get_model(NAMED[argument]),)
    wanted, known = argument.removesuffix("_id").replace("_", ""), list(models_of_rooms())
    ways = (
        lambda model: wanted in {base.__name__.lower() for base in model.__mro__},
        lambda model: model.__name__.lower().endswith(wanted),
        lambda model: model.__name__.lower().startswith(wanted),
    )
    for way in ways:
        if found := tuple(filter(way, known)):
            return found
    raise LookupError(f"{argument} names no model: call it after one, or tell its model in tests/leaks/routes.NAMED")


@cache
def rows_of(argument: str, coalition: Coalition | None) -> list[Any]:
    """The rows of a coalition (or of all) that an argument may name, as they were when this was first asked."""
    found: list[Any] = []
    for model in models_named(argument):
        rows = model._base_manager.order_by("pk")
        is_of_one = coalition and any(each.name == "coalition" for each in model._meta.fields)
        found += rows.filter(coalition=coalition) if is_of_one else rows
    return found


def remember_rows(*coalitions: Coalition) -> None:
    """Look now for what every argument may name, and for what belongs to it, so that no later world is walked by another's
    rows: ids are random, and of two worlds the first row by its id is not the same one."""
    for route in routes():
        for argument in route.ids:
            for coalition in coalitions if route.of_coalition else (None,):
                for row in one_of_each_shape(argument, coalition):
                    filled(route, row, argument, coalition)


def shape_of(row: Any) -> tuple[Any, ...]:
    """What is alike for rows that are seen alike: for whom they are, by kind of token, and how they stand."""
    kinds = frozenset(token.partition(":")[0] for token in readers_of(row))
    dates = [each for each in row._meta.concrete_fields if isinstance(each, models.DateTimeField) and each.null]
    known = [getattr(row, each.attname) is not None for each in dates]
    return (
        type(row).__name__,
        kinds,
        *known,
        *(str(getattr(row, name, "")) for name in TELLING),
        has_applied(row),
        has_network(row),
    )


@cache
def one_of_each_shape(argument: str, coalition: Coalition | None) -> list[Any]:
    """A row of each shape that an argument may name in a coalition, or, where it is of none, all that there are."""
    rows = rows_of(argument, coalition)
    return list({shape_of(row): row for row in rows}.values()) if coalition else rows


def plainly(route: Route, coalition: Coalition | None, **given: str) -> dict[str, str]:
    """What an address is filled with beside ids."""
    plain = {part: PLAIN[part][0] for part in route.wanted if part in PLAIN}
    return plain | ({"slug": coalition.slug} if coalition else {}) | given


def each_code(route: Route, coalition: Coalition | None) -> Iterator[dict[str, str]]:
    """What an address without ids is filled with, once for each value of its codes."""
    parts = [part for part in route.wanted if part in PLAIN]
    for values in itertools.product(*(PLAIN[part] for part in parts)):
        yield plainly(route, coalition, **dict(zip(parts, values, strict=True)))


def filled(route: Route, row: Any, argument: str, coalition: Coalition | None) -> dict[str, str]:
    """The arguments of an address for one row: what it belongs to, or what belongs to it, beside it; else no row's id."""
    ids = {part: str(row.pk) if part == argument else _beside(row, part) for part in route.ids}
    return plainly(route, coalition, **ids)


def is_for(row: Any, tokens: Tokens, coalition: Coalition | None) -> bool:
    """True for a row that one who reads by these tokens may know of."""
    where = coalition.id if coalition else ""
    found = {(where, token) for token in readers_of(row)}
    if row._meta.label in audiences.ALSO:
        other, readers = audiences.ALSO[row._meta.label](row)
        found |= {(other, token) for token in readers if other == where}
    return bool(found & tokens)


@cache
def readers_of(row: Any) -> frozenset[str]:
    """The tokens of those who may know of a row, as it was when this was first asked."""
    return frozenset(audiences.of_field(audiences.rule_of(type(row)), row, ""))


@cache
def _beside(row: Any, part: str) -> str:
    if (row._meta.label, part) in BESIDE:
        return BESIDE[row._meta.label, part](row)
    for model in models_named(part):
        for each in row._meta.concrete_fields:
            if each.related_model is model and getattr(row, each.attname):
                return str(getattr(row, each.attname))
        for each in model._meta.concrete_fields:
            if each.related_model is type(row):
                found = model._base_manager.filter(**{each.name: row}).first()
                if found:
                    return str(found.pk)
        around = [getattr(row, each.name) for each in row._meta.concrete_fields if each.related_model]
        for one in (row, *(each for each in around if each is not None and not isinstance(each, Coalition))):
            if found := _bound_to(one, model):
                return found
    return NOBODYS


def _bound_to(row: Any, model: type[models.Model]) -> str:
    """The id of a row of a model to which a third row binds this one; empty where none does."""
    for between in models_of_rooms():
        names = {each.related_model: each.name for each in between._meta.concrete_fields if each.related_model}
        if type(row) in names and model in names:
            given = {names[type(row)]: row, f"{names[model]}__isnull": False}
            found = between._base_manager.filter(**given).values_list(names[model], flat=True).first()
            if found:
                return str(found)
    return ""


def unknown_arguments() -> list[str]:
    """Arguments of addresses that the walk does not know how to fill, with what it needs."""
    wrong = []
    for route in routes():
        for part in route.wanted:
            if part.endswith("_id"):
                models_named(part)
            elif part not in {"slug", *PLAIN}:
                wrong.append(
                    f"{route.name}: tell a value of {part} in tests/leaks/routes.PLAIN, or call it after a model"
                )
    return wrong


def reversible(route: Route) -> bool:
    """True where an address can be built from arguments by name."""
    try:
        route.at(dict.fromkeys(route.wanted, NOBODYS) | plainly(route, None))
    except NoReverseMatch:
        return False
    return True
