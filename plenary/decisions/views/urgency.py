"""What cannot wait: opening it for the few, and trying again to undo it; putting a decided question again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from plenary.accounts.freshness import ask_again
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms.calls import UrgencyForm
from plenary.decisions.views.finding import from_its_page, proposal_or_404
from plenary.decisions.views.reading import shown


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def open_urgently(request: CoalitionRequest, proposal_id: str) -> HttpResponseBase:
    """Open a draft for the few whom the charter names, saying why it cannot wait."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_open_urgently(request.standing, proposal))
    if queries.governs(proposal) and (asked := ask_again(request)):
        return asked
    form = UrgencyForm(request.POST)
    if not form.is_valid():
        return shown(request, proposal, status=422, urgency_form=form)
    actions.open_urgently(by=request.standing, proposal=proposal, why=form.cleaned_data["why"])
    messages.success(request, _("It is open, to be decided urgently. Those who decide it are told."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def undo_again(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Try again to undo what was not confirmed."""
    proposal = actions.undo_again(by=request.standing, proposal=proposal_or_404(request, proposal_id))
    if proposal.not_carried_out:
        messages.warning(request, _("It could not be undone this time either."))
    else:
        messages.success(request, _("It is undone."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def put_again(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Write a draft that puts a decided question again, and change it first."""
    made = actions.put_again(by=request.standing, proposal=proposal_or_404(request, proposal_id))
    messages.success(request, _("The draft is kept. Change it where it needs to be changed, then open it."))
    return redirect("decisions:edit", request.coalition.slug, made.pk)
