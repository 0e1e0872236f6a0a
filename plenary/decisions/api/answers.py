"""Routes of the answers that electors gave elsewhere, for the officers who enter them."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import ONE, READERS, proposal_of, require_known, routes
from plenary.decisions.api.choosing import SAID, require_said
from plenary.decisions.forms import AnswerForm
from plenary.decisions.shown.places import electors_to_answer_for


class UnansweredOut(Schema):
    """An elector that has not cast its ballot itself."""

    id: str
    name: str


class UnansweredListOut(Schema):
    """The electors for whom an answer may be entered, by name. Protected members are not listed; they answer themselves."""

    items: list[UnansweredOut]


class EnteredAnswerIn(Schema):
    """An answer that was given elsewhere: whose, what, who said it, how, and when."""

    elector: str = Field("", max_length=16, description="an id of `items`")
    choice: str = Field("", max_length=12)
    said: dict[str, Any] = Field({}, max_length=1, description=SAID)
    reason: str = Field("", max_length=4000, description="asked of a reservation or a block")
    who: str = Field("", max_length=300, description="the name of the person who gave it")
    how: str = Field("", max_length=10, description="phone, mail or in_person")
    on: date | None = Field(None, description="on which day")


@routes.get(f"{ONE}/answers", READERS, gives=UnansweredListOut)
def answers(request: CoalitionRequest, proposal_id: str) -> Any:
    """Those who have not answered yet."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_enter_answers(request.standing, proposal))
    return {"items": electors_to_answer_for(request.standing, proposal)}


@routes.post(f"{ONE}/answers", READERS, gives=None, status=204, scope=Scope.VOTE)
def enter_answer(request: CoalitionRequest, proposal_id: str, answer: EnteredAnswerIn) -> None:
    """Enter what an elector answered by phone, by mail or in person. Its own ballot goes before what is entered."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_enter_answers(request.standing, proposal))
    electors = electors_to_answer_for(request.standing, proposal)
    form = AnswerForm(answer.model_dump(), electors=electors, method=proposal.frozen_process.method)
    given = cleaned(form)
    if queries.is_choice(proposal):
        require_said(proposal, answer.said)
        given |= {"said": answer.said}
    else:
        require_known("said", answer.said, {})
    actions.enter_answer(by=request.standing, proposal=proposal, **given)
