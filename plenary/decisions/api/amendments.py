"""Routes of amendments: moving one, accepting it, taking it back, voting on those that are open."""

from typing import Any, Literal

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import Invalid, cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import ONE, READERS, ProposalPartMadeOut, found, proposal_of, require_known, routes
from plenary.decisions.forms import AmendmentForm, AnswersForm
from plenary.decisions.models import Amendment
from plenary.decisions.rules.amendments import Act


class AmendmentIn(Schema):
    """A change to one paragraph of a text that is to be resolved."""

    act: Act = Field(description="replace the paragraph, strike it, or add one after it")
    label: str = Field(max_length=40, description="the label of the paragraph; 0: the place before the first")
    words: str = Field("", max_length=4000, description="the new words, Markdown; none for a strike")
    reason: str = Field("", max_length=4000)
    unnamed: bool = Field(False, description="without the name of one's member, where the charter allows it")


class AmendmentAnswersIn(Schema):
    """Answers to amendments, by their ids. What is not named keeps the answer that it has."""

    answers: dict[str, Literal["yes", "no", "abstain"]] = Field({}, max_length=1000)


@routes.post(f"{ONE}/texts/{{effect_id}}/amendments", READERS, gives=ProposalPartMadeOut, status=201)
def amend(request: CoalitionRequest, proposal_id: str, effect_id: str, amendment: AmendmentIn) -> Any:
    """Move an amendment to one paragraph."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_move_amendment(request.standing, proposal))
    effect, _paragraph = found(queries.paragraph_of(proposal, effect_id, amendment.label))
    told = cleaned(AmendmentForm(amendment.model_dump(include={"words", "reason", "unnamed"}), act=amendment.act))
    moved = {"act": amendment.act, "label": amendment.label, "words": "", **told}
    return actions.move_amendment(by=request.standing, proposal=proposal, effect=effect, **moved)


@routes.put(f"{ONE}/amendments/answers", READERS, gives=None, status=204, scope=Scope.VOTE)
def vote_on_amendments(request: CoalitionRequest, proposal_id: str, said: AmendmentAnswersIn) -> None:
    """Answer amendments that are open, until voting closes."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_vote_on_amendments(request.standing, proposal))
    still = [row for row in queries.amendments_of(proposal) if row.state == "open"]
    require_known("answers", said.answers, {row.pk: row for row in still})
    form = AnswersForm({f"amendment-{key}": choice for key, choice in said.answers.items()}, amendments=still)
    cleaned(form)
    if not form.answers():
        raise Invalid({"answers": [_("Answer at least one amendment with yes, no or neither.")]})
    actions.vote_on_amendments(by=request.standing, proposal=proposal, answers=form.answers())


@routes.post(f"{ONE}/amendments/{{amendment_id}}/accept", READERS, gives=None, status=204)
def accept_amendment(request: CoalitionRequest, proposal_id: str, amendment_id: str) -> None:
    """Accept an amendment as the mover: the text changes at once."""
    actions.accept_amendment(by=request.standing, amendment=_amendment(request, proposal_id, amendment_id))


@routes.delete(f"{ONE}/amendments/{{amendment_id}}", READERS)
def withdraw_amendment(request: CoalitionRequest, proposal_id: str, amendment_id: str) -> None:
    """Take an amendment back."""
    actions.withdraw_amendment(by=request.standing, amendment=_amendment(request, proposal_id, amendment_id))


def _amendment(request: CoalitionRequest, proposal_id: str, amendment_id: str) -> Amendment:
    return found(queries.amendment_of(proposal_of(request, proposal_id), amendment_id))
