"""The first screens: the start of the server, the list of one's coalitions, and each coalition's first page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from plenary.bodies.permissions import may_read_uses
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import navigation
from plenary.core.http import keeping
from plenary.core.http.access import public, signed_in
from plenary.core.http.keeping import kept_offline
from plenary.core.navigation import in_masthead
from plenary.desk import permissions, queries
from plenary.membership.permissions import may_apply


@public
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """What Plenary is, and the two ways in. It lists no coalition: each decides itself what it shows."""
    return render(request, "desk/welcome.html")


@kept_offline
@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """The reader's only coalition, or the list of their coalitions with how much is asked of them in each."""
    found = queries.coalitions_for(str(request.user.pk))
    if len(found) == 1 and "all" not in request.GET:
        return redirect("desk:coalition", found[0].coalition.slug)
    return render(request, "desk/coalitions.html", {"coalitions": found, "title": queries.title_over(found)})


@signed_in
@require_safe
def copies(request: HttpRequest) -> HttpResponse:
    """What the keeper is to keep on the reader's device, under which key, and a token with which it sends what waits there;
    nothing for one who wants no copies or is at risk."""
    if not keeping.keeping_of(request).is_allowed:
        return JsonResponse({"reader": keeping.NOBODY})
    zone = str(timezone.get_current_timezone())
    kept = queries.copies_of(str(request.user.pk), f"{request.LANGUAGE_CODE} {zone} {request.user}")
    answer = JsonResponse(
        {
            "reader": keeping.keeping_of(request).key,
            "token": get_token(request),
            "files": queries.files_of_pages(),
            "pages": [{"url": copy.url, "version": copy.version, "asked": copy.is_asked} for copy in kept],
        }
    )
    keeping.keep(request, answer)
    return answer


@kept_offline
@in_masthead(gettext_lazy("Desk"), 10, permission=permissions.may_use_desk)
@in_coalition(permissions.may_see_coalition)
@require_safe
def coalition(request: CoalitionRequest) -> HttpResponse:
    """The desk of those whom the coalition knows; to others its name, its purpose and what it makes public."""
    purpose = queries.purpose_for(request.standing, request.coalition)
    if permissions.may_use_desk(request.standing):
        reads_uses = may_read_uses(request.standing)
        context = {"desk": queries.desk_of(request.standing), "purpose": purpose, "reads_uses": reads_uses}
        return render(request, "desk/desk.html", context)
    shown = navigation.pages_for(request.standing, request.coalition.slug)
    context = {"purpose": purpose, "shown": shown, "may_apply": may_apply(request.standing)}
    return render(request, "desk/face.html", context)
