"""What one takes over from a representative who went, and that it was read."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.membership import actions, permissions
from plenary.membership.taking_over import taken_over


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_take_over)
def take_over(request: CoalitionRequest) -> HttpResponse:
    """What one's member has open, for who comes after somebody; posted, that it was read."""
    if request.method == "POST":
        actions.read_taken_over(by=request.standing)
        return redirect("desk:coalition", request.coalition.slug)
    return render(request, "membership/take_over.html", {"taken": taken_over(request.standing)})
