"""The first steps of a newly admitted member, for its own representatives."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.membership import permissions
from plenary.membership.welcoming import welcome_of


@require_safe
@in_coalition(permissions.may_be_welcomed)
def welcome(request: CoalitionRequest) -> HttpResponse:
    """What helps one's member to arrive, what of it is done, and where each is done."""
    return render(request, "membership/welcome.html", {"welcome": welcome_of(request.standing)})
