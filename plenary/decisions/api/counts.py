"""Routes of a count: who is chosen and how, the account, the ballots as files, the published papers of a secret vote; none
before the outcome."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.coalitions.access import CoalitionRequest
from plenary.core import printing
from plenary.core.http.paging import Page, PageQuery, page
from plenary.decisions import queries
from plenary.decisions.api.base import ONE, READERS, Said, proposal_of, routes
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import Counted, counted, published_papers
from plenary.decisions.shown.ballot_files import file_of
from plenary.decisions.shown.count import count_as_json, count_context, entry_read
from plenary.decisions.shown.count_on_paper import count_on_paper
from plenary.decisions.shown.papers import papers_as_table, papers_shown


class ChosenOut(Schema):
    """One of those that are chosen."""

    id: str
    name: str
    cost: str = Field(description="what it costs, in words, where it is paid from a budget; else empty")


class LotOut(Schema):
    """A candidate in the order of lots."""

    name: str
    drawn: str = Field(
        description="the first 16 hexadecimal digits of the SHA-256 of the seed, a line feed and the name"
    )


class BallotFileOut(Schema):
    """A file in which the ballots can be had."""

    ending: str = Field(description="of its name: blt, abif, soc, soi, toc, toi, csv or pb")
    format: str
    command: str = Field(
        description="counts the file again, to the same outcome; empty where the command cannot be told for whom seats are kept"
    )


class CountOut(Schema):
    """The count of a choice among several. Each stage stands in `count.json`."""

    method: str = Field(description="as `plenary count --method` names it")
    words: Said = Field(description="what the method is called")
    figures: Said
    chosen: list[ChosenOut] = Field(description="in the order in which they were chosen")
    lots: list[LotOut] = Field(description="in the order in which ties go that no stage decides")
    seed: str = Field(description="of the lots: the root of the record of `size` entries, hexadecimal")
    size: int
    entry: str = Field(
        description="in the record, which published seed, lots and the hash of the ballots before the count"
    )
    closed_at: datetime
    files: list[BallotFileOut]
    is_secret: bool
    reveals: Said = Field(description="what the ballots of a secret vote give away all the same, in words; else empty")


class PaperOut(Schema):
    """One published vote of a secret ballot."""

    code: str = Field(description="known to whoever cast it")
    says: str = Field(description="what it says, in words")
    said: dict[str, Any] = Field(description="the same by ids: ranks, ticks, grades, points, choice or blank")


@routes.get(f"{ONE}/count", READERS, gives=CountOut)
def count(request: CoalitionRequest, proposal_id: str) -> Any:
    """The count of a decided choice among several."""
    found, proposal = _counted(request, proposal_id)
    told = count_context(proposal, found)
    files = [{"ending": each.ending, "format": each.format, "command": each.command} for each in told["files"]]
    return {
        "method": found.account.method,
        "words": told["method"],
        "figures": told["figures"],
        "chosen": told["chosen"],
        "lots": told["lots"],
        "seed": found.box.seed,
        "size": found.box.size,
        "entry": entry_read(request.standing, found),
        "closed_at": found.box.closed_at,
        "files": files if told["is_countable"] else [{**each, "command": ""} for each in files],
        "is_secret": told["is_secret"],
        "reveals": told.get("reveals", ""),
    }


@routes.get(f"{ONE}/count.json", READERS, gives=Raw("application/json", "The account, stage by stage.", "object"))
def count_json(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The account as `plenary count --format json` writes it of the same ballots. Amounts are in minor units."""
    found, proposal = _counted(request, proposal_id)
    return HttpResponse(count_as_json(proposal, found), content_type="application/json")


@routes.get(f"{ONE}/count.pdf", READERS, gives=Raw("application/pdf", "The account on paper."))
def count_pdf(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The account on paper, in the reader's language."""
    found, proposal = _counted(request, proposal_id)
    return printing.answer(count_on_paper(request.standing, request.coalition, proposal, found), f"count-{proposal.pk}")


@routes.get(f"{ONE}/ballots.{{ending}}", READERS, gives=Raw("text/plain", "The ballots, for other programs."))
def ballot_file(request: CoalitionRequest, proposal_id: str, ending: str) -> HttpResponse:
    """The ballots as one of the `files` of the count; those that say the same as one, blank ones left out."""
    found, proposal = _counted(request, proposal_id)
    content = file_of(proposal, found, ending)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


@routes.get(f"{ONE}/papers", READERS, gives=Page[PaperOut])
def papers(request: CoalitionRequest, proposal_id: str, wanted: Query[PageQuery]) -> Any:
    """The published papers of a secret vote, by their codes. Nothing in them leads to an elector."""
    proposal = proposal_of(request, proposal_id)
    box, rows = queries.box_of(proposal), published_papers(proposal)
    after = wanted.after(str)
    if after:
        rows = rows.filter(code__gt=after[0])
    found = list(rows[: wanted.limit + 1])
    if box is None or not (found or after):
        raise Http404
    shown = zip(found, papers_shown(found, box.what), strict=True)
    told = [{"code": paper.code, "says": each.says, "said": paper.said} for paper, each in shown]
    return page(request, told, wanted, lambda each: (each["code"],))


@routes.get(f"{ONE}/papers.csv", READERS, gives=Raw("text/csv", "All published papers of a secret vote."))
def papers_csv(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """All published papers as a table."""
    proposal = proposal_of(request, proposal_id)
    box, rows = queries.box_of(proposal), published_papers(proposal)
    if box is None or not rows.exists():
        raise Http404
    return HttpResponse(papers_as_table(rows, box.what), content_type="text/csv; charset=utf-8")


def _counted(request: CoalitionRequest, proposal_id: str) -> tuple[Counted, Proposal]:
    proposal = proposal_of(request, proposal_id)
    found = counted(proposal)
    if found is None:
        raise Http404
    return found, proposal
