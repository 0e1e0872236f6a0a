"""The first screens: the start of the server, the list of one's coalitions, and each coalition's first page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plenary.bodies.permissions import may_read_uses
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import navigation
from plenary.core.http.access import public, signed_in
from plenary.desk import permissions, queries
from plenary.membership.permissions import may_apply


@public
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """What Plenary is, and the two ways in. It lists no coalition: each decides itself what it shows."""
    return render(request, "desk/welcome.html")


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """The reader's only coalition, or the list of their coalitions with how much is asked of them in each."""
    found = queries.coalitions_for(str(request.user.pk))
    if len(found) == 1 and "all" not in request.GET:
        return redirect("desk:coalition", found[0].coalition.slug)
    return render(request, "desk/coalitions.html", {"coalitions": found, "title": queries.title_over(found)})


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
