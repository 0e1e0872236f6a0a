"""The list of proposals: what is open and asked of the reader first, then drafts, then what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.schema import Method
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.keeping import kept_offline
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.decisions import permissions, queries
from plenary.decisions.asks import state_of
from plenary.decisions.labels.sentences import turnout_sentences
from plenary.decisions.labels.silence import OPENS, in_short
from plenary.decisions.models import Proposal
from plenary.decisions.rules.counting import turnout
from plenary.decisions.rules.phases import Phase

STATES = {"": _("All"), "open": _("Open"), "drafts": _("Drafts"), "decided": _("Decided"), "withdrawn": _("Withdrawn")}
_A_PAGE = 25
_SILENT = _("It is adopted unless somebody objects in time.")


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal in the list: its state in a word, the next moment of its path, and what it asks of the reader."""

    proposal: Proposal
    title: str
    language: str
    state: str
    label: str
    phase: Phase
    sentences: Sequence[Label]
    is_asked: bool
    has_voted: bool
    in_short: str
    opens: str


@kept_offline
@in_coalition(permissions.may_read_proposals)
def proposals(request: CoalitionRequest) -> HttpResponse:
    """The proposals that the reader may see; ``?state=`` shows those of one state alone."""
    standing, state = request.standing, request.GET.get("state", "")
    state = state if state in STATES else ""
    past = queries.withdrawn_proposals(standing) if state == "withdrawn" else queries.decided_proposals(standing)
    page = Paginator(past, _A_PAGE).get_page(request.GET.get("page"))
    is_open, is_drafts = state in {"", "open"}, state in {"", "drafts"}
    opened = queries.with_turnout(queries.open_proposals(standing), standing) if is_open else []
    drafts = queries.draft_proposals(standing) if is_drafts else []
    shown = page.object_list if state in {"", "decided", "withdrawn"} else []
    titles = queries.titles_of([*opened, *drafts, *shown])
    context = {
        "state": state,
        "states": STATES,
        "open": _lines(opened, titles),
        "drafts": _lines(drafts, titles),
        "past": _lines(shown, titles),
        "page": page,
        "may_draft": permissions.may_draft(standing),
        "may_enter_calls": permissions.may_enter_calls(standing),
        "decides": _decides(standing),
    }
    return render(request, "decisions/proposals.html", context)


def _decides(standing: Standing) -> bool:
    return bool(standing.person) and (standing.mandate == "decides" or not standing.member)


def _lines(proposals: Iterable[Proposal], titles: Mapping[str, tuple[str, str]]) -> list[Line]:
    return [_line(proposal, *titles[proposal.pk]) for proposal in proposals]


def _line(proposal: Proposal, title: str, language: str) -> Line:
    state, label = state_of(proposal)
    phase = proposal.phase
    silent = bool(proposal.process) and proposal.frozen_process.method is Method.SILENCE
    voting = phase is Phase.VOTING
    has_place, has_voted = getattr(proposal, "has_place", False), getattr(proposal, "has_voted", False)
    told = (
        turnout(proposal.frozen_process, getattr(proposal, "size", 0), getattr(proposal, "voted", 0))
        if voting
        else None
    )
    return Line(
        proposal=proposal,
        title=title,
        language=language,
        state=state,
        label=label,
        phase=phase,
        sentences=([_SILENT] if silent else turnout_sentences(told)) if told else [],
        is_asked=voting and has_place and not has_voted and not silent,
        has_voted=has_voted,
        in_short=in_short(proposal.final_count),
        opens=str(OPENS[proposal.frozen_process.method]) if phase in {Phase.NOTICE, Phase.DISCUSSION} else "",
    )
