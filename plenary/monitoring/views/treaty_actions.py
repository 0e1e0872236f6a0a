"""Pages of what actors do about an instrument: entering a treaty action, taking one out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.monitoring import actions
from plenary.monitoring.forms.treaty_actions import TreatyActionForm
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.shown.addressed import action_found, instrument_found


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def enter_action(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Enter what an actor did about an instrument."""
    found = instrument_found(request, instrument_id)
    asked = {"actor": request.GET.get("actor", "")}
    form = TreatyActionForm(request.POST or None, coalition_id=request.coalition.id, initial=asked)
    if form.is_valid():
        try:
            made = actions.enter_action(by=request.standing, instrument=found, happened=form.happened)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is entered, and the status follows."))
            return redirect("monitoring:actor", request.coalition.slug, made.actor)
    return render(request, "monitoring/action.html", {"form": form, "instrument": found})


@require_POST
@in_coalition(may_keep)
def take_out_action(request: CoalitionRequest, instrument_id: str, action_id: str) -> HttpResponse:
    """Take out a treaty action that was entered by mistake."""
    found = instrument_found(request, instrument_id)
    row = action_found(found, action_id)
    actions.take_out_action(by=request.standing, action=row)
    messages.success(request, _("It is taken out; the record keeps what it was."))
    return redirect("monitoring:actor", request.coalition.slug, row.actor)
