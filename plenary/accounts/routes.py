"""How a room gives its API: routes with a door each, answered in one way. The page docs/developers/api.md shows it in use.

The way of a request: the token, its rate, language and time zone; the scope; the door (who may enter); the token's age
where the page asks again who one is; the body's size; then the view, once per Idempotency-Key where it writes. What it raises
becomes a problem. Reads carry an ETag.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Concatenate, Protocol

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from ninja import Router
from ninja.constants import NOT_SET
from ninja.operation import Operation
from ninja.params.models import Path
from ninja.utils import contribute_operation_args, contribute_operation_callback

from plenary.accounts import repeats
from plenary.accounts.bearing import ApiRequest, bearer_of, reading_as, sign_in_first
from plenary.accounts.described import Raw, description_of
from plenary.accounts.rules import Scope
from plenary.core.http.access import Access, mark
from plenary.core.http.described import as_known
from plenary.core.http.etags import with_tag
from plenary.core.http.problems import Declined, problem_of

BODY = 1024 * 1024
"""Bytes that a request may bring, where its route says nothing else."""

_PART = Path(...)

type View[R: HttpRequest, **P] = Callable[Concatenate[R, P], Any]
type Run = Callable[..., HttpResponseBase]


class Door(Protocol):
    """Who may enter. `takes` names the parts of the address that the door reads, so that the view need not."""

    access: Access
    takes: tuple[str, ...]

    def open(self, request: ApiRequest, parts: dict[str, Any]) -> None:
        """Let in, or raise Refused, Http404 or Declined. May put what it found on the request."""
        ...


class Public:
    """Anyone may enter, with a token or without."""

    access = Access("public")
    takes: tuple[str, ...] = ()

    def open(self, request: ApiRequest, parts: dict[str, Any]) -> None:
        """Let in."""


class SignedIn:
    """The account itself, by a token that is not for some coalitions alone."""

    access = Access("signed_in")
    takes: tuple[str, ...] = ()

    def open(self, request: ApiRequest, parts: dict[str, Any]) -> None:
        """Let in who bears a token. Raises Declined (401), Refused."""
        request.bearer.require_account()


@dataclass(frozen=True, slots=True)
class Route:
    """What is known of one route before anybody asks."""

    door: Door
    scope: Scope
    is_write: bool
    body: int
    fresh: bool = False


class Routes:
    """The routes of one room: `routes = Routes("record")` in its api.py, which the room `api` finds and mounts."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.router = Router(tags=[room])

    def get[R: HttpRequest, **P](self, path: str, door: Door, *, gives: Any) -> Callable[[View[R, P]], View[R, P]]:
        """A read. `gives` is the schema of the answer, or `Raw` for what is no JSON of a schema."""
        return self._route("GET", path, Route(door, Scope.READ, False, BODY), gives, 200)

    def post[R: HttpRequest, **P](
        self,
        path: str,
        door: Door,
        *,
        gives: Any,
        scope: Scope = Scope.WRITE,
        status: int = 200,
        body: int = BODY,
        fresh: bool = False,
    ) -> Callable[[View[R, P]], View[R, P]]:
        """A write. `gives` None with `status` 204 answers without a body; `status` 201 says that something was made.
        With `fresh` a token does it only within an hour after it was made, as the page asks again who one is."""
        return self._route("POST", path, Route(door, scope, True, body, fresh), gives, status)

    def put[R: HttpRequest, **P](
        self,
        path: str,
        door: Door,
        *,
        gives: Any,
        scope: Scope = Scope.WRITE,
        status: int = 200,
        body: int = BODY,
        fresh: bool = False,
    ) -> Callable[[View[R, P]], View[R, P]]:
        """A write that puts the whole of a thing in place of what was there."""
        return self._route("PUT", path, Route(door, scope, True, body, fresh), gives, status)

    def delete[R: HttpRequest, **P](
        self,
        path: str,
        door: Door,
        *,
        gives: Any = None,
        scope: Scope = Scope.WRITE,
        status: int = 204,
        fresh: bool = False,
    ) -> Callable[[View[R, P]], View[R, P]]:
        """A write that takes something back."""
        return self._route("DELETE", path, Route(door, scope, True, BODY, fresh), gives, status)

    def _route(self, method: str, path: str, route: Route, gives: Any, status: int) -> Callable[[Any], Any]:
        def register(view: Any) -> Any:
            @wraps(view)
            def inside(request: HttpRequest, **values: Any) -> Any:
                return view(request, **{name: value for name, value in values.items() if name not in route.door.takes})

            for part in route.door.takes:
                contribute_operation_args(inside, part, str, _PART)
            contribute_operation_callback(inside, partial(_guard, route))
            mark(inside, route.door.access)
            inside.needs_fresh = route.fresh  # type: ignore[attr-defined]  # read by the proof that pages and routes ask alike
            self.router.api_operation(
                [method],
                path,
                response=NOT_SET if isinstance(gives, Raw) else {status: gives},
                operation_id=f"{self.room}_{view.__name__}",
                url_name=f"{self.room}_{view.__name__}",
                summary=(view.__doc__ or view.__name__).split(".")[0].strip(),
                openapi_extra=description_of(
                    gives, scope=route.scope, access=route.door.access, is_write=route.is_write
                ),
            )(inside)
            return view

        return register


def _guard(route: Route, operation: Operation) -> None:
    """Put the door before an operation, and before every copy that is made of it."""

    def guarding(run: Run) -> Run:
        @wraps(run)
        def guarded(request: ApiRequest, **parts: Any) -> HttpResponseBase:
            return _answer(route, request, partial(run, request, **parts), parts)

        return guarded

    operation.run = guarding(operation.run)  # type: ignore[method-assign]  # as ninja's own decorate_view does
    operation._run_decorators = [guarding]  # type: ignore[attr-defined]  # kept for the copies, as there


def _answer(
    route: Route, request: ApiRequest, run: Callable[[], HttpResponseBase], parts: dict[str, Any]
) -> HttpResponseBase:
    try:
        bearer = request.bearer = bearer_of(request)
    except Exception as exception:
        return _told(request, exception)
    with reading_as(request, bearer):
        try:
            answer = _enter(route, request, run, parts)
        except Exception as exception:
            answer = _told(request, exception)
        if bearer.account is None and route.door.access.kind != "public" and answer.status_code in {403, 404}:
            answer = _told(request, sign_in_first())
        return _finished(request, answer)


def _enter(
    route: Route, request: ApiRequest, run: Callable[[], HttpResponseBase], parts: dict[str, Any]
) -> HttpResponseBase:
    bearer = request.bearer
    if any("\0" in str(part) for part in parts.values()):
        raise Http404
    if route.is_write and bearer.account is None:
        raise sign_in_first()
    bearer.require_scope(route.scope)
    route.door.open(request, parts)
    if route.fresh:
        bearer.require_fresh()
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) > route.body:
        raise Declined(413, "core.too_large")
    if int(size) > BODY:
        request._body = request.read()  # the limit above holds in place of Django's for forms
    if route.is_write and bearer.account is not None:
        return repeats.once(request, bearer.account, run)
    return run()


def _told(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The problem that an exception is. Raises it where it is a mistake of the program."""
    told = problem_of(request, as_known(exception))
    if told is None:
        raise exception
    return told


def _finished(request: ApiRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """The answer with what all answers have: its language, a link to the next page, and what may be kept of it."""
    answer["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    if following := getattr(request, "next_cursor", None):
        query = request.GET.copy()
        query["cursor"] = following
        answer["Link"] = f'<{request.path}?{query.urlencode()}>; rel="next"'
    if request.method == "GET" and isinstance(answer, HttpResponse) and answer.status_code == 200:
        return with_tag(request, answer)
    answer["Cache-Control"] = "no-store"
    return answer
