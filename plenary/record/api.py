"""The record's routes: the feed, an entry, its receipt, the head, the bundle, and how to verify them."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.accounts.routes import Routes
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page
from plenary.core.http.problems import cleaned
from plenary.record import queries
from plenary.record.forms import FeedForm
from plenary.record.models import Entry
from plenary.record.permissions import may_read_record
from plenary.record.rules.heads import Head
from plenary.record.rules.verification import short_head

routes = Routes("record")
READERS = InCoalition(may_read_record)


class LineOut(Schema):
    """One entry as the feed tells it to this reader."""

    id: str
    n: int = Field(description="its place in the record, counted from 0")
    at: datetime
    kind: str
    sentence: str = Field(description="what it says, in the reader's language")
    about: str = Field(description="the id of what it is about, or empty")
    facts: dict[str, Any] = Field(description="what it says, as far as this reader may read it")


class OpeningOut(Schema):
    """One opening of an entry: what was hashed, with its salt; empty when erased or not for this reader."""

    position: int
    payload: str
    salt: str
    erased_at: datetime | None


class HeadOut(Schema):
    """A signed head of the record: how many entries, and the root of their tree."""

    size: int
    root: str = Field(description="hexadecimal")
    short: str = Field(description="as people read it to one another")
    at: datetime
    key: str = Field(description="the public key, Ed25519, hexadecimal")
    text: str = Field(description="the head as it was signed, with its signature: one line to keep")


class EntryOut(LineOut):
    """One entry with all that this reader may see of it, and the proof that it stands in the record."""

    envelope: str = Field(description="what was hashed into the tree, byte for byte")
    audience: list[str]
    openings: list[OpeningOut]
    path: list[str] = Field(description="the hashes that tie the entry to the head, nearest first, hexadecimal")
    head: HeadOut


class Narrowed(Schema):
    """Narrows the feed to one thing, or one kind."""

    about: str = Field("", max_length=64, description="the id of a thing")
    kind: str = Field("", max_length=64, description="a kind of entry")


@routes.get("/coalitions/{slug}/record", READERS, gives=Page[LineOut])
def feed(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[Narrowed]) -> Any:
    """What was entered, the newest first, as far as this reader may read it."""
    asked = cleaned(FeedForm(narrowed.model_dump()))
    after = wanted.after(int)
    lines = queries.feed(
        request.standing,
        before=int(after[0]) if after else None,
        about=asked["about"],
        kinds=[asked["kind"]] if asked["kind"] else [],
        limit=wanted.limit + 1,
    )
    return page(request, lines, wanted, lambda line: (line.n,))


@routes.get("/coalitions/{slug}/record/head", READERS, gives=HeadOut)
def head(request: CoalitionRequest) -> Any:
    """The present head, signed. Who keeps it can see later whether the record was rewritten."""
    return _head(queries.signed_head(request.coalition.id))


@routes.get(
    "/coalitions/{slug}/record/bundle", READERS, gives=Raw("application/jsonl", "The bundle, a line for each entry.")
)
def bundle(request: CoalitionRequest) -> HttpResponseBase:
    """The whole record in one file, redacted for this reader over the same tree; `plenary record verify` reads it."""
    return StreamingHttpResponse(queries.bundle_lines(request.standing), content_type="application/jsonl")


@routes.get("/coalitions/{slug}/record/{entry_id}", READERS, gives=EntryOut)
def entry(request: CoalitionRequest, entry_id: str) -> Any:
    """One entry: its sentence, what was hashed, and the proof that it stands under the present head."""
    shown = queries.entry_shown(request.standing, entry_id)
    if shown is None:
        raise Http404
    now = queries.signed_head(request.coalition.id)
    path = queries.inclusion_proof(request.coalition.id, shown.line.n, now.size)
    line = LineOut.from_orm(shown.line).model_dump()
    openings = [OpeningOut.from_orm(opening) for opening in shown.openings]
    proof = {"path": [step.hex() for step in path], "head": _head(now)}
    return {**line, **proof, "envelope": shown.envelope, "audience": shown.audience, "openings": openings}


@routes.get(
    "/coalitions/{slug}/record/{entry_id}/receipt",
    READERS,
    gives=Raw("application/json", "The receipt, one line of canonical JSON.", schema="object"),
)
def receipt(request: CoalitionRequest, entry_id: str) -> HttpResponseBase:
    """The entry's receipt, to keep; `plenary record verify` reads it."""
    try:
        line = queries.receipt(request.standing, entry_id)
    except Entry.DoesNotExist:
        raise Http404 from None
    return HttpResponse(line, content_type="application/json")


def _head(now: Head) -> dict[str, Any]:
    short = short_head(now.size, now.root)
    return {"size": now.size, "root": now.root, "short": short, "at": now.t, "key": now.key, "text": now.text}
