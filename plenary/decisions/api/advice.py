"""Routes of advice: sending a proposal to a body, advising, sending it back, saying what became of the advice."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.charter.queries import called, charter_of
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import ONE, READERS, ProposalStateOut, found, proposal_of, routes, stands
from plenary.decisions.forms.on_the_way import AdviceForm, BecameForm
from plenary.decisions.models import Advice
from plenary.decisions.shown.on_the_way import refer_form
from plenary.texts.forms import page_language


class ReferIn(Schema):
    """To which body a proposal is sent, for how long, and what is asked of it."""

    body: str = Field("", max_length=64, description="the charter's code of the body")
    days: int | None = Field(None, ge=1, le=1000, description="for how many whole days; voting moves by them")
    question: str = Field("", max_length=4000)


class ReferredOut(Schema):
    """That advice is asked for."""

    id: str
    due: datetime


class AdviceIn(Schema):
    """The advice of a body, in Markdown; one answer stands for the whole body."""

    words: str = Field("", max_length=10_000)


class BecameIn(Schema):
    """What became of advice."""

    became: str = Field("", max_length=8, description="taken, partly or not")
    why: str = Field("", max_length=4000, description="asked of what is not taken whole")


@routes.post(f"{ONE}/advice", READERS, gives=ReferredOut, status=201)
def refer(request: CoalitionRequest, proposal_id: str, sent: ReferIn) -> Any:
    """Send a proposal to a body for advice; voting opens and closes so many days later."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_refer(request.standing, proposal))
    charter = charter_of(request.coalition.id)
    bodies = [(body.code, called(charter, body.names, body.code)) for body in charter.bodies]
    told = cleaned(refer_form(proposal, bodies, sent.model_dump()))
    return actions.refer(by=request.standing, proposal=proposal, **told)


@routes.put(f"{ONE}/advice/{{advice_id}}", READERS, gives=None, status=204)
def advise(request: CoalitionRequest, proposal_id: str, advice_id: str, given: AdviceIn) -> None:
    """Give the advice of a body in which one sits, or change it until it is due."""
    advice = _advice(request, proposal_id, advice_id)
    require(permissions.may_advise(request.standing, advice))
    words = cleaned(AdviceForm(given.model_dump()))["words"]
    language = page_language(languages=charter_of(request.coalition.id).languages)
    actions.give_advice(by=request.standing, advice=advice, words=words, language=language)


@routes.put(f"{ONE}/advice/{{advice_id}}/became", READERS, gives=None, status=204)
def became(request: CoalitionRequest, proposal_id: str, advice_id: str, said: BecameIn) -> None:
    """Say what became of advice."""
    advice = _advice(request, proposal_id, advice_id)
    require(permissions.may_say_what_became(request.standing, advice))
    actions.say_what_became(by=request.standing, advice=advice, **cleaned(BecameForm(said.model_dump())))


@routes.post(f"{ONE}/advice/{{advice_id}}/back", READERS, gives=ProposalStateOut)
def send_back(request: CoalitionRequest, proposal_id: str, advice_id: str) -> Any:
    """Send a proposal back with the advice that was given; its discussion goes on at once."""
    return stands(actions.send_back(by=request.standing, advice=_advice(request, proposal_id, advice_id)))


def _advice(request: CoalitionRequest, proposal_id: str, advice_id: str) -> Advice:
    return found(queries.advice_of(proposal_of(request, proposal_id), advice_id))
