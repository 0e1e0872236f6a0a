"""Routes of what is said in the discussion: objections, taking them back, comments."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.ballots import GivenIn, given_of
from plenary.decisions.api.base import ONE, READERS, found, proposal_of, routes
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import OBJECTED
from plenary.decisions.shown.proposal import context_of, objection_form_for
from plenary.texts.forms import CommentForm


class ObjectionIn(Schema):
    """An objection: to the whole where the process takes that, else to one part that can be taken out."""

    effect: str = Field("", max_length=16, description="the id of the part; left out for the whole")
    reason: str = Field("", max_length=4000)
    source: str = Field("", max_length=500, description="whom one asked, and when; of those who must consult")
    unnamed: bool = Field(False, description="without the name of one's member, where the charter allows it")
    given: GivenIn | None = None


class ObjectionMadeOut(Schema):
    """That an objection stands."""

    id: str
    at: datetime


class ProposalCommentIn(Schema):
    """What one says in the discussion, in Markdown."""

    body: str = Field("", max_length=10_000)
    language: str | None = Field(None, max_length=35, description="BCP 47; left out: the reader's, else the charter's")
    unnamed: bool = Field(False, description="without one's name, where the charter allows it; it cannot be taken back")


class CommentMadeOut(Schema):
    """That a comment stands."""

    id: str
    at: datetime


@routes.post(f"{ONE}/objections", READERS, gives=ObjectionMadeOut, status=201, scope=Scope.VOTE)
def object_to(request: CoalitionRequest, proposal_id: str, objection: ObjectionIn) -> Any:
    """Object to a proposal, or to a part of it."""
    proposal, given = proposal_of(request, proposal_id), given_of(objection.given)
    if arrived := queries.objection_sent_as(request.standing, proposal, given.sending):
        return arrived
    if proposal.phase not in OBJECTED:
        require(permissions.may_object(request.standing, proposal))
    sent = objection.model_dump(include={"effect", "reason", "source", "unnamed"})
    told = cleaned(objection_form_for(context_of(request.standing, proposal), sent))
    return actions.object_to(
        by=request.standing,
        proposal=proposal,
        effect=_part(proposal, told.get("effect", "")),
        reason=told["reason"],
        source=told.get("source", ""),
        unnamed=told["unnamed"],
        given=given,
    )


@routes.delete(f"{ONE}/objections/{{objection_id}}", READERS, scope=Scope.VOTE)
def withdraw_objection(request: CoalitionRequest, proposal_id: str, objection_id: str) -> None:
    """Take an objection back."""
    proposal = proposal_of(request, proposal_id)
    actions.withdraw_objection(by=request.standing, objection=found(queries.objection_of(proposal, objection_id)))


@routes.post(f"{ONE}/comments", READERS, gives=CommentMadeOut, status=201)
def comment(request: CoalitionRequest, proposal_id: str, said: ProposalCommentIn) -> Any:
    """Speak in the discussion."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_comment(request.standing, proposal))
    languages = charter_of(request.coalition.id).languages
    told = cleaned(CommentForm(said.model_dump(exclude_none=True), languages=languages))
    return actions.comment(by=request.standing, proposal=proposal, **told)


def _part(proposal: Proposal, effect_id: str) -> Any:
    return {row.pk: row for row in queries.effects_of(proposal)}.get(effect_id)
