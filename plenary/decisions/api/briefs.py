"""Routes of the brief: one page to forward to one's organisation, as JSON, as plain text and on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.bearing import ApiRequest
from plenary.accounts.described import Raw
from plenary.coalitions.access import CoalitionRequest
from plenary.core import printing
from plenary.decisions.api.base import ONE, READERS, proposal_of, routes
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import WAITING
from plenary.decisions.shown.brief import Brief, brief_of, language_for, paper_of, text_of


class BriefWanted(Schema):
    """In which language."""

    language: str = Field("", max_length=35, description="a language of the pages (BCP 47); empty: the reader's")


class BriefAnswerOut(Schema):
    """One answer that may be given, and what it means."""

    word: str
    meaning: str


class BriefOut(Schema):
    """What the page says. A protected member's names neither the coalition nor its address."""

    title: str
    coalition: str
    asked: str
    until: str = Field(description="the deadline in words, with its place")
    rule: str = Field(description="the words of the clause by which it is decided")
    happenings: list[str] = Field(description="what happens if it is adopted; the first twelve parts")
    chosen: str = Field(description="how many are chosen, or out of what money; empty where yes or no is asked")
    options: list[str] = Field(description="those that stand for choice, in the order of the list")
    more: int = Field(description="how many further parts there are")
    reasons: str
    objections: list[str] = Field(description="the first objections in short, as far as you may read them")
    answers: list[BriefAnswerOut]
    how: str
    shared: str = Field(description="who will read how one answers")
    url: str
    language: str
    words_in: str = Field(description="the language of title and reasons")


@routes.get(f"{ONE}/brief", READERS, gives=BriefOut)
def brief(request: CoalitionRequest, proposal_id: str, wanted: Query[BriefWanted]) -> Any:
    """The brief of an open proposal."""
    proposal = _opened(request, proposal_id)
    with translation.override(language_for(wanted.language)):
        told = _brief(request, proposal)
    answers = [{"word": word, "meaning": meaning} for word, meaning in told.answers]
    names = (
        "title",
        "coalition",
        "asked",
        "until",
        "rule",
        "happenings",
        "chosen",
        "options",
        "more",
        "reasons",
        "objections",
        "how",
        "shared",
        "url",
    )
    return {name: getattr(told, name) for name in (*names, "language", "words_in")} | {"answers": answers}


@routes.get(f"{ONE}/brief.txt", READERS, gives=Raw("text/plain", "The brief, to paste into a mail."))
def brief_text(request: CoalitionRequest, proposal_id: str, wanted: Query[BriefWanted]) -> HttpResponse:
    """The brief as plain text."""
    proposal = _opened(request, proposal_id)
    with translation.override(language_for(wanted.language)):
        words = text_of(_brief(request, proposal))
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@routes.get(f"{ONE}/brief.pdf", READERS, gives=Raw("application/pdf", "The brief on paper."))
def brief_pdf(request: CoalitionRequest, proposal_id: str, wanted: Query[BriefWanted]) -> HttpResponse:
    """The brief on paper."""
    proposal = _opened(request, proposal_id)
    with translation.override(language_for(wanted.language)):
        made = paper_of(_brief(request, proposal))
    return printing.answer(made, f"brief-{proposal.pk}")


def _opened(request: CoalitionRequest, proposal_id: str) -> Proposal:
    found = proposal_of(request, proposal_id)
    if found.phase not in WAITING:
        raise Http404  # as on the page
    return found


def _brief(request: CoalitionRequest, proposal: Proposal) -> Brief:
    url = request.build_absolute_uri(reverse("decisions:proposal", args=[request.coalition.slug, proposal.pk]))
    return brief_of(request.standing, request.coalition, proposal, zone=_zone(request), url=url)


def _zone(request: Any) -> str:
    asking: ApiRequest = request
    account = asking.bearer.account
    return account.time_zone if account else ""
