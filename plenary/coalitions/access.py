"""The mark of a coalition's views: the coalition of the address, the standing of the one who asks, and the permission."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from plenary.coalitions.models import Coalition
from plenary.coalitions.queries import coalition_at
from plenary.core import reach
from plenary.core.http.access import Access, mark
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused, Verdict


class CoalitionRequest(HttpRequest):
    """A request inside a coalition."""

    coalition: Coalition
    standing: Standing


type CoalitionView[**P] = Callable[Concatenate[CoalitionRequest, P], HttpResponseBase]
type Permission = Callable[[Standing], Verdict]


def enter(slug: str) -> Coalition | None:
    """The coalition at an address, in reach from here to the end of the request; None, and nothing in reach."""
    coalition = coalition_at(slug)
    reach.enter(*([coalition.id] if coalition else []))
    return coalition


def in_coalition[**P](permission: Permission) -> Callable[[CoalitionView[P]], Callable[..., HttpResponseBase]]:
    """Mark a view of `/c/<slug>/…`: it receives `request.coalition` and `request.standing`, and `permission` must allow.

    Those who have not signed in are asked to, whether or not the coalition or the thing exists and whatever refuses them;
    signed in, a coalition that does not exist and one of which nothing may be seen both answer 404; other refusals answer
    403 with the reason.
    """

    def decorate(view: CoalitionView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: Any, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            coalition = enter(slug)
            account = str(request.user.pk) if request.user.is_authenticated else ""
            if coalition is not None:
                standing = standing_of(account, coalition.id)
                verdict = permission(standing)
                if verdict or standing.is_known:  # the page of a refusal cites the charter
                    request.coalition, request.standing = coalition, standing
                if verdict:
                    try:
                        return view(request, *args, **kwargs)
                    except (Http404, Refused):
                        if account:
                            raise
                        return redirect_to_login(request.get_full_path())
                if standing.is_known:
                    raise Refused(verdict)
            if not account:
                return redirect_to_login(request.get_full_path())
            raise Http404

        mark(guarded, Access("coalition", f"{permission.__module__}.{permission.__qualname__}"))
        return guarded

    return decorate
