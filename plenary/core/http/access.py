"""Denied by default: a view that does not say who may enter answers nobody.

`public` and `signed_in` are here; `coalitions.access.in_coalition` marks the views of a coalition.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, Unable, Verdict

type Permission = Callable[[Standing], Verdict]
type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may enter a view: `kind` is public, signed_in or coalition; `permission` names the rule that answers, `asks` is it."""

    kind: str
    permission: str = ""
    asks: Permission | None = field(default=None, compare=False, repr=False)


def mark(view: Callable[..., Any], access: Access) -> None:
    """Write on a view who may enter."""
    view.access = access  # type: ignore[attr-defined]  # the mark is read by AccessMiddleware and the walks


def access_of(view: Callable[..., Any], view_name: str) -> Access | None:
    """The mark of a view; views of other packages are marked by name in settings.ACCESS_OF_OTHERS."""
    marked = cast("Access | None", getattr(view, "access", None))
    if marked is None and view_name in settings.ACCESS_OF_OTHERS:
        return Access(settings.ACCESS_OF_OTHERS[view_name])
    return marked


def public[**P](view: View[P]) -> View[P]:
    """Anyone may enter, without an account."""
    mark(view, Access("public"))
    return view


def signed_in[**P](view: View[P]) -> View[P]:
    """Anyone with an account may enter; others are asked to sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    mark(guarded, Access("signed_in"))
    return cast("View[P]", guarded)


def export_of[V: Callable[..., Any]](page: str) -> Callable[[V], V]:
    """Mark a view that gives as a file what a page (by its name) shows, to those who read it and with its permission.

    It says no more than the page, so nothing of it enters the record; what is taken out of the house as a whole has a power
    and an entry of its own.
    """

    def put(view: V) -> V:
        view.export_of = page  # type: ignore[attr-defined]  # read by the walks
        return view

    return put


class AccessMiddleware:
    """Refuses views without a mark, answers a refusal with its reason and clause, and lets no page of one who has signed
    in be kept: neither by a proxy, nor on the disk of a device that is seized or shared."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raises ImproperlyConfigured (500) when a view says nothing about who may enter, Http404 for an id that none can be."""
        if any("\0" in str(given) for given in kwargs.values()):
            raise Http404
        name = request.resolver_match.view_name if request.resolver_match else ""
        if access_of(view, name) is None:
            raise ImproperlyConfigured(f"the view {name or view} has neither a permission nor an explicit public")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal becomes a page that says why and cites the clause; a text that no text can be, a bad request (400)."""
        if isinstance(exception, Refused):
            context = {"verdict": exception.verdict, "is_unable": isinstance(exception, Unable)}
            return render(request, "core/refused.html", context, status=exception.status)
        if isinstance(exception, DataError) and _holds_nul(exception):
            raise BadRequest from exception
        return None


def _holds_nul(error: DataError) -> bool:
    """True when PostgreSQL was given a text with the character 0, which SQLite would keep: as a text, or within JSON."""
    return "NUL" in str(error) or getattr(error.__cause__, "sqlstate", None) in {"22021", "22P05"}
