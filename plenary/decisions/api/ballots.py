"""Routes of ballots: casting one's own, standing back and stepping in, more time, trying again what could not be carried out."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.accounts.repeats import HEADER
from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import Invalid, cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import ONE, READERS, ProposalStateOut, proposal_of, require_known, routes, stands
from plenary.decisions.api.choosing import SAID, require_said
from plenary.decisions.forms import StandBackForm
from plenary.decisions.forms.ballots import PART, ballot_form_for
from plenary.decisions.forms.given import given_in
from plenary.decisions.models import Proposal
from plenary.decisions.rules.reading import Given


class GivenIn(Schema):
    """On what an answer was given, so that it is never counted as an answer to something else. All of it may be left out."""

    sending: str = Field("", max_length=40, description="a random word for this answer: sent twice, it counts once")
    seen: str = Field("", max_length=40, description="`asked` of the proposal as it was read")
    before: str = Field("", max_length=40, description="`entry` of the ballot that lay there; `none` where none did")
    instead: list[str] = Field([], max_length=10, description="`sending` of answers that this one replaces")


def given_of(told: GivenIn | None) -> Given:
    """On what an answer was given, as the action takes it. Refuses (decisions.asked_otherwise) what can be no answer of ours."""
    return given_in({**told.model_dump(), "instead": " ".join(told.instead)}) if told else Given()


class BallotIn(Schema):
    """A ballot: one answer, or the votes by answer where the charter lets it be split."""

    choice: str = Field("", max_length=12, description="a code of `choices`; empty where `parts` split the ballot")
    parts: dict[str, int] = Field({}, max_length=10, description="votes by answer; together they make the whole weight")
    said: dict[str, Any] = Field({}, max_length=1, description=SAID)
    reason: str = Field("", max_length=4000, description="asked of a reservation or a block")
    source: str = Field("", max_length=500, description="whom one asked, and when; of those who must consult")
    given: GivenIn | None = None


class BallotCastOut(Schema):
    """That a ballot is cast. What it says is in the proposal, for its own elector."""

    entry: str = Field(description="its entry in the record; its receipt is there")
    cast_at: datetime
    codes: list[str] = Field(
        description="of a secret ballot: beside which its votes will be published, one each. They are told in this answer alone"
    )


class StandBackIn(Schema):
    """Why one stands back; all who see the proposal read it."""

    reason: str = Field("", max_length=4000)


@routes.put(f"{ONE}/ballot", READERS, gives=BallotCastOut, scope=Scope.VOTE)
def cast(request: CoalitionRequest, proposal_id: str, ballot: BallotIn) -> Any:
    """Cast one's ballot, or replace it, until voting closes. In time means received by then."""
    proposal, given = proposal_of(request, proposal_id), given_of(ballot.given)
    if arrived := queries.ballot_sent_as(request.standing, proposal, given.sending):
        return arrived  # it was in time, though its answer was lost on the way, and voting may be over by now
    own = queries.electors_of(request.standing, proposal)
    require(permissions.may_cast(request.standing, proposal, own))
    _require_kept_nowhere(request, proposal)
    if queries.is_choice(proposal):
        require_said(proposal, ballot.said)
        return actions.cast_ballot(
            by=request.standing, proposal=proposal, given=given, said=ballot.said, source=ballot.source
        )
    require_known("said", ballot.said, {})
    sent = ballot.model_dump(include={"choice", "reason", "source"})
    parts = {PART + choice: votes for choice, votes in ballot.parts.items()}
    form = ballot_form_for(request.standing, proposal, {**sent, **parts}, own)
    require_known("parts", ballot.parts, {name.removeprefix(PART): field for name, field in form.fields.items()})
    cleaned(form)
    return actions.cast_ballot(by=request.standing, proposal=proposal, given=given, **form.answer)


def _require_kept_nowhere(request: CoalitionRequest, proposal: Proposal) -> None:
    """Go on unless the answer would be kept for a repeat: the codes of a secret ballot are kept nowhere. Raises Invalid."""
    if HEADER in request.headers and queries.is_secret(proposal.frozen_process):
        raise Invalid(
            {HEADER: [_("A secret ballot is cast without one: its code is kept nowhere, not for a repeat either.")]}
        )


@routes.post(f"{ONE}/stand-back", READERS, gives=None, status=204, scope=Scope.VOTE)
def stand_back(request: CoalitionRequest, proposal_id: str, why: StandBackIn) -> None:
    """Stand back, saying why: one is not counted until one steps in again."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_stand_back(request.standing, proposal))
    actions.stand_back(by=request.standing, proposal=proposal, **cleaned(StandBackForm(why.model_dump())))


@routes.post(f"{ONE}/step-in", READERS, gives=None, status=204, scope=Scope.VOTE)
def step_in(request: CoalitionRequest, proposal_id: str) -> None:
    """Step in again."""
    actions.step_in(by=request.standing, proposal=proposal_of(request, proposal_id))


@routes.post(f"{ONE}/more-time", READERS, gives=ProposalStateOut)
def extend(request: CoalitionRequest, proposal_id: str) -> Any:
    """Ask for more time, once, for everyone."""
    return stands(actions.extend(by=request.standing, proposal=proposal_of(request, proposal_id)))


@routes.post(f"{ONE}/carry-out", READERS, gives=ProposalStateOut)
def carry_out_again(request: CoalitionRequest, proposal_id: str) -> Any:
    """Try again what could not be carried out; `failure` says why where it could not this time either."""
    return stands(actions.carry_out_again(by=request.standing, proposal=proposal_of(request, proposal_id)))
