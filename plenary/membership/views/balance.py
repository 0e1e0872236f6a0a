"""The page of balance: how seats, promises, speaking and credit are spread, by region, size and gender."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock
from plenary.membership import permissions
from plenary.membership.balance import balance_and_own
from plenary.membership.rules.balance import LEAST, counted_from


@require_safe
@in_coalition(permissions.may_hear_opening)
def balance(request: CoalitionRequest) -> HttpResponse:
    """Groups by name, never by their figures; small ones stand together."""
    tables, own = balance_and_own(request.standing)
    context = {
        "tables": tables,
        "own": own,
        "least": LEAST,
        "since": counted_from(clock.now().date()),
        "own_card": request.standing.person,
    }
    return render(request, "membership/balance.html", context)
