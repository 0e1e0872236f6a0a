"""Routes of drafts: those that are worked on, beginning one, reading, copying, bringing up to date, putting aside."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.charter import actions, queries
from plenary.charter.api.given import (
    DRAFT,
    DRAFTERS,
    DRAFTS,
    MEMBERS,
    ChapterOut,
    CharterMayOut,
    ClauseChangeOut,
    ContradictionOut,
    DraftMadeOut,
    routes,
)
from plenary.charter.forms.guided import TitleForm, further
from plenary.charter.models import CharterDraft
from plenary.charter.queries import drafting
from plenary.charter.shown.draft import draft_shown
from plenary.charter.shown.finding import draft_found
from plenary.charter.shown.paper import paper_of_draft
from plenary.coalitions.access import CoalitionRequest
from plenary.core import printing
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import reasons


class CharterDraftLineOut(Schema):
    """A draft of the charter."""

    id: str
    title: str
    made_at: datetime
    changed_at: datetime | None = Field(description="null: never since it was made")
    closed_at: datetime | None = Field(description="when it was put aside; null: it was not")
    revision: int = Field(description="goes up by one with each change")


class ReasonOut(Schema):
    """A reason, as code and in words."""

    reason: str
    sentence: str


class TouchedOut(Schema):
    """What a draft would change for members, for seats and offices, or for proposals."""

    title: str
    sentences: list[str]


class DraftChangeOut(Schema):
    """A change that somebody made."""

    number: int = Field(description="the revision that it made")
    name: str = Field(description="empty where it is without attribution")
    at: datetime
    parts: list[str] = Field(description="keys of what it touched")


class CharterDraftOut(CharterDraftLineOut):
    """A draft: what it says and changes, what it would touch, what stands in its way, what the reader may do."""

    based_on: int | None = Field(description="the version that it is compared with; null: it would be the first")
    may_propose: bool = Field(description="a proposal of the kind charter.amend can adopt it as it stands")
    problems: list[ReasonOut] = Field(description="what keeps it from being proposed")
    contradictions: list[ContradictionOut]
    changes: list[ClauseChangeOut]
    touched: list[TouchedOut]
    made: list[DraftChangeOut] = Field(description="who changed it, the newest first; the last thirty changes")
    chapters: list[ChapterOut] = Field(description="the whole text")
    comments: dict[str, int] = Field(description="key of a clause -> how many comments; left out where there is none")
    may: dict[str, CharterMayOut] = Field(
        description="what the reader may do, by the name of the route: change (and renew), close, copy, comment"
    )


class TitleIn(Schema):
    """Under which title a draft is kept."""

    title: str = Field("", max_length=200)


class RenewedOut(Schema):
    """A draft that was brought up to date."""

    id: str
    revision: int
    conflicts: list[str] = Field(description="paths at which both changed the same; there the draft's own words stand")


@routes.get(DRAFTS, DRAFTERS, gives=Page[CharterDraftLineOut])
def drafts(request: CoalitionRequest, wanted: Query[PageQuery]) -> Any:
    """The drafts that were not put aside, those changed last first."""
    found = [_line(draft) for draft in drafting.open_drafts(request.coalition.id, at_most=None)]
    return page_of_all(request, found, wanted, _place, int, str)


@routes.post(DRAFTS, DRAFTERS, gives=DraftMadeOut, status=201)
def begin(request: CoalitionRequest, named: TitleIn) -> Any:
    """Begin a draft with the charter in force, as it stands. Members see it."""
    if queries.version_in_force(request.coalition.id) is None:
        raise Http404
    return actions.begin_draft(by=request.standing, title=cleaned(TitleForm(named.model_dump()))["title"])


@routes.get(DRAFT, MEMBERS, gives=CharterDraftOut)
def draft(request: CoalitionRequest, draft_id: str) -> Any:
    """A draft: what it changes, what stands in its way, the whole text, what the reader may do."""
    found = draft_found(request, draft_id)
    shown = draft_shown(request.standing, found)
    return {
        **_line(found),
        "based_on": found.based_on.number if found.based_on else None,
        "may_propose": shown.may_propose,
        "problems": [{"reason": code, "sentence": str(reasons()[code])} for code in shown.problems],
        "contradictions": list(shown.contradictions),
        "changes": list(shown.changes),
        "touched": [{"title": title, "sentences": sentences} for title, sentences in shown.touched],
        "made": shown.made,
        "chapters": list(shown.chapters),
        "comments": shown.counts,
        "may": {
            "change": shown.may_amend,
            "close": shown.may_close,
            "copy": shown.may_copy,
            "comment": shown.may_comment,
        },
    }


@routes.post(f"{DRAFT}/copy", DRAFTERS, gives=DraftMadeOut, status=201)
def copy(request: CoalitionRequest, draft_id: str, named: TitleIn) -> Any:
    """Make a further draft of a draft, which stays as it is. Without a title it is called after the other."""
    found = draft_found(request, draft_id)
    title = cleaned(TitleForm({"title": named.title.strip() or further(found)}))["title"]
    return actions.copy_draft(by=request.standing, draft=found, title=title)


@routes.post(f"{DRAFT}/renew", DRAFTERS, gives=RenewedOut)
def renew(request: CoalitionRequest, draft_id: str) -> Any:
    """Bring a draft up to date with the charter in force: what was decided since goes into it."""
    made, conflicts = actions.renew_draft(by=request.standing, draft=draft_found(request, draft_id))
    paths = [".".join(conflict.path) for conflict in conflicts]
    return {"id": made.id, "revision": made.revision, "conflicts": paths}


@routes.post(f"{DRAFT}/close", DRAFTERS, gives=CharterDraftLineOut)
def close(request: CoalitionRequest, draft_id: str) -> Any:
    """Put a draft aside. It can still be read, and is not offered any more."""
    return _line(actions.close_draft(by=request.standing, draft=draft_found(request, draft_id)))


@routes.get(f"{DRAFT}/print", MEMBERS, gives=Raw("application/pdf", "The draft on paper, marked as one."))
def print_draft(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """A draft on paper, marked as a draft on every page."""
    made = paper_of_draft(request.standing, request.coalition, draft_found(request, draft_id))
    return printing.answer(made, f"{request.coalition.slug}-charter-draft")


def _line(draft: CharterDraft) -> dict[str, Any]:
    names = ("id", "title", "made_at", "changed_at", "closed_at", "revision")
    return {name: getattr(draft, name) for name in names}


def _place(line: dict[str, Any]) -> tuple[int, str]:
    moment: datetime = line["changed_at"] or line["made_at"]
    return -int(moment.timestamp() * 1_000_000), line["id"]
