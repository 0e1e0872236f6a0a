"""Entering what was decided on a call: what it does, who was there, what comes of it; and correcting the entry."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plenary.accounts.freshness import ask_again
from plenary.charter import decidable
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Process
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import EFFECT_FORMS
from plenary.decisions.forms.calls import CallForm, zone_of_days
from plenary.decisions.forms.proposals import ProposalForm
from plenary.decisions.forms.starting import start_in
from plenary.decisions.labels.sentences import outcome_sentences
from plenary.decisions.models import Proposal
from plenary.decisions.queries.calls import Place, expected, is_carried, numbers, places_for, places_in, said_on_call
from plenary.decisions.shown.kinds import kinds_of_calls
from plenary.decisions.shown.proposal import rule_of
from plenary.decisions.views.finding import proposal_or_404
from plenary.decisions.views.writing import words_form


@in_coalition(permissions.may_enter_calls)
def record_call(request: CoalitionRequest) -> HttpResponseBase:
    """Enter a decision of a call that was no proposal before. ``?effect=`` says what it does."""
    kind = request.POST.get("effect") or request.GET.get("effect", "")
    form_class, known = EFFECT_FORMS.get(kind), decidable.effects().get(kind)
    if form_class is None or known is None:
        return render(request, "decisions/record_call.html", {"kinds": kinds_of_calls(request.standing)})
    process = charter_of(request.coalition.id).process_for(known.matter)
    require(permissions.suits(process, kind))
    require(permissions.may_record_call(request.standing, process))
    if known.governs and (asked := ask_again(request)):
        return asked
    places = places_for(request.coalition.id, process)
    start = start_in(request.standing, request.GET)
    words = words_form(request, ProposalForm, **(start.words() if start else {}))
    call = _call_form(request, places, **(start.of_call(zone_of_days(request.coalition)) if start else {}))
    effect = form_class(request.POST or None, standing=request.standing, initial=form_class.from_query(request.GET))
    context: dict[str, Any] = {"kind": kind, "label": known.label, "words": words, "effect": effect}
    if request.method == "POST" and all([words.is_valid(), effect.is_valid(), call.is_valid()]):
        if request.POST.get("step") == "enter":
            effects = [(kind, payload) for payload in effect.payloads()]
            told = replace(call.call(), begun_from=request.GET.get("from", "") if start else "")
            made = actions.record_call(by=request.standing, call=told, **words.cleaned_data, effects=effects)
            return _entered(request, made)
        payloads = effect.payloads()
        context["sentences"] = known.sentences(request.coalition.id, payloads)
    return _form(request, process, places, call, context)


@in_coalition(permissions.may_read_proposals)
def settle_on_call(request: CoalitionRequest, proposal_id: str) -> HttpResponseBase:
    """Enter that a draft, or an open proposal, was decided on a call."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_settle_on_call(request.standing, proposal))
    if queries.governs(proposal) and (asked := ask_again(request)):
        return asked
    process = queries.process_of(proposal)
    places = places_in(proposal) if proposal.opened_at else places_for(request.coalition.id, process)
    call = _call_form(request, places)
    if request.method == "POST" and call.is_valid() and request.POST.get("step") == "enter":
        return _entered(request, actions.settle_on_call(by=request.standing, proposal=proposal, call=call.call()))
    return _form(request, process, places, call, _of(proposal))


@in_coalition(permissions.may_read_proposals)
def correct_call(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Correct the entry of a call, which fills the form in."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_correct_call(request.standing, proposal))
    told, zone = proposal.decided_elsewhere, zone_of_days(request.coalition)
    at = datetime.fromisoformat(told["at"]).astimezone(zone)
    said = said_on_call(proposal)
    started: dict[str, Any] = {
        "held_on": at.date(),
        "held_at": at.time(),
        **{k: told[k] for k in ("occasion", "notes")},
    }
    started |= {f"said-{key}": word.value for key, word in said.items()}
    places = places_in(proposal)
    call = _call_form(request, places, **started)
    if request.method == "POST" and call.is_valid() and request.POST.get("step") == "enter":
        actions.correct_call(by=request.standing, proposal=proposal, call=call.call())
        messages.success(request, _("The entry is corrected. All are told, and the time for objections begins anew."))
        return redirect("decisions:proposal", request.coalition.slug, proposal.pk)
    return _form(request, proposal.frozen_process, places, call, _of(proposal) | {"corrects": True})


def _entered(request: CoalitionRequest, proposal: Proposal) -> HttpResponse:
    messages.success(request, _("It is entered. All who may vote on it are told, and may object."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


def _of(proposal: Proposal) -> dict[str, Any]:
    return {"proposal": proposal, "sentences": [part.sentence for part in queries.what_happens(proposal)]}


def _call_form(request: CoalitionRequest, places: list[Place], **started: Any) -> CallForm:
    zone = zone_of_days(request.coalition)
    now = clock.now().astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
    initial = {"held_on": now.date(), "held_at": now.time(), **started}
    return CallForm(request.POST or None, places=places, zone=zone, initial=initial)


def _form(
    request: CoalitionRequest, process: Process, places: list[Place], call: CallForm, context: dict[str, Any]
) -> HttpResponse:
    """The page: the form; or, when what was sent holds and nobody wants to change it, what comes of it."""
    asks = request.method == "POST" and request.POST.get("step") != "change"
    forms = [call, context.get("words"), context.get("effect")]
    context |= {
        "call": call,
        "process": process,
        "zone": call.zone,
        "rule": rule_of(request.coalition.id, process, part=".also"),
        "has_voted": sum(place.has_voted for place in places),
        "protects": charter_of(request.coalition.id).protection.allowed,
        "previews": asks and all(form.is_valid() for form in forms if form is not None),
    }
    if context["previews"]:
        context |= _preview(request, process, places, call)
    return render(request, "decisions/record_call.html", context)


def _preview(request: CoalitionRequest, process: Process, places: list[Place], call: CallForm) -> dict[str, Any]:
    """What comes of it, and all that was sent, to be sent once more."""
    given = call.call()
    proposal_id = request.resolver_match.kwargs.get("proposal_id", "") if request.resolver_match else ""
    carried = is_carried(request.coalition.id, process, proposal_id)
    figures = expected(process, places, given.said, carried=carried)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    return {
        "numbers": numbers(places, given.said),
        "outcome_sentences": outcome_sentences(figures) if figures else [],
        "given": given,
        "sent": [(name, value) for name, value in sent if name not in {"csrfmiddlewaretoken", "step"}],
    }
