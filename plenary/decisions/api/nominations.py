"""Routes of an election before the ballot: who stands, nominating, answering, withdrawing, statements."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import ONE, READERS, ProposalPartMadeOut, found, proposal_of, routes
from plenary.decisions.forms.nominations import StatementForm
from plenary.decisions.models import Nomination
from plenary.decisions.queries.nominations import election_of, nomination_of
from plenary.decisions.shown.nominations import accept_form, candidates_context, nominate_form


class NominationIn(Schema):
    """Whom one nominates."""

    who: str = Field(
        "", max_length=16, description="the id of a member, or of a person for what is held in one's own name"
    )
    declared: list[str] = Field([], max_length=50, description="of oneself: codes of groups for which seats are kept")


class NominationAnswerIn(Schema):
    """The answer of the one nominated."""

    step: Literal["accept", "decline"]
    person: str = Field("", max_length=16, description="the id of who would sit for a member")
    declared: list[str] = Field([], max_length=50, description="codes of groups for which seats are kept")


class StatementIn(Schema):
    """The statement of a candidate in one language."""

    body: str = Field("", max_length=10_000, description="Markdown")


class CandidateOut(Schema):
    """One who stands, or is nominated and has not answered."""

    id: str
    name: str
    member: str = Field(description="id, or empty")
    person: str = Field(description="id of the person who stands, or would sit for the member; or empty")
    groups: list[str] = Field(description="codes of groups for which seats are kept")
    accepted_at: datetime | None
    is_chosen: bool
    statement: str = Field(description="Markdown, in the reader's language where it is there")
    language: str = Field(description="of the statement")
    languages: list[str] = Field(description="in which the statement can be read")


class CandidatesOut(Schema):
    """An election: what it fills, until when nominations are open, who stands."""

    seats: int
    nominations_until: datetime | None
    candidates: list[CandidateOut]


@routes.get(f"{ONE}/candidates", READERS, gives=CandidatesOut)
def candidates(request: CoalitionRequest, proposal_id: str) -> Any:
    """Who stands in an election, with their statements."""
    proposal = proposal_of(request, proposal_id)
    chosen = {each["id"] for each in queries.chosen_of(proposal)} if proposal.outcome == "adopted" else set()
    context = candidates_context(request.standing, proposal, election_of(proposal), chosen=chosen)
    if not context:
        raise Http404
    return {
        "seats": context["seats"],
        "nominations_until": proposal.discussion_from,
        "candidates": [
            {
                "id": each.row.pk,
                "name": each.row.name,
                "member": each.row.member_id or "",
                "person": each.row.person_id or "",
                "groups": each.row.groups,
                "accepted_at": each.row.accepted_at,
                "is_chosen": each.is_chosen,
                "statement": each.statement.shown.body if each.statement else "",
                "language": each.statement.shown.language if each.statement else "",
                "languages": list(each.statement.languages.ready) if each.statement else [],
            }
            for each in context["candidates"]
        ],
    }


@routes.post(f"{ONE}/nominations", READERS, gives=ProposalPartMadeOut, status=201)
def nominate(request: CoalitionRequest, proposal_id: str, nomination: NominationIn) -> Any:
    """Nominate oneself, who then stands, or another, who is asked."""
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_nominate(request.standing, proposal))
    form = nominate_form(request.standing, proposal, found(election_of(proposal)), nomination.model_dump())
    cleaned(form)
    return actions.nominate(by=request.standing, proposal=proposal, **form.given())


@routes.post(f"{ONE}/nominations/{{nomination_id}}/answer", READERS, gives=None, status=204)
def answer_nomination(
    request: CoalitionRequest, proposal_id: str, nomination_id: str, answer: NominationAnswerIn
) -> None:
    """Accept a nomination, or decline it."""
    nomination = _nomination(request, proposal_id, nomination_id)
    require(permissions.may_answer_nomination(request.standing, nomination))
    form = accept_form(nomination, found(election_of(nomination.proposal)).asked, answer.model_dump())
    cleaned(form)
    if answer.step == "decline":
        actions.decline_nomination(by=request.standing, nomination=nomination)
    else:
        actions.accept_nomination(by=request.standing, nomination=nomination, **form.given())


@routes.post(f"{ONE}/nominations/{{nomination_id}}/withdraw", READERS, gives=None, status=204)
def withdraw_nomination(request: CoalitionRequest, proposal_id: str, nomination_id: str) -> None:
    """Stand no longer, until voting opens."""
    nomination = _nomination(request, proposal_id, nomination_id)
    actions.withdraw_nomination(by=request.standing, nomination=nomination)


@routes.put(f"{ONE}/nominations/{{nomination_id}}/statements/{{language}}", READERS, gives=None, status=204)
def statement(
    request: CoalitionRequest, proposal_id: str, nomination_id: str, language: str, words: StatementIn
) -> None:
    """Write the statement of a candidate in one of the charter's languages, or write it anew."""
    nomination = _nomination(request, proposal_id, nomination_id)
    if language not in charter_of(request.coalition.id).languages:
        raise Http404
    require(permissions.may_write_statement(request.standing, nomination))
    body = cleaned(StatementForm(words.model_dump()))["body"]
    actions.write_statement(by=request.standing, nomination=nomination, language=language, body=body)


def _nomination(request: CoalitionRequest, proposal_id: str, nomination_id: str) -> Nomination:
    proposal = proposal_of(request, proposal_id)
    return found(
        nomination_of(proposal, nomination_id) if permissions.may_read_the_way(request.standing, proposal) else None
    )
