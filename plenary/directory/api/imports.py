"""Imports: those that were carried out, a file that is brought, and how an import stands."""

from base64 import b64decode
from datetime import datetime
from typing import Any, Literal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import Invalid
from plenary.core.verdicts import Verdict
from plenary.directory import actions, permissions, queries
from plenary.directory.api.given import DIRECTORY, KindOfCard, routes
from plenary.directory.formats import FileError
from plenary.directory.forms import FileForm
from plenary.directory.models import Import

IMPORTERS = InCoalition(permissions.may_import)
IMPORTS = f"{DIRECTORY}/imports"
IMPORT = f"{IMPORTS}/{{import_id}}"
SAMPLE = 12
"""Rows of the file that are told with an open import."""


class ImportLineOut(Schema):
    """An import."""

    id: str
    file_name: str
    kind: str = Field(description="organisations or persons")
    state: Literal["open", "applied", "undone"]
    added: int = Field(description="cards made when it was carried out")
    applied_at: datetime | None
    undone_at: datetime | None


class ImportOut(ImportLineOut):
    """An import, and while it is open its file: columns, and which of them holds which field of a card."""

    source: str = Field(description="how the file was read")
    rows: int = Field(description="how many the file holds; 0 once it was carried out")
    columns: list[str]
    mapping: dict[str, str] = Field(description="field -> column")
    only: dict[str, str] = Field(description="column -> value: rows that differ are left out")
    sample: list[list[str]] = Field(description="the first rows")


class FileIn(Schema):
    """A file: its text, or its bytes in base64; one of the two."""

    kind: KindOfCard = Field(description="what its rows are")
    file_name: str = Field(min_length=1, max_length=200, description="its ending says what it is: .csv, .xlsx, .json")
    text: str | None = Field(None, max_length=5_000_000)
    data: str | None = Field(None, max_length=6_700_000, description="base64")


@routes.get(IMPORTS, IMPORTERS, gives=Page[ImportLineOut])
def imports(request: CoalitionRequest, wanted: Query[PageQuery]) -> Any:
    """The imports that were carried out, the newest first."""
    found = [_line(imported) for imported in queries.past_imports(request.standing)]
    return page_of_all(request, found, wanted, lambda each: (-_microseconds(each["applied_at"]), each["id"]), int, str)


@routes.post(IMPORTS, IMPORTERS, gives=ImportOut, status=201, body=8 * 1024 * 1024)
def begin_import(request: CoalitionRequest, brought: FileIn) -> Any:
    """Bring a file of cards. Its columns are guessed; no card is made before the import is carried out."""
    field, data = _bytes(brought)
    form = FileForm({"kind": brought.kind}, MultiValueDict({"file": [SimpleUploadedFile(brought.file_name, data)]}))
    if not form.is_valid():
        raise Invalid({field if name == "file" else name: list(map(str, told)) for name, told in form.errors.items()})
    try:
        imported = actions.begin_import(by=request.standing, file_name=brought.file_name, data=data, kind=brought.kind)
    except FileError as error:
        raise Invalid({field: [Verdict(False, error.reason, "", error.facts).sentence]}) from error
    return import_told(imported)


@routes.get(IMPORT, IMPORTERS, gives=ImportOut)
def opened_import(request: CoalitionRequest, import_id: str) -> Any:
    """How an import stands."""
    return import_told(import_found(request, import_id))


def import_found(request: CoalitionRequest, import_id: str, *, is_open: bool = False) -> Import:
    """The import of an address; with `is_open` one that was not carried out. Raises Http404."""
    imported = queries.visible_import(request.standing, import_id)
    if imported is None or (is_open and not imported.is_open):
        raise Http404
    return imported


def import_told(imported: Import) -> dict[str, Any]:
    """An import as `ImportOut`."""
    return {
        **_line(imported),
        "source": imported.source,
        "rows": len(imported.rows),
        "columns": imported.columns,
        "mapping": imported.mapping,
        "only": imported.only,
        "sample": imported.rows[:SAMPLE],
    }


def _line(imported: Import) -> dict[str, Any]:
    return {
        "id": imported.pk,
        "file_name": imported.file_name,
        "kind": imported.kind,
        "state": "open" if imported.is_open else "applied" if imported.is_applied else "undone",
        "added": imported.added,
        "applied_at": imported.applied_at,
        "undone_at": imported.undone_at,
    }


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


def _bytes(brought: FileIn) -> tuple[str, bytes]:
    """The bytes of the file, and in which field they came. Raises Invalid."""
    if (brought.text is None) == (brought.data is None):
        raise Invalid({"text": [_("Give the file in one of the two: its text, or its bytes.")]})
    if brought.text is not None:
        return "text", brought.text.encode()
    try:
        return "data", b64decode(brought.data or "", validate=True)
    except ValueError as error:
        raise Invalid({"data": [_("This is no base64.")]}) from error
