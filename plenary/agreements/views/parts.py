"""The page on which what a member or a role will do, and will not, is written into a draft about roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.agreements import actions, permissions
from plenary.agreements.forms import PartForm
from plenary.agreements.shown.finding import agreement_found
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_draft)
def part(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Write one part of an agreement about roles."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_write_part(request.standing, found))
    form = PartForm(request.POST if request.method == "POST" else None, standing=request.standing)
    if form.is_valid():
        try:
            actions.write_part(by=request.standing, agreement=found, **form.given())
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            messages.success(request, _("It stands in the draft."))
            return redirect("agreements:draft", request.coalition.slug, found.id)
    context = {"agreement": found, "form": form, "clause": permissions.clause_of_adoption(request.coalition.id)}
    return render(request, "agreements/part.html", context)
