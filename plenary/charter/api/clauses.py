"""Routes of one clause of a draft: what it would say, what members say of it, saying something, taking it back."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from plenary.charter import actions, permissions
from plenary.charter.api.given import DRAFT, MEMBERS, CharterMayOut, MarkOut, routes
from plenary.charter.forms.comments import ClauseCommentForm
from plenary.charter.models import CharterDraft
from plenary.charter.queries import drafting
from plenary.charter.rules.parts import chapter_of_clause
from plenary.charter.shown.finding import draft_found
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.texts.actions import MOST_OF_A_COMMENT

CLAUSE = f"{DRAFT}/clauses/{{clause_key}}"


class ClauseCommentOut(Schema):
    """One comment; `body` is empty once it is withdrawn."""

    id: str
    name: str = Field(description="empty where it was erased")
    language: str
    body: str = Field(description="Markdown")
    at: datetime
    is_withdrawn: bool
    is_own: bool


class DraftClauseOut(Schema):
    """A clause of a draft as it would read, and what was said of it."""

    key: str
    number: str
    chapter: str = Field(description="the key of its chapter")
    kind: str = Field(description="added, changed or removed; empty where it stays")
    marks: list[MarkOut] = Field(description="its words, marked against those of the version that it is compared with")
    part: str = Field(description="the key of what tells it; empty where nobody can change it")
    comments: list[ClauseCommentOut] = Field(description="the oldest first")
    may_comment: CharterMayOut


class ClauseCommentIn(Schema):
    """What one says about a clause, in Markdown."""

    body: str = Field("", max_length=MOST_OF_A_COMMENT)
    language: str | None = Field(None, max_length=35, description="BCP 47; left out: the reader's")
    unnamed: bool = Field(False, description="without one's name, where the charter allows it; it cannot be taken back")


class ClauseCommentMadeOut(Schema):
    """That a comment stands."""

    id: str
    at: datetime


@routes.get(CLAUSE, MEMBERS, gives=DraftClauseOut)
def clause(request: CoalitionRequest, draft_id: str, clause_key: str) -> Any:
    """One clause of a draft: what it would say, what changed, what members say of it."""
    draft = draft_found(request, draft_id)
    line = _line(draft, clause_key)
    return {
        **{name: getattr(line, name) for name in ("key", "number", "kind", "part")},
        "chapter": chapter_of_clause(clause_key),
        "marks": list(line.marks),
        "comments": list(drafting.comments_on(request.standing, draft, clause_key)),
        "may_comment": permissions.may_comment_on_draft(request.standing, draft),
    }


@routes.post(f"{CLAUSE}/comments", MEMBERS, gives=ClauseCommentMadeOut, status=201)
def comment(request: CoalitionRequest, draft_id: str, clause_key: str, said: ClauseCommentIn) -> Any:
    """Say something about a clause of a draft. Members see it, with one's name or without; a protected member goes unnamed."""
    draft = draft_found(request, draft_id)
    _line(draft, clause_key)
    require(permissions.may_comment_on_draft(request.standing, draft))
    own = get_language() or request.coalition.language
    told = cleaned(ClauseCommentForm(said.model_dump(exclude_none=True), initial={"language": own}))
    return actions.comment_on_clause(by=request.standing, draft=draft, clause=clause_key, **told)


@routes.delete(f"{CLAUSE}/comments/{{comment_id}}", MEMBERS)
def withdraw_comment(request: CoalitionRequest, draft_id: str, clause_key: str, comment_id: str) -> None:
    """Take one's own comment back."""
    draft = draft_found(request, draft_id)
    found = drafting.comment_on(request.standing, draft, clause_key, comment_id)
    if found is None:
        raise Http404
    actions.withdraw_comment(by=request.standing, draft=draft, comment=found)


def _line(draft: CharterDraft, clause_key: str) -> drafting.Line:
    line = drafting.line_of(draft, clause_key, get_language() or "en")
    if line is None:
        raise Http404
    return line
