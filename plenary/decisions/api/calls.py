"""Routes of what was decided on a call: who may be marked, entering it, settling a proposal by it, correcting the entry."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.charter import decidable
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Process
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import Invalid, cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import (
    ALL,
    ONE,
    READERS,
    ProposalStateOut,
    found,
    posted,
    proposal_of,
    require_begun,
    require_filled,
    require_kind,
    require_known,
    routes,
    stands,
)
from plenary.decisions.api.drafts import ProposalWordsIn
from plenary.decisions.forms import EFFECT_FORMS
from plenary.decisions.forms.calls import CallForm, zone_of_days
from plenary.decisions.forms.drafts import words_form_for
from plenary.decisions.forms.proposals import ProposalForm
from plenary.decisions.models import Proposal
from plenary.decisions.queries.calls import Place, places_for, places_in, said_on_call
from plenary.decisions.rules.calls import Said as SaidOnCall

RECORDERS = InCoalition(permissions.may_enter_calls)


class CallElectorOut(Schema):
    """An elector whose word on a call may be entered."""

    key: str
    name: str
    is_away: bool
    said: SaidOnCall | None = Field(description="what is entered of it; null: nothing yet, or it was not there")


class CallElectorsOut(Schema):
    """Those who may be marked, by name. Protected members are not named, whether or not they were there; who has voted in
    writing keeps that ballot."""

    time_zone: str = Field(description="in which the day and hour of the call are told (IANA name)")
    has_voted: int = Field(description="how many have voted in writing")
    items: list[CallElectorOut]


class CallEnteredOut(CallElectorsOut):
    """The entry of a call, to be corrected."""

    at: datetime
    occasion: str
    notes: str


class CallIn(Schema):
    """What happened on a call."""

    held_on: date | None = Field(None, description="the day, in the zone of `time_zone`")
    held_at: time | None = Field(None, description="the hour there, HH:MM")
    occasion: str = Field("", max_length=200)
    said: dict[str, SaidOnCall] = Field({}, max_length=10_000, description="by the key of the elector")
    rest: str = Field("absent", max_length=10, description="those not marked: absent, for or silent")
    notes: str = Field("", max_length=20_000, description="minutes or notes, Markdown")
    begun_from: str = Field(
        "", max_length=80, description="in what it began: `meetings.item:` and the id of an item of minutes, or empty"
    )


class CallDecisionIn(ProposalWordsIn):
    """What was decided on a call and was no proposal before."""

    kind: str = Field("", max_length=60, description="a code of `/proposals/kinds`")
    call: CallIn


@routes.get(f"{ALL}/call/{{kind}}", RECORDERS, gives=CallElectorsOut)
def call_electors(request: CoalitionRequest, kind: str) -> Any:
    """Who may be marked for a decision of one kind that is no proposal yet."""
    return _electors(request, places_for(request.coalition.id, _process(request, kind)), {})


@routes.post(f"{ALL}/call", RECORDERS, gives=ProposalStateOut, status=201, scope=Scope.VOTE)
def record_call(request: CoalitionRequest, decision: CallDecisionIn) -> Any:
    """Enter a decision of a call. All who may vote on it are told, and may object."""
    require_kind(decision.kind)
    process = _process(request, decision.kind)
    effect = EFFECT_FORMS[decision.kind](posted(decision.fields), standing=request.standing)
    require_known("fields", decision.fields, effect.fields)
    words = words_form_for(request.coalition.id, decision.model_dump(), {}, ProposalForm)
    call = _form(request, places_for(request.coalition.id, process), decision.call, "call.")
    require_filled(words=words, fields=effect, call=call)
    effects = [(decision.kind, payload) for payload in effect.payloads()]
    made = actions.record_call(
        by=request.standing, call=_begun(request, call, decision.call, "call."), **words.cleaned_data, effects=effects
    )
    return stands(made)


@routes.get(f"{ONE}/call", READERS, gives=CallElectorsOut)
def call_electors_of(request: CoalitionRequest, proposal_id: str) -> Any:
    """Who may be marked where a draft or an open proposal was decided on a call."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_settle_on_call(request.standing, proposal))
    return _electors(request, _places(proposal), {})


@routes.post(f"{ONE}/call", READERS, gives=ProposalStateOut, scope=Scope.VOTE)
def settle_on_call(request: CoalitionRequest, proposal_id: str, call: CallIn) -> Any:
    """Enter that a draft or an open proposal was decided on a call."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_settle_on_call(request.standing, proposal))
    form = _form(request, _places(proposal), call)
    cleaned(form)
    return stands(actions.settle_on_call(by=request.standing, proposal=proposal, call=_begun(request, form, call)))


@routes.get(f"{ONE}/call/entered", READERS, gives=CallEnteredOut)
def call_entered(request: CoalitionRequest, proposal_id: str) -> Any:
    """The entry of a call, as those who may correct it read it."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_correct_call(request.standing, proposal))
    told = proposal.decided_elsewhere
    entered = {"at": told["at"], "occasion": told["occasion"], "notes": told["notes"]}
    return _electors(request, places_in(proposal), said_on_call(proposal)) | entered


@routes.put(f"{ONE}/call", READERS, gives=ProposalStateOut, scope=Scope.VOTE)
def correct_call(request: CoalitionRequest, proposal_id: str, call: CallIn) -> Any:
    """Correct the entry of a call. All are told, and the time for objections begins anew."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_correct_call(request.standing, proposal))
    form = _form(request, places_in(proposal), call)
    cleaned(form)
    return stands(actions.correct_call(by=request.standing, proposal=proposal, call=_begun(request, form, call)))


def _process(request: CoalitionRequest, kind: str) -> Process:
    known = found(decidable.effects().get(kind) if kind in EFFECT_FORMS else None)
    process = charter_of(request.coalition.id).process_for(known.matter)
    require(permissions.suits(process, kind))
    require(permissions.may_record_call(request.standing, process))
    return process


def _places(proposal: Proposal) -> list[Place]:
    if proposal.opened_at:
        return places_in(proposal)
    return places_for(proposal.coalition_id, queries.process_of(proposal))


def _form(request: CoalitionRequest, places: list[Place], call: CallIn, where: str = "") -> CallForm:
    listed = {place.key for place in places if place.is_listed}
    require_known(f"{where}said", call.said, dict.fromkeys(listed))
    if call.held_at is not None and call.held_at.tzinfo is not None:
        raise Invalid({f"{where}held_at": [CallForm.base_fields["held_at"].error_messages["invalid"]]})
    sent = call.model_dump(exclude={"said"}) | {f"said-{key}": said.value for key, said in call.said.items()}
    return CallForm(sent, places=places, zone=zone_of_days(request.coalition))


def _begun(request: CoalitionRequest, form: CallForm, call: CallIn, where: str = "") -> actions.Call:
    """The call of a valid form, with that in which it began, where the reader may read that."""
    require_begun(request.standing, call.begun_from, f"{where}begun_from")
    return replace(form.call(), begun_from=call.begun_from)


def _electors(request: CoalitionRequest, places: list[Place], said: dict[str, SaidOnCall]) -> dict[str, Any]:
    listed = [place for place in places if place.is_listed]
    return {
        "time_zone": str(zone_of_days(request.coalition)),
        "has_voted": sum(place.has_voted for place in places),
        "items": [
            {"key": place.key, "name": place.name, "is_away": place.is_away, "said": said.get(place.key)}
            for place in listed
        ],
    }
