"""Routes of seats that fell vacant after an election: its ballots counted again, whom they choose, and the answer."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpResponse
from ninja import Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.coalitions.access import CoalitionRequest
from plenary.decisions.actions.vacancies import accept_rest, decline_rest
from plenary.decisions.api.base import ONE, READERS, Said, found, proposal_of, routes
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import counted
from plenary.decisions.shown.vacancies import VacancyShown, account_of, out_shown, vacancies_shown, vacancy_as_json


class PassedOverOut(Schema):
    """One who stood and does not take the seat."""

    name: str
    reason: Said = Field(description="in words")


class VacancyOut(Schema):
    """One count of the ballots again, for a seat that fell vacant. Each stage stands in `count.json`."""

    id: str
    left: str = Field(description="the name of who left; empty where no ballots can be counted again")
    candidate: str = Field(description="the name of who is chosen, or empty")
    sentence: str = Field(description="what came of it, in words")
    answer: str = Field(
        description="accepted, declined, silent, unable, void, nobody or no_ballots; empty while it is waited for"
    )
    counted_at: datetime
    until: datetime | None = Field(description="the last moment at which it can be accepted")
    answered_at: datetime | None
    term_ends: datetime | None = Field(description="of the rest that is filled; null: without limit")
    passed_over: list[PassedOverOut]


class VacanciesOut(Schema):
    """The vacancies of an election that were filled from its ballots, or could not be."""

    items: list[VacancyOut]


class VacancyAnswerIn(Schema):
    """The answer of the one chosen."""

    step: Literal["accept", "decline"]


@routes.get(f"{ONE}/vacancies", READERS, gives=VacanciesOut)
def vacancies(request: CoalitionRequest, proposal_id: str) -> Any:
    """What was counted again of the ballots of an election, oldest first."""
    return {"items": [_told(each) for each in vacancies_shown(proposal_of(request, proposal_id))]}


@routes.get(
    f"{ONE}/vacancies/{{countback_id}}/count.json",
    READERS,
    gives=Raw("application/json", "The account, stage by stage.", "object"),
)
def vacancy_json(request: CoalitionRequest, proposal_id: str, countback_id: str) -> HttpResponse:
    """The account as `plenary count --vacancy --format json` writes it of the same ballots."""
    proposal, shown = _found(request, proposal_id, countback_id)
    of, account = found(counted(proposal)), found(account_of(proposal, shown))
    return HttpResponse(vacancy_as_json(proposal, of, account), content_type="application/json")


@routes.post(f"{ONE}/vacancies/{{countback_id}}/answer", READERS, gives=None, status=204)
def answer_vacancy(request: CoalitionRequest, proposal_id: str, countback_id: str, answer: VacancyAnswerIn) -> None:
    """Accept the rest of a term, which begins at once, or decline it."""
    proposal, shown = _found(request, proposal_id, countback_id)
    if answer.step == "accept":
        accept_rest(by=request.standing, proposal=proposal, countback=shown.row)
    else:
        decline_rest(by=request.standing, proposal=proposal, countback=shown.row)


def _found(request: CoalitionRequest, proposal_id: str, countback_id: str) -> tuple[Proposal, VacancyShown]:
    proposal = proposal_of(request, proposal_id)
    for each in vacancies_shown(proposal):
        if each.row.pk == countback_id:
            return proposal, each
    raise Http404


def _told(shown: VacancyShown) -> dict[str, Any]:
    row = shown.row
    return {
        "id": row.pk,
        "left": shown.left,
        "candidate": shown.name,
        "sentence": shown.sentence,
        "answer": row.answer,
        "counted_at": row.at,
        "until": row.until,
        "answered_at": row.answered_at,
        "term_ends": row.term.ends,
        "passed_over": [{"name": name, "reason": reason} for name, reason in out_shown(shown)],
    }
