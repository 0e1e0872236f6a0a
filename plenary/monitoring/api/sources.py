"""Routes of sources: the list, one source, keeping one, saying something else of it, redacting and withdrawing it."""

from datetime import datetime
from typing import Any

from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import Invalid, cleaned
from plenary.core.verdicts import require
from plenary.files.api import BODY, SentFileIn
from plenary.files.formats import FileError
from plenary.monitoring import actions
from plenary.monitoring.api.given import KEEPERS, routes
from plenary.monitoring.forms.sources import RedactForm, SourceForm, WithdrawForm
from plenary.monitoring.models import Source
from plenary.monitoring.permissions.sources import may_change, may_read_sources
from plenary.monitoring.queries.sources import found_sources
from plenary.monitoring.shown.sources import source_found, source_shown

READERS = InCoalition(may_read_sources)
SOURCES = "/coalitions/{slug}/sources"
SOURCE = f"{SOURCES}/{{source_id}}"


class SourceLineOut(Schema):
    """A source in the list."""

    id: str
    kind: str = Field(description="document, page, statement, testimony, picture or figures")
    title: str
    publisher: str
    published: str = Field(description="as far as it is known: 2026, 2026-03 or 2026-03-15; else empty")
    reliability: str = Field(description="A to F, of the source (AJP-2.1)")
    credibility: str = Field(description="1 to 6, of what it says")
    kept_at: datetime
    withdrawn_at: datetime | None


class SourceFileOut(Schema):
    """A file that hangs on a source; its content is read by the routes of files."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str


class SourceOut(SourceLineOut):
    """A source."""

    language: str
    address: str
    note: str
    readers: str = Field(description="who opens the archived copy: members or keepers")
    withdrawn_why: str
    copies: list[SourceFileOut] = Field(description="the archived copy, where the reader may open it")
    redacted: list[SourceFileOut] = Field(description="what was redacted from it")


class SourceQuery(Schema):
    """Which sources."""

    words: str = Field("", max_length=100)
    kind: str = Field("", max_length=12)


class SourceIn(Schema):
    """What is said of a source."""

    title: str = Field(max_length=300)
    kind: str = Field("document", max_length=12)
    publisher: str = Field("", max_length=200)
    published: str = Field("", max_length=10)
    language: str = Field("", max_length=35, description="BCP 47 tag")
    address: str = Field("", max_length=1000)
    reliability: str = Field("F", max_length=1)
    credibility: str = Field("6", max_length=1)
    note: str = Field("", max_length=4000)
    readers: str = Field("members", max_length=8)
    file: SentFileIn | None = Field(None, description="its archived copy, where it has none yet")


class RedactIn(Schema):
    """What goes."""

    words: list[str] = Field(default_factory=list, max_length=50, description="whole words, wherever they stand")
    boxes: list[list[float]] = Field(
        default_factory=list, max_length=2000, description="page, then left, top, width and height in percent of it"
    )


class WithdrawSourceIn(Schema):
    """Why nothing rests on it any more."""

    why: str = Field(max_length=4000)


@routes.get(SOURCES, READERS, gives=Page[SourceLineOut])
def sources(request: CoalitionRequest, wanted: Query[PageQuery], asked: Query[SourceQuery]) -> Any:
    """The sources, by title."""
    found = [
        {name: getattr(row, name) for name in SourceLineOut.model_fields}
        for row in found_sources(request.standing, asked.words, asked.kind)
    ]
    return page_of_all(request, found, wanted, lambda one: (one["title"][:60], one["id"]), str, str)


@routes.get(SOURCE, READERS, gives=SourceOut)
def source(request: CoalitionRequest, source_id: str) -> Any:
    """A source: what is said of it, its archived copy, what was redacted from it."""
    return _told(request, source_found(request, source_id))


@routes.post(SOURCES, KEEPERS, gives=SourceOut, status=201, body=BODY)
def new_source(request: CoalitionRequest, given: SourceIn) -> Any:
    """Keep a source. Content that is kept already is no second one: the source that has it is told."""
    form = _form(given, has_copy=False)
    try:
        return _told(request, actions.keep_source(by=request.standing, told=form.told, found=form.found))
    except FileError as error:
        raise Invalid({"file": [error.verdict.sentence]}) from error


@routes.put(SOURCE, KEEPERS, gives=SourceOut, body=BODY)
def amend_source(request: CoalitionRequest, source_id: str, given: SourceIn) -> Any:
    """Say something else of a source."""
    found = source_found(request, source_id)
    require(may_change(request.standing, found))
    form = _form(given, has_copy=bool(found.sha256))
    try:
        made = actions.amend_source(by=request.standing, source=found, told=form.told, found=form.found)
    except FileError as error:
        raise Invalid({"file": [error.verdict.sentence]}) from error
    return _told(request, made)


@routes.post(f"{SOURCE}/redact", KEEPERS, gives=SourceOut, status=201)
def redact(request: CoalitionRequest, source_id: str, given: RedactIn) -> Any:
    """Keep what is left of the archived copy without some words and places, for everybody inside."""
    found = source_found(request, source_id)
    require(may_change(request.standing, found))
    lines = [" ".join(f"{each:g}" for each in box) for box in given.boxes]
    form = RedactForm({"words": "\n".join(given.words), "boxes": "\n".join(lines)})
    actions.redact_source(by=request.standing, source=found, **cleaned(form))
    return _told(request, found)


@routes.post(f"{SOURCE}/withdraw", KEEPERS, gives=SourceOut)
def withdraw_source(request: CoalitionRequest, source_id: str, given: WithdrawSourceIn) -> Any:
    """Withdraw a source, with why; its copies are destroyed."""
    found = source_found(request, source_id)
    require(may_change(request.standing, found))
    why = cleaned(WithdrawForm(given.model_dump()))["why"]
    return _told(request, actions.withdraw_source(by=request.standing, source=found, why=why))


def _form(given: SourceIn, *, has_copy: bool) -> SourceForm:
    """The form of the page, filled in and found valid. Raises Invalid."""
    files = {"file": given.file.as_upload("file")} if given.file else {}
    form = SourceForm(given.model_dump(exclude={"file"}), files, has_copy=has_copy)
    cleaned(form)
    return form


def _told(request: CoalitionRequest, row: Source) -> dict[str, Any]:
    shown = source_shown(request.standing, row)
    own = {name: getattr(row, name) for name in SourceOut.model_fields if name not in {"copies", "redacted"}}
    return {**own, "copies": list(shown.copy), "redacted": list(shown.redacted)}
