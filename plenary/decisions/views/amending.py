"""Amending the text of a proposal: moving an amendment, accepting it, taking it back, voting on those that are open."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import AmendmentForm, AnswersForm
from plenary.decisions.labels.amendments import what_it_does
from plenary.decisions.models import Amendment, Proposal
from plenary.decisions.rules.amendments import Act
from plenary.decisions.rules.tallies import decides_amendments
from plenary.decisions.views.finding import back_to, from_its_page, proposal_or_404
from plenary.decisions.views.reading import shown


@in_coalition(permissions.may_read_proposals)
def amend(request: CoalitionRequest, proposal_id: str, effect_id: str, act: str, label: str) -> HttpResponse:
    """Move an amendment to one paragraph; the paragraph as it stands is shown above the form."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_move_amendment(request.standing, proposal))
    found = queries.paragraph_of(proposal, effect_id, label)
    if found is None or act not in set(Act):
        raise Http404
    effect, paragraph = found
    form = AmendmentForm(
        request.POST or None, act=Act(act), initial={"words": paragraph.words if act == "replace" else ""}
    )
    if form.is_valid():
        given = {"words": "", **form.cleaned_data}
        try:
            actions.move_amendment(
                by=request.standing, proposal=proposal, effect=effect, act=Act(act), label=label, **given
            )
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            return back_to(
                request, proposal, "amendments", _("Your amendment stands in the text, where all can compare it.")
            )
    context = {"proposal": proposal, "paragraph": paragraph, "act": act, "form": form, "does": what_it_does(act, label)}
    context["offers_unnamed"] = permissions.offers_unnamed(request.standing)
    context["friendly_only"] = not decides_amendments(proposal.frozen_process)
    return render(request, "decisions/amend.html", context, status=422 if form.errors else 200)


@in_coalition(permissions.may_read_proposals)
@from_its_page("amendments")
def accept_amendment(request: CoalitionRequest, proposal_id: str, amendment_id: str) -> HttpResponse:
    """Accept an amendment as friendly."""
    proposal, amendment = _amendment_or_404(request, proposal_id, amendment_id)
    actions.accept_amendment(by=request.standing, amendment=amendment)
    return back_to(request, proposal, "amendments", _("The amendment is accepted: the text has changed."))


@in_coalition(permissions.may_read_proposals)
@from_its_page("amendments")
def withdraw_amendment(request: CoalitionRequest, proposal_id: str, amendment_id: str) -> HttpResponse:
    """Take an amendment back."""
    proposal, amendment = _amendment_or_404(request, proposal_id, amendment_id)
    actions.withdraw_amendment(by=request.standing, amendment=amendment)
    return back_to(request, proposal, "amendments", _("Your amendment is taken back."))


@in_coalition(permissions.may_read_proposals)
@from_its_page("amendments")
def vote_on_amendments(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Answer the amendments that are open."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_vote_on_amendments(request.standing, proposal))
    still = [row for row in queries.amendments_of(proposal) if row.state == "open"]
    form = AnswersForm(request.POST, amendments=still)
    if not (form.is_valid() and form.answers()):
        messages.error(request, _("Answer at least one amendment with yes, no or neither."))
        return shown(request, proposal, status=422)
    actions.vote_on_amendments(by=request.standing, proposal=proposal, answers=form.answers())
    return back_to(request, proposal, "amendments", _("Your answers to the amendments are entered in the record."))


def _amendment_or_404(request: CoalitionRequest, proposal_id: str, amendment_id: str) -> tuple[Proposal, Amendment]:
    proposal = proposal_or_404(request, proposal_id)
    amendment = queries.amendment_of(proposal, amendment_id)
    if amendment is None:
        raise Http404
    return proposal, amendment
