"""Acting in another's place: delegating a ballot, standing back, entering an answer, asking for more time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.forms_alone import mark
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import AnswerForm, StandBackForm
from plenary.decisions.forms.choices import choice_form_for
from plenary.decisions.forms.places import carrier_in
from plenary.decisions.models import Proposal
from plenary.decisions.shown.choosing import said_elsewhere
from plenary.decisions.shown.places import delegations_of, electors_to_answer_for
from plenary.decisions.views.finding import from_its_page, proposal_or_404


def _back(request: CoalitionRequest, proposal: Proposal, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def delegate(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Let another elector cast one's ballot on a proposal."""
    proposal = proposal_or_404(request, proposal_id)
    actions.delegate(by=request.standing, proposal=proposal, carrier=carrier_in(request.POST))
    return _back(request, proposal, _("Your ballot is carried for you, unless you cast it yourself."))


@in_coalition(permissions.has_a_voice)
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: CoalitionRequest) -> HttpResponse:
    """Who casts one's ballots, body by body, until that is taken back; and whose ballots one carries."""
    standing = request.standing
    bodies = delegations_of(standing)
    if request.method == "POST":
        body = request.POST.get("body", "")
        if body not in {row["code"] for row in bodies}:
            raise Http404
        actions.delegate_in(by=standing, body=body, carrier=carrier_in(request.POST))
        messages.success(request, _("Your ballots are carried for you, unless you cast them yourself."))
        return redirect("decisions:delegations", request.coalition.slug)
    return render(request, "decisions/delegations.html", {"bodies": bodies})


@in_coalition(permissions.may_read_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def end_delegation(request: CoalitionRequest, delegation_id: str) -> HttpResponse:
    """Take a ballot back, or decline to carry it: whichever of the two concerned asks. Read, it leads to the list of both."""
    found = queries.delegation_of(request.standing, delegation_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return redirect("decisions:delegations", request.coalition.slug)
    if permissions.may_take_back(request.standing, found):
        actions.take_back(by=request.standing, delegation=found)
        done = _("You cast your ballot yourself again.")
    else:
        actions.decline(by=request.standing, delegation=found)
        done = _("You no longer carry this ballot; its elector is told.")
    if found.proposal is not None:
        return _back(request, found.proposal, done)
    messages.success(request, done)
    return redirect("decisions:delegations", request.coalition.slug)


mark(end_delegation)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def stand_back(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Stand back from a proposal, with the reason."""
    proposal = proposal_or_404(request, proposal_id)
    form = StandBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.stand_back(by=request.standing, proposal=proposal, reason=reason)
    return _back(request, proposal, _("You stood back; you are not counted until you step in again."))


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def step_in(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Step in again."""
    proposal = proposal_or_404(request, proposal_id)
    actions.step_in(by=request.standing, proposal=proposal)
    return _back(request, proposal, _("You are counted again."))


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def extend(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Ask for more time, once, for everyone."""
    proposal = proposal_or_404(request, proposal_id)
    actions.extend(by=request.standing, proposal=proposal)
    return _back(request, proposal, _("The deadline moved for everyone, and all electors are told."))


@in_coalition(permissions.may_read_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Those who have not answered yet, for an officer who enters what they said by phone, by mail or in person."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_enter_answers(request.standing, proposal))
    electors = electors_to_answer_for(request.standing, proposal)
    form = AnswerForm(request.POST or None, electors=electors, method=proposal.frozen_process.method)
    choice = queries.choice_of(proposal) if queries.is_choice(proposal) else None
    said = choice_form_for(proposal, choice, request.POST or None)
    if all([form.is_valid(), said is None or said.is_valid()]):
        answer = {"said": said.answer["said"]} if said else {}
        actions.enter_answer(by=request.standing, proposal=proposal, **form.cleaned_data, **answer)
        messages.success(request, _("The answer is entered; its member is told and may change it until voting closes."))
        return redirect("decisions:answers", request.coalition.slug, proposal.pk)
    context = {"proposal": proposal, "electors": electors, "form": form, **said_elsewhere(proposal, choice, said)}
    is_wrong = form.errors or (said and said.errors)
    return render(request, "decisions/answers.html", context, status=422 if is_wrong else 200)
