"""The page on which those who look after an agreement enter that it was looked at."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.agreements import actions, permissions
from plenary.agreements.forms import LookAtForm
from plenary.agreements.shown.finding import agreement_found
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
def look_at(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Enter what was found, and the day on which it is looked at again."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_look_at(request.standing, found))
    form = LookAtForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.look_at(by=request.standing, agreement=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("next_on", refusal.verdict.sentence)
        else:
            messages.success(request, _("It is entered that it was looked at."))
            return redirect("agreements:agreement", request.coalition.slug, found.id)
    context = {"agreement": found, "form": form, "clause": permissions.clause_of_days(request.coalition.id)}
    return render(request, "agreements/look_at.html", context)
