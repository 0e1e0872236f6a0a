"""Routes of the whole document: that of a draft, read and put, and a charter that somebody brings as TOML."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.charter import actions, decidable
from plenary.charter.api.given import (
    CHARTER,
    DRAFT,
    DRAFTERS,
    GREATEST,
    LARGE,
    MEMBERS,
    CharterPreviewOut,
    DraftMadeOut,
    preview,
    routes,
)
from plenary.charter.forms import MOST_BYTES, TomlForm
from plenary.charter.models import CharterDraft
from plenary.charter.rules.document import charter_from_json, charter_to_json, charter_to_toml
from plenary.charter.rules.exchange import read_toml
from plenary.charter.rules.schema import Charter
from plenary.charter.shown.finding import draft_found, draft_to_change
from plenary.charter.shown.reading import preview_of, wrong_places
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.etags import require_unchanged
from plenary.core.http.problems import Declined, Invalid, cleaned
from plenary.core.verdicts import reasons

IMPORT = f"{CHARTER}/import"
TEXT = Field("", max_length=MOST_BYTES, description="the whole charter as TOML, as `export` gives it")


class DraftDocumentOut(Schema):
    """A draft whole: as data, and as TOML."""

    id: str
    title: str
    revision: int
    document: dict[str, Any] = Field(description="in the present schema")
    text: str = Field(description="the same as TOML")


class DraftDocumentIn(Schema):
    """A draft whole, and from which revision of it this was made."""

    text: str = TEXT
    revision: int = Field(
        ge=1,
        le=GREATEST,
        description="as it was read. What others changed since stays; where they changed the same, nothing is taken",
    )


class BroughtIn(Schema):
    """A charter that somebody brings, and the title under which it is kept as a draft."""

    title: str = Field("", max_length=200)
    text: str = TEXT


@routes.get(f"{DRAFT}/document", MEMBERS, gives=DraftDocumentOut)
def document(request: CoalitionRequest, draft_id: str) -> Any:
    """The document of a draft, as it is put back when it was changed."""
    return _document(draft_found(request, draft_id))


@routes.put(f"{DRAFT}/document", DRAFTERS, gives=DraftDocumentOut, body=LARGE)
def change(request: CoalitionRequest, draft_id: str, given: DraftDocumentIn) -> Any:
    """Change a draft whole. Looks at If-Match. It may contradict itself meanwhile: a read of the draft tells it."""
    draft = draft_to_change(request, draft_id)
    require_unchanged(request, _document(draft))
    if given.revision > draft.revision:
        raise Invalid({"revision": [_("This is too large.")]})
    made = _read(given.text, draft.title, is_draft=True)[1]
    try:
        changed = actions.amend_draft(
            by=request.standing,
            draft=draft,
            revision=given.revision,
            edit=lambda _before: made,
            untouched=bool(request.headers.get("If-Match")),
        )
    except actions.DraftMovedError as moved:
        if not moved.conflicts:
            raise Declined(412, "core.changed_meanwhile") from moved
        said = reasons()[moved.reason]
        raise Invalid({".".join(conflict.path): [said] for conflict in moved.conflicts}, moved.reason) from moved
    return _document(changed)


@routes.post(f"{IMPORT}/preview", DRAFTERS, gives=CharterPreviewOut, body=LARGE)
def preview_import(request: CoalitionRequest, brought: BroughtIn) -> Any:
    """Read a charter as TOML and tell what it would say and change. Nothing is kept."""
    _title, charter = _read(brought.text, brought.title)
    return preview(preview_of(request.coalition.id, charter))


@routes.post(IMPORT, DRAFTERS, gives=DraftMadeOut, status=201, body=LARGE)
def import_toml(request: CoalitionRequest, brought: BroughtIn) -> Any:
    """Keep a charter that is brought as TOML as a draft. Members see it."""
    title, charter = _read(brought.text, brought.title)
    return actions.draft_charter(by=request.standing, charter=charter, title=title)


def _document(draft: CharterDraft) -> DraftDocumentOut:
    charter = charter_from_json(draft.document)
    return DraftDocumentOut(
        id=draft.id,
        title=draft.title,
        revision=draft.revision,
        document=charter_to_json(charter),
        text=charter_to_toml(charter),
    )


def _read(text: str, title: str, *, is_draft: bool = False) -> tuple[str, Charter]:
    """The title and the charter of a form that was filled. A draft may contradict itself. Raises Invalid: what is wrong in
    the text stands under `text.` and the number of its line."""
    given = cleaned(TomlForm({"title": title, "text": text}))
    reading = read_toml(given["text"], powers=decidable.powers())
    if reading.charter is not None and (is_draft or reading.is_sound):
        return given["title"], reading.charter
    errors: dict[str, list[str]] = {}
    for wrong in wrong_places(given["text"], reading):
        said = f"{wrong.path}: {wrong.words}" if wrong.path else wrong.words
        errors.setdefault(f"text.{wrong.line}", []).append(said)
    raise Invalid(errors)
