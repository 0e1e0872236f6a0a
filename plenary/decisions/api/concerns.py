"""Routes of the way to consensus: the temperature, concerns and their answers, the mover's other words."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import (
    ONE,
    READERS,
    ProposalPartMadeOut,
    ProposalStateOut,
    found,
    proposal_of,
    require_known,
    routes,
    stands,
)
from plenary.decisions.forms.on_the_way import AnswerForm, ConcernForm, RewordForm, TemperatureForm
from plenary.texts.forms import page_language


class TemperatureIn(Schema):
    """How warm one is to a proposal."""

    feeling: str = Field("", max_length=6, description="warm, unsure or cold")


class ConcernIn(Schema):
    """What one fears, and what would have to be otherwise."""

    words: str = Field("", max_length=4000)
    unnamed: bool = Field(False, description="without the name of one's member, where the charter allows it")


class ConcernAnswerIn(Schema):
    """The mover's answer to a concern."""

    answer: str = Field("", max_length=4000)


class ConcernSettledIn(Schema):
    """What one does with a concern that one raised."""

    step: Literal["withdraw", "uphold"]


class RewordIn(Schema):
    """Other words of a proposal. What is resolved stays as it is where it is left out."""

    title: str = Field("", max_length=200)
    body: str = Field("", max_length=20_000, description="the reasons, Markdown")
    resolved: dict[str, str] = Field({}, max_length=100, description="what is resolved, by the id of its part")


@routes.put(f"{ONE}/temperature", READERS, gives=None, status=204)
def temperature(request: CoalitionRequest, proposal_id: str, said: TemperatureIn) -> None:
    """Say how warm one is to a proposal; bound to nothing, and changed at will."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_say_temperature(request.standing, proposal))
    actions.say_temperature(by=request.standing, proposal=proposal, **cleaned(TemperatureForm(said.model_dump())))


@routes.post(f"{ONE}/concerns", READERS, gives=ProposalPartMadeOut, status=201)
def raise_concern(request: CoalitionRequest, proposal_id: str, concern: ConcernIn) -> Any:
    """Raise a concern. The movers answer it; one then withdraws it, or upholds it."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_raise_concern(request.standing, proposal))
    said = cleaned(ConcernForm(concern.model_dump()))
    language = page_language(languages=charter_of(request.coalition.id).languages)
    return actions.raise_concern(by=request.standing, proposal=proposal, language=language, **said)


@routes.put(f"{ONE}/concerns/{{concern_id}}/answer", READERS, gives=None, status=204)
def answer_concern(request: CoalitionRequest, proposal_id: str, concern_id: str, said: ConcernAnswerIn) -> None:
    """Answer a concern, or change the answer."""
    concern = found(queries.concern_of(proposal_of(request, proposal_id), concern_id))
    require(permissions.may_answer_concern(request.standing, concern))
    actions.answer_concern(by=request.standing, concern=concern, **cleaned(AnswerForm(said.model_dump())))


@routes.post(f"{ONE}/concerns/{{concern_id}}/settle", READERS, gives=None, status=204)
def settle_concern(request: CoalitionRequest, proposal_id: str, concern_id: str, settled: ConcernSettledIn) -> None:
    """Withdraw or uphold a concern that one raised."""
    concern = found(queries.concern_of(proposal_of(request, proposal_id), concern_id))
    if settled.step == "uphold":
        actions.uphold_concern(by=request.standing, concern=concern)
    else:
        actions.withdraw_concern(by=request.standing, concern=concern)


@routes.put(f"{ONE}/words", READERS, gives=ProposalStateOut)
def reword(request: CoalitionRequest, proposal_id: str, words: RewordIn) -> Any:
    """Change the words of a proposal before consensus is tested. The record keeps the earlier ones."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_reword(request.standing, proposal))
    effects = queries.effects_to_reword(proposal)
    require_known("resolved", words.resolved, {row.pk: row for row in effects})
    resolved = {f"text_{row.pk}": words.resolved.get(row.pk, row.payload["text"]) for row in effects}
    form = RewordForm({"title": words.title, "body": words.body, **resolved}, effects=effects)
    told = cleaned(form)
    given = {"title": told["title"], "body": told["body"], "words": form.words}
    return stands(actions.reword(by=request.standing, proposal=proposal, **given))
