"""The API as a whole: the routes of all rooms, how requests are read, what errors become, and the description of it all."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation, PathView

import plenary
from plenary.accounts.described import components
from plenary.accounts.routes import Routes
from plenary.api.reading import StrictParser
from plenary.core.http.access import Access, mark
from plenary.core.http.described import Problem, as_known
from plenary.core.http.problems import PLACE, problem, problem_of
from plenary.core.verdicts import refuse

DESCRIPTION = """All that the pages of Plenary can do, for programs. A program shows a personal token, made on the page of
one's account; it may then do what its owner may do, as far as the token's scopes go. Refusals say why, and which clause of
the charter they rest on."""


class Api(NinjaAPI):
    """Ninja's, with this house's errors and description, and without views of its own."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """What was raised as a problem. Raises what is a mistake of the program, for the server to log."""
        told = problem_of(request, as_known(exc))
        if told is None:
            raise exc
        return told

    def get_openapi_schema(self, **_options: Any) -> OpenAPISchema:
        """The description, with the problems that all routes share."""
        schema = super().get_openapi_schema(path_prefix=PLACE.strip("/"), path_params={})
        problems = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"] |= problems.pop("$defs") | {"Problem": problems}
        schema["components"] |= components()
        return schema

    def patterns(self) -> Iterator[URLPattern]:
        """The addresses of all routes. One whose operations do not all have a door gets no mark, and so answers nobody."""
        for bound in self._get_bound_routers():
            views = {pattern.name: pattern for pattern in bound.urls_paths(bound.prefix)}
            for path_view in bound.path_operations.values():
                answered = _answered(path_view)
                for operation in path_view.operations:
                    pattern = views[operation.url_name]
                    pattern.callback = answered
                    yield pattern


def _answered(path_view: PathView) -> Callable[..., HttpResponseBase]:
    """The view of one address: it answers HEAD as GET, and another method with a problem."""
    run = path_view.get_view()

    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        answer: HttpResponseBase = run(request, **parts)
        request.method = asked
        if isinstance(answer, HttpResponseNotAllowed):
            return problem(405, refuse("core.other_method"), headers={"Allow": answer["Allow"]})
        return answer

    view.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie counts here, so that no other site can use one
    if all(hasattr(operation.view_func, "access") for operation in path_view.operations):
        mark(view, Access("api"))
    return view


@lru_cache(maxsize=1)
def api() -> Api:
    """The API, made once: the routes of each room that has an api.py, lowest room first."""
    made = Api(
        title="Plenary",
        version=plenary.__version__,
        description=" ".join(DESCRIPTION.split()),
        openapi_url=None,
        docs_url=None,
        urls_namespace="v1",
        parser=StrictParser(),
    )
    for room in settings.ROOMS:
        if find_spec(f"{room}.api"):
            routes: Routes = import_module(f"{room}.api").routes
            made.add_router("", routes.router)
    return made


def operations() -> Iterator[tuple[str, str, Operation]]:
    """Every operation: its method, its path under /api/v1, and itself. Serves the walks over all routes."""
    for bound in api()._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                yield operation.methods[0], path, operation
