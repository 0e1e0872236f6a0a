"""What the modules of routes share: the room's routes, who enters, how a draft is found, the words of a charter."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.routes import Routes
from plenary.charter import permissions
from plenary.charter.shown.reading import Preview
from plenary.coalitions.access import InCoalition

routes = Routes("charter")
READERS = InCoalition(permissions.may_read_charter)
MEMBERS = InCoalition(permissions.may_see_drafts)
DRAFTERS = InCoalition(permissions.may_draft_charter)
CHARTER = "/coalitions/{slug}/charter"
DRAFTS = f"{CHARTER}/drafts"
DRAFT = f"{DRAFTS}/{{draft_id}}"
GREATEST = 2**31 - 1
"""Of versions and revisions: what the database counts to."""
LARGE = 4 * 1024 * 1024
"""Bytes of a request that brings a charter: its text may be escaped."""


class CharterMayOut(Schema):
    """Whether the reader may do something, and why."""

    allowed: bool
    reason: str = Field(description="code; empty where nothing needs to be said")
    sentence: str = Field(description="the reason in words")
    clause: str = Field(description="the key of the clause on which it rests, or empty")


class ClauseOut(Schema):
    """One numbered clause. Its key stays when numbers move."""

    key: str
    number: str
    text: str


class ChapterOut(Schema):
    """One chapter, in the reader's language."""

    number: int
    key: str
    title: str
    clauses: list[ClauseOut]


class MarkOut(Schema):
    """A run of words: kept, removed or added."""

    kind: str
    text: str


class ClauseChangeOut(Schema):
    """A clause that differs."""

    key: str
    kind: str = Field(description="added, changed or removed")
    title: str = Field(description="of its chapter")
    before: str = Field(description="its number before; empty where it is new")
    after: str = Field(description="its number after; empty where it is removed")
    marks: list[MarkOut]


class ContradictionOut(Schema):
    """Something that cannot be obeyed as it stands, and the way out of it."""

    reason: str
    sentence: str
    way_out: str
    clause: str = Field(description="the key of the clause")
    part: str = Field(description="the key of what has to change; empty where it is a chapter as a whole")


class CharterPreviewOut(Schema):
    """A charter that is not kept: what it would say, what would differ from the one in force, what contradicts itself."""

    present: int | None = Field(description="the version that it is compared with; null: there is none in force")
    chapters: list[ChapterOut]
    changes: list[ClauseChangeOut]
    contradictions: list[ContradictionOut] = Field(description="while there are any it cannot be kept")


class DraftMadeOut(Schema):
    """A draft that was made."""

    id: str
    title: str
    revision: int


def preview(shown: Preview) -> dict[str, Any]:
    """A `shown.reading.Preview` as `CharterPreviewOut`."""
    names = ("chapters", "changes", "contradictions")
    return {
        "present": shown.present.number if shown.present else None,
        **{name: list(getattr(shown, name)) for name in names},
    }
