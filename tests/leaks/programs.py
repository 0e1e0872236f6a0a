"""A program with a role's token, that asks every route of the API: reads with each of their queries, writes with a body."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse

from plenary.api.root import api
from plenary.coalitions.models import Coalition
from tests.leaks.checking import Tokens, all_of
from tests.leaks.routes import API, Route, routes
from tests.leaks.walking import Walked, asked, every_row
from tests.programs import V1, Program
from tests.story.marks import SIGN

BY_FORMAT = {"date": "2026-03-10", "date-time": "2026-03-10T10:00:00Z", "email": f"{SIGN}@example.org"}

MOST_PAGES = 20
"""So many pages of a list are read by those who read all: the whole record, too."""
CODES = {"body": "plenary"}
"""What a body of a request holds by name, where another code than one of the charter is as good as none."""


@cache
def _description() -> Mapping[str, Any]:
    return api().get_openapi_schema()


@cache
def _described() -> Mapping[str, Mapping[str, Any]]:
    """What the description says of each route, by name."""
    paths = _description()["paths"].values()
    return {f"{API}{told['operationId']}": told for path in paths for told in path.values()}


def example(schema: Mapping[str, Any]) -> Any:
    """Something of a schema: of each choice the first, in each text the sign of all marks."""
    if "$ref" in schema:
        return example(_description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return example(schema[key][0])
    if "enum" in schema or "const" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    kind = schema.get("type", "object")
    if kind == "object":
        return {name: CODES.get(name) or example(part) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [example(schema.get("items", {}))]
    if kind == "string":
        return BY_FORMAT.get(schema.get("format", ""), SIGN[: schema.get("maxLength", len(SIGN))])
    return {"boolean": True, "null": None}.get(kind, schema.get("minimum", 1))


def body_of(route: Route) -> Any:
    """What a route may be sent; None where it takes nothing."""
    told = _described()[route.name].get("requestBody")
    return example(told["content"]["application/json"]["schema"]) if told else None


def _queries(route: Route) -> Iterator[dict[str, Any]]:
    """Each query of a route: a search for all marks, each choice of a list, one item a page."""
    for told in _described()[route.name].get("parameters", ()):
        if told["in"] == "query" and told["name"] != "cursor":
            schema = told["schema"]
            values = schema.get("enum", [1 if told["name"] == "limit" else example(schema)])
            yield from ({told["name"]: value} for value in values)


class Asker:
    """A role's program, that asks all of a coalition."""

    def __init__(self, program: Program, tokens: Tokens, walked: Walked | None = None, *, sends: bool = False) -> None:
        self.program, self._tokens, self._sends, self._walked = program, tokens, sends, walked or Walked()
        self._queried: set[str] = set()

    def everything(self, of: Coalition, all_routes: Iterable[Route] | None = None) -> Iterator[tuple[str, str]]:
        """Where and what: each route of a coalition."""
        yield from self._walk([route for route in all_routes or routes() if route.of_coalition], of)

    def at_large(self) -> Iterator[tuple[str, str]]:
        """The routes that belong to no coalition."""
        yield from self._walk([route for route in routes() if not route.of_coalition], None)

    def missed(self, wanted: Iterable[Route], of: Coalition | None) -> Iterator[tuple[str, str]]:
        """Routes that nobody was shown, with every row."""
        routes_of = [route for route in wanted if route.is_of_api and route.of_coalition == (of is not None)]
        yield from self._each(every_row(routes_of, of, self._tokens, self._walked))

    def _walk(self, wanted: Iterable[Route], of: Coalition | None) -> Iterator[tuple[str, str]]:
        reads = [route for route in wanted if route.method == "GET"]
        yield from self._each(asked(reads, of, self._tokens, self._walked, is_thorough=self._sends))
        writes = [route for route in wanted if route.is_write and self._sends and route.name not in self._walked.taking]
        yield from self._each(asked(writes, of, self._tokens, self._walked, is_thorough=True))

    def _each(self, addresses: Iterable[tuple[Route, dict[str, str]]]) -> Iterator[tuple[str, str]]:
        for route, given in addresses:
            ask = self._write if route.is_write else self._read
            yield from ask(route, route.at(given).removeprefix(V1))

    def _read(self, route: Route, path: str) -> Iterator[tuple[str, str]]:
        answer = self.program.get(path)
        yield path, all_of(answer)
        if answer.status_code == 200 and route.name not in self._queried:
            self._queried.add(route.name)
            self._walked.mark_answered(route.name)
            yield from self._following(answer, most=MOST_PAGES if self._sends else 0)
            for query in _queries(route):
                asked_for = f"{path}?{urlencode(query)}"
                answer = self.program.get(asked_for)
                yield asked_for, all_of(answer)
                yield from self._following(answer, most=1)

    def _following(self, answer: HttpResponse, *, most: int) -> Iterator[tuple[str, str]]:
        """The next pages of a list."""
        for _page in range(most):
            link = answer.get("Link", "")
            if not link:
                return
            path = link[link.index("<") + 1 : link.index(">")].partition(V1)[2]
            answer = self.program.get(path)
            yield path, all_of(answer)

    def _write(self, route: Route, path: str) -> Iterator[tuple[str, str]]:
        for data in ({}, body_of(route)):
            with transaction.atomic():
                answer = send(self.program, route, path, data)
                transaction.set_rollback(True)
            if answer.status_code not in {401, 404, 405}:
                self._walked.taking.add(route.name)
                self._walked.mark_answered(route.name)
            yield f"{route.method} {path}", all_of(answer)


def send(program: Program, route: Route, path: str, data: Any) -> HttpResponse:
    """Ask a route by its method; reads and what takes nothing have no body."""
    takes_nothing = route.method in {"GET", "DELETE"} or data is None
    return program.ask(route.method.lower(), path, None if takes_nothing else data, {})
