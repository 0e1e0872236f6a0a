"""The door of a coalition's views and routes: the coalition of the address, the standing of who asks, the permission."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from plenary.accounts.bearing import ApiRequest, Bearer
from plenary.coalitions.models import Coalition
from plenary.coalitions.queries import coalition_at
from plenary.core import reach
from plenary.core.http.access import Access, Permission, mark
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused


class CoalitionRequest(HttpRequest):
    """A request inside a coalition."""

    coalition: Coalition
    standing: Standing
    bearer: Bearer
    """Where a program asks, through the API; a page has none."""


type CoalitionView[**P] = Callable[Concatenate[CoalitionRequest, P], HttpResponseBase]


def enter(request: Any, slug: str, account: str, permission: Permission) -> None:
    """Put the coalition of an address and the standing of an account (id, or empty) on the request, when it may enter; the
    coalition is in reach from here to the end of the request.

    Raises Http404 for a coalition that does not exist and for one of which nothing may be seen; Refused, with the reason,
    for those whom the coalition knows.
    """
    coalition = coalition_at(slug)
    reach.enter(*([coalition.id] if coalition else []))
    if coalition is None:
        raise Http404
    standing = standing_of(account, coalition.id)
    verdict = permission(standing)
    if verdict or standing.is_known:  # the page of a refusal cites the charter
        request.coalition, request.standing = coalition, standing
    if verdict:
        return
    if standing.is_known:
        raise Refused(verdict)
    raise Http404


def in_coalition[**P](permission: Permission) -> Callable[[CoalitionView[P]], Callable[..., HttpResponseBase]]:
    """Mark a view of `/c/<slug>/…`: it receives `request.coalition` and `request.standing`, and `permission` must allow.

    Those who have not signed in are asked to, whether or not the coalition or the thing exists and whatever refuses them;
    signed in, a coalition that does not exist and one of which nothing may be seen both answer 404; other refusals answer
    403 with the reason.
    """

    def decorate(view: CoalitionView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: Any, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            account = str(request.user.pk) if request.user.is_authenticated else ""
            try:
                enter(request, slug, account, permission)
                return view(request, *args, **kwargs)
            except (Http404, Refused):
                if account:
                    raise
                return redirect_to_login(request.get_full_path())

        mark(guarded, _access(permission))
        return guarded

    return decorate


class InCoalition:
    """The same door for routes of the API under `/coalitions/{slug}/…` (`accounts.routes`): the view receives
    `request.coalition` and `request.standing`, and `permission` must allow. A token may be for other coalitions."""

    takes: tuple[str, ...] = ("slug",)

    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        self.access = _access(permission)

    def open(self, request: ApiRequest, parts: dict[str, Any]) -> None:
        """Let in as pages do. Raises Http404, Refused."""
        if request.bearer.token is not None and request.bearer.token.coalitions:
            coalition = coalition_at(parts["slug"])
            request.bearer.require_coalition(coalition.id if coalition else "")
        enter(request, parts["slug"], request.bearer.account_id, self.permission)


def _access(permission: Permission) -> Access:
    return Access("coalition", f"{permission.__module__}.{permission.__qualname__}", permission)
