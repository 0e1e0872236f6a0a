"""Routes of a draft's way into the open: showing it, seconding, opening, opening urgently, withdrawing, putting it again."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions
from plenary.decisions.api.base import (
    ONE,
    READERS,
    ProposalPartMadeOut,
    ProposalStateOut,
    proposal_of,
    routes,
    stands,
)
from plenary.decisions.forms.calls import UrgencyForm


class UrgencyIn(Schema):
    """Why it cannot wait."""

    why: str = Field("", max_length=2000)


@routes.post(f"{ONE}/show", READERS, gives=None, status=204)
def show(request: CoalitionRequest, proposal_id: str) -> None:
    """Show a draft to members, to find seconders."""
    actions.show_draft(by=request.standing, proposal=proposal_of(request, proposal_id))


@routes.post(f"{ONE}/second", READERS, gives=None, status=204)
def second(request: CoalitionRequest, proposal_id: str) -> None:
    """Second a draft for one's member."""
    actions.second(by=request.standing, proposal=proposal_of(request, proposal_id))


@routes.post(f"{ONE}/open", READERS, gives=ProposalStateOut)
def open_(request: CoalitionRequest, proposal_id: str) -> Any:
    """Open a draft: its words and rules are fixed. It first waits for translations where the charter requires languages that
    are not there."""
    return stands(actions.open_proposal(by=request.standing, proposal=proposal_of(request, proposal_id)))


@routes.post(f"{ONE}/open/urgently", READERS, gives=ProposalStateOut)
def open_urgently(request: CoalitionRequest, proposal_id: str, urgency: UrgencyIn) -> Any:
    """Open a draft for the few whom the charter names, saying why it cannot wait."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_open_urgently(request.standing, proposal))
    why = cleaned(UrgencyForm(urgency.model_dump()))["why"]
    return stands(actions.open_urgently(by=request.standing, proposal=proposal, why=why))


@routes.post(f"{ONE}/withdraw", READERS, gives=None, status=204)
def withdraw(request: CoalitionRequest, proposal_id: str) -> None:
    """Withdraw a draft, which is then gone from sight, or an open proposal, which stays to be read."""
    actions.withdraw_proposal(by=request.standing, proposal=proposal_of(request, proposal_id))


@routes.post(f"{ONE}/undo", READERS, gives=ProposalStateOut)
def undo_again(request: CoalitionRequest, proposal_id: str) -> Any:
    """Try again to undo what was decided urgently and not confirmed; `failure` says why where it cannot be."""
    return stands(actions.undo_again(by=request.standing, proposal=proposal_of(request, proposal_id)))


@routes.post(f"{ONE}/put-again", READERS, gives=ProposalPartMadeOut, status=201)
def put_again(request: CoalitionRequest, proposal_id: str) -> Any:
    """Write a draft that puts a decided question again; its id is answered, so that it can be changed first."""
    return actions.put_again(by=request.standing, proposal=proposal_of(request, proposal_id))
