"""The page of balance: how seats, promises and more are spread, by region, size and gender."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.membership import permissions
from plenary.membership.balance import balance_of
from plenary.membership.rules.balance import LEAST


@require_safe
@in_coalition(permissions.may_hear_opening)
def balance(request: CoalitionRequest) -> HttpResponse:
    """Groups by name, never by their figures; small ones stand together."""
    return render(request, "membership/balance.html", {"tables": balance_of(request.standing), "least": LEAST})
