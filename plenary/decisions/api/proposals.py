"""Routes that read proposals: the list by state, and one proposal with all that its page shows this reader."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from django.db.models import Q
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.paging import Page, PageQuery, Place, page, page_of_all
from plenary.core.http.problems import Invalid
from plenary.core.models import ScopedQuerySet
from plenary.decisions import queries
from plenary.decisions.api.base import ALL, ONE, READERS, Said, proposal_of, routes
from plenary.decisions.api.whole import ProposalOut, told_of
from plenary.decisions.models import Proposal
from plenary.decisions.shown.lists import Line, lines_of


class ProposalsWanted(Schema):
    """Which proposals."""

    state: Literal["open", "drafts", "decided", "withdrawn"] = "open"


class ProposalLineOut(Schema):
    """One proposal in a list: its state, what it asks of the reader, and its moments."""

    id: str
    title: str
    language: str = Field(description="of the title (BCP 47)")
    phase: Said
    state: str
    label: Said
    sentences: list[Said] = Field(description="turnout while voting is open")
    opens: Said = Field(description="what will open, before it does")
    in_short: Said = Field(description="the figures of the outcome")
    is_asked: bool = Field(description="the reader's elector has not voted yet")
    has_voted: bool
    drafted_at: datetime | None = Field(description="of drafts")
    voting_from: datetime | None
    voting_until: datetime | None
    decided_at: datetime | None
    withdrawn_at: datetime | None


class ProposalWanted(Schema):
    """In which language."""

    language: str = Field("", max_length=35, description="where it is ready in it; else, and if empty, the reader's")


@routes.get(ALL, READERS, gives=Page[ProposalLineOut])
def proposals(request: CoalitionRequest, wanted: Query[PageQuery], which: Query[ProposalsWanted]) -> Any:
    """The proposals of one state: open ones, the nearest deadline first; drafts, decided and withdrawn ones, the newest first."""
    standing = request.standing
    match which.state:
        case "open":
            lines = _lines(queries.open_with_turnout(standing))
            return page_of_all(
                request, lines, wanted, lambda line: (_moment(line["voting_until"]), line["id"]), str, str
            )
        case "drafts":
            return _newest(request, queries.draft_proposals(standing), wanted, "drafted_at")
        case "withdrawn":
            return _newest(request, queries.withdrawn_proposals(standing), wanted, "withdrawn_at")
        case _:
            return _newest(request, queries.decided_proposals(standing), wanted, "decided_at")


@routes.get(ONE, READERS, gives=ProposalOut)
def proposal(request: CoalitionRequest, proposal_id: str, wanted: Query[ProposalWanted]) -> Any:
    """One proposal: where it stands, what it says, what happens if adopted, what was said, what the reader may do and why."""
    return told_of(request.standing, proposal_of(request, proposal_id), wanted.language)


def _newest(request: CoalitionRequest, rows: ScopedQuerySet[Proposal], wanted: PageQuery, when: str) -> dict[str, Any]:
    """One page of rows that are sorted by a moment, the newest first, and by id."""
    after = wanted.after(str, str)
    if after:
        at = _at(after)
        rows = rows.filter(Q(**{f"{when}__lt": at}) | Q(**{when: at, "pk__gt": after[1]}))
    lines = _lines(list(rows[: wanted.limit + 1]), when)
    return page(request, lines, wanted, lambda line: (_moment(line[when]), line["id"]))


def _at(after: Place) -> datetime:
    try:
        return datetime.fromisoformat(str(after[0])).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid({"cursor": [_("This is no cursor of this list.")]}) from None


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""


def _lines(rows: Sequence[Proposal], when: str = "") -> list[dict[str, Any]]:
    return [_line(line, when) for line in lines_of(rows, queries.titles_of(rows))]


def _line(line: Line, when: str) -> dict[str, Any]:
    row = line.proposal
    names = ("title", "language", "phase", "state", "label", "sentences", "opens", "in_short", "is_asked", "has_voted")
    moments = ("voting_from", "voting_until", "decided_at", "withdrawn_at")
    return {
        "id": row.pk,
        **{name: getattr(line, name) for name in names},
        **{name: getattr(row, name) for name in moments},
        "drafted_at": row.drafted_at if when == "drafted_at" else None,
    }
