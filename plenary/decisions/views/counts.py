"""Pages of a count: its account, the ballots as files, the published papers of a secret vote. None before the outcome."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import printing
from plenary.core.http.access import export_of
from plenary.core.http.keeping import kept_offline
from plenary.decisions import permissions, queries
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import Counted, counted, paper_with, published_papers
from plenary.decisions.shown.ballot_files import file_of
from plenary.decisions.shown.count import count_as_json, count_context, entry_read
from plenary.decisions.shown.count_on_paper import count_on_paper
from plenary.decisions.shown.papers import papers_as_table, papers_shown
from plenary.decisions.views.finding import proposal_or_404

_A_PAGE = 100


def _counted(request: CoalitionRequest, proposal_id: str) -> tuple[Proposal, Counted]:
    proposal = proposal_or_404(request, proposal_id)
    found = counted(proposal)
    if found is None:
        raise Http404
    return proposal, found


@kept_offline
@in_coalition(permissions.may_read_proposals)
@require_safe
def count(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The account of a count: who is chosen, each stage, the lots, and how to count again."""
    proposal, found = _counted(request, proposal_id)
    context = count_context(proposal, found) | {"entry": entry_read(request.standing, found)}
    return render(request, "decisions/count.html", context)


@export_of("decisions:count")
@in_coalition(permissions.may_read_proposals)
@require_safe
def count_json(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The account as JSON, as the command writes it."""
    told = count_as_json(*_counted(request, proposal_id))
    return sent(told, "application/json", f"count-{proposal_id}.json")


@export_of("decisions:count")
@in_coalition(permissions.may_read_proposals)
@require_safe
def count_pdf(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The account on paper."""
    made = count_on_paper(request.standing, request.coalition, *_counted(request, proposal_id))
    return printing.answer(made, f"count-{proposal_id}")


@export_of("decisions:count")
@in_coalition(permissions.may_read_proposals)
@require_safe
def ballot_file(request: CoalitionRequest, proposal_id: str, ending: str) -> HttpResponse:
    """The ballots as a file for other programs."""
    content = file_of(*_counted(request, proposal_id), ending)
    if content is None:
        raise Http404
    return sent(content, "text/plain; charset=utf-8", f"ballots-{proposal_id}.{ending}")


@in_coalition(permissions.may_read_proposals)
@require_safe
def papers(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The published papers of a secret vote, a page at a time; ``?code=`` finds one. Never kept on a device: which code was
    looked for there would tell whose ballot it is."""
    proposal = proposal_or_404(request, proposal_id)
    rows, box = published_papers(proposal), queries.box_of(proposal)
    if box is None or not rows.exists():
        raise Http404
    code = request.GET.get("code", "").strip()[:40]
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "proposal": proposal,
        "code": code,
        "found": papers_shown(paper_with(proposal, code), box.what) if code else [],
        "papers": papers_shown(page.object_list, box.what),
        "page": page,
    }
    return render(request, "decisions/papers.html", context)


@export_of("decisions:papers")
@in_coalition(permissions.may_read_proposals)
@require_safe
def papers_csv(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """All published papers as a table."""
    proposal = proposal_or_404(request, proposal_id)
    rows, box = published_papers(proposal), queries.box_of(proposal)
    if box is None or not rows.exists():
        raise Http404
    return sent(papers_as_table(rows, box.what), "text/csv; charset=utf-8", f"papers-{proposal_id}.csv")


def sent(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """A file to keep, under a name; never held by caches between."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
