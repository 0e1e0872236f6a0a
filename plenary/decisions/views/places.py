"""Acting in another's place: delegating a ballot, standing back, entering an answer, asking for more time."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.charter.queries import called, charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import AnswerForm, DelegateForm, StandBackForm
from plenary.decisions.labels.places import given_in_words
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.phases import OPEN
from plenary.decisions.views.finding import proposal_or_404
from plenary.membership.rules import AWAY


def own_ballot(
    standing: Standing, elector: Elector | None, ballot: Ballot | None, proposal: Proposal
) -> dict[str, Any]:
    """What the form of one's own ballot asks besides the answer, and how the ballot that lies there was given."""
    if elector is None:
        return {}
    splits = elector.splits and elector.weight > 1
    shares = ballot.shares if ballot else {}
    return {
        "asks_whom": permissions.must_say_whom(standing, elector),
        "parts": [(each.value, shares.get(each.value, "")) for each in choices_of(proposal.frozen_process.method)]
        if splits
        else [],
        "given": given_in_words(ballot.how, ballot.source, ballot.entered_by) if ballot else "",
        "is_away": standing.member_status in AWAY and standing.mandate is not Mandate.OBSERVES,
    }


def places_context(standing: Standing, proposal: Proposal) -> dict[str, Any]:
    """Who casts whose ballot, who stood back, and what the reader may do about it. Five queries at most."""
    electors = list(queries.electors_in(proposal).order_by("name", "key"))
    context = {
        "stood_back": [each for each in electors if each.is_recused]
        if permissions.may_read_the_way(standing, proposal)
        else [],
        "may_enter_answers": permissions.may_enter_answers(standing, proposal),
        "adds_carried": proposal.frozen_process.delegation,
    }
    mine = {standing.person, standing.member} - {""}
    own = [each for each in electors if each.place in mine]
    if not own or proposal.phase not in OPEN:
        return context
    given, carried = queries.lent(standing, proposal, electors)
    others = [
        (each.key, each.name) for each in electors if not (each.protected or each.is_recused or each.place in mine)
    ]
    is_back = any(each.is_recused for each in own)
    may_stand_back = not is_back and permissions.may_stand_back(standing, proposal)
    may_delegate = may_stand_back and others and permissions.may_delegate(standing, proposal)
    return context | {
        "lent": given,
        "carried": carried,
        "delegate_form": DelegateForm(places=others) if may_delegate else None,
        "stand_back_form": StandBackForm() if may_stand_back else None,
        "may_step_in": is_back and permissions.may_step_in(standing, proposal),
        "may_extend": not may_stand_back and permissions.may_extend(standing, proposal),
    }


def _back(request: CoalitionRequest, proposal: Proposal, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


def _carrier(request: CoalitionRequest) -> str:
    """Whom the reader chose, in characters that a key may have; else nobody."""
    chosen = request.POST.get("carrier", "")
    return chosen if re.fullmatch(r"[\w:-]{1,40}", chosen, re.ASCII) else ""


@in_coalition(permissions.may_read_proposals)
@require_POST
def delegate(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Let another elector cast one's ballot on a proposal."""
    proposal = proposal_or_404(request, proposal_id)
    actions.delegate(by=request.standing, proposal=proposal, carrier=_carrier(request))
    return _back(request, proposal, _("Your ballot is carried for you, unless you cast it yourself."))


@in_coalition(permissions.has_a_voice)
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: CoalitionRequest) -> HttpResponse:
    """Who casts one's ballots, body by body, until that is taken back; and whose ballots one carries."""
    standing = request.standing
    bodies = _bodies(standing)
    if request.method == "POST":
        body = request.POST.get("body", "")
        if body not in {row["code"] for row in bodies}:
            raise Http404
        actions.delegate_in(by=standing, body=body, carrier=_carrier(request))
        messages.success(request, _("Your ballots are carried for you, unless you cast them yourself."))
        return redirect("decisions:delegations", request.coalition.slug)
    return render(request, "decisions/delegations.html", {"bodies": bodies})


def _bodies(standing: Standing) -> list[dict[str, Any]]:
    charter = charter_of(standing.coalition)
    found: list[dict[str, Any]] = []
    for body in charter.bodies:
        if not permissions.may_delegate_in(standing, body.code):
            continue
        names = queries.places_by_name(standing.coalition, body.code)
        given, carried = queries.lent_in(standing, body.code, names)
        mine = {standing.member, standing.person}
        others = sorted(((key, name) for key, name in names.items() if key not in mine), key=lambda pair: pair[1])
        processes = queries.delegating_processes(standing.coalition, body.code)
        found.append(
            {
                "code": body.code,
                "name": called(charter, body.names, body.code),
                "clause": f"process.{processes[0].code}",
                "lent": given,
                "carried": carried,
                "form": DelegateForm(places=others, auto_id=f"{body.code}_%s") if others else None,
            }
        )
    return found


@in_coalition(permissions.may_read_proposals)
@require_POST
def end_delegation(request: CoalitionRequest, delegation_id: str) -> HttpResponse:
    """Take a ballot back, or decline to carry it: whichever of the two concerned asks."""
    found = queries.delegation_of(request.standing, delegation_id)
    if found is None:
        raise Http404
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


@in_coalition(permissions.may_read_proposals)
@require_POST
def stand_back(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Stand back from a proposal, with the reason."""
    proposal = proposal_or_404(request, proposal_id)
    form = StandBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.stand_back(by=request.standing, proposal=proposal, reason=reason)
    return _back(request, proposal, _("You stood back; you are not counted until you step in again."))


@in_coalition(permissions.may_read_proposals)
@require_POST
def step_in(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Step in again."""
    proposal = proposal_or_404(request, proposal_id)
    actions.step_in(by=request.standing, proposal=proposal)
    return _back(request, proposal, _("You are counted again."))


@in_coalition(permissions.may_read_proposals)
@require_POST
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
    own = {each.pk for each in queries.electors_of(request.standing, proposal)}
    electors = [each for each in queries.unanswered(proposal) if each.pk not in own]
    form = AnswerForm(request.POST or None, electors=electors, method=proposal.frozen_process.method)
    if form.is_valid():
        actions.enter_answer(by=request.standing, proposal=proposal, **form.cleaned_data)
        messages.success(request, _("The answer is entered; its member is told and may change it until voting closes."))
        return redirect("decisions:answers", request.coalition.slug, proposal.pk)
    context = {"proposal": proposal, "electors": electors, "form": form}
    return render(request, "decisions/answers.html", context, status=422 if form.errors else 200)
