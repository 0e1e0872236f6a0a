"""The list of proposals: what is open and asked of the reader first, then drafts, then what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.standing import Standing
from plenary.decisions import permissions, queries
from plenary.decisions.asks import state_of
from plenary.decisions.labels.sentences import turnout_sentences
from plenary.decisions.models import Proposal
from plenary.decisions.rules.counting import Count, turnout
from plenary.decisions.rules.phases import Phase

STATES = {"": _("All"), "open": _("Open"), "drafts": _("Drafts"), "decided": _("Decided"), "withdrawn": _("Withdrawn")}
_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal in the list: its state in a word, the next moment of its path, and what it asks of the reader."""

    proposal: Proposal
    state: str
    label: str
    phase: Phase
    sentences: list[str]
    is_asked: bool
    has_voted: bool
    count: Count | None


@in_coalition(permissions.may_read_proposals)
def proposals(request: CoalitionRequest) -> HttpResponse:
    """The proposals that the reader may see; ``?state=`` shows those of one state alone."""
    standing, state = request.standing, request.GET.get("state", "")
    state = state if state in STATES else ""
    past = queries.withdrawn_proposals(standing) if state == "withdrawn" else queries.decided_proposals(standing)
    page = Paginator(past, _A_PAGE).get_page(request.GET.get("page"))
    is_open, is_drafts = state in {"", "open"}, state in {"", "drafts"}
    context = {
        "state": state,
        "states": STATES,
        "open": _lines(queries.with_turnout(queries.open_proposals(standing), standing)) if is_open else [],
        "drafts": _lines(queries.draft_proposals(standing)) if is_drafts else [],
        "past": _lines(page.object_list) if state in {"", "decided", "withdrawn"} else [],
        "page": page,
        "may_draft": permissions.may_draft(standing),
        "may_enter_calls": permissions.may_enter_calls(standing),
        "decides": _decides(standing),
    }
    return render(request, "decisions/proposals.html", context)


def _decides(standing: Standing) -> bool:
    return bool(standing.person) and (standing.mandate == "decides" or not standing.member)


def _lines(proposals: Iterable[Proposal]) -> list[Line]:
    return [_line(proposal) for proposal in proposals]


def _line(proposal: Proposal) -> Line:
    state, label = state_of(proposal)
    phase = proposal.phase
    voting = phase is Phase.VOTING
    has_place, has_voted = getattr(proposal, "has_place", False), getattr(proposal, "has_voted", False)
    told = (
        turnout(proposal.frozen_process, getattr(proposal, "size", 0), getattr(proposal, "voted", 0))
        if voting
        else None
    )
    return Line(
        proposal=proposal,
        state=state,
        label=label,
        phase=phase,
        sentences=turnout_sentences(told) if told else [],
        is_asked=voting and has_place and not has_voted,
        has_voted=has_voted,
        count=proposal.final_count,
    )
