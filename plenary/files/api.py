"""The routes of files: those of one thing, one by itself, its content; adding and removing."""

from base64 import b64decode
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.accounts.routes import Routes
from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import Invalid
from plenary.core.verdicts import require
from plenary.files import actions, permissions, queries, sending
from plenary.files.formats import FileError
from plenary.files.models import File

routes = Routes("files")
READERS = InCoalition(permissions.may_ask)
FILES = "/coalitions/{slug}/files"
FILE = f"{FILES}/{{file_id}}"
OF_ONE = f"{FILES}/of/{{parent_kind}}/{{parent}}"
BODY = settings.FILE_SIZE * 4 // 3 + 64 * 1024
"""Bytes of a request that brings the largest file in base64."""


class SentFileIn(Schema):
    """A file, as it is sent."""

    name: str = Field(min_length=1, max_length=400, description="its ending has to fit what it holds")
    data: str = Field(description="its content in base64")
    media_type: str = Field("", max_length=200, description="refused where the content is of another kind that is kept")

    def as_upload(self, field: str) -> SimpleUploadedFile:
        """The same as a form takes it. Raises Invalid for the field of the request in which it stands."""
        try:
            data = b64decode(self.data, validate=True)
        except ValueError as error:
            raise Invalid({field: [_("This is no base64.")]}) from error
        return SimpleUploadedFile(self.name, data, self.media_type)


class FileOut(Schema):
    """A file, without its content."""

    id: str
    kind: str = Field(description="what kind of row it hangs on: room and noun")
    parent: str = Field(description="the id of the row that it hangs on")
    name: str
    media_type: str = Field(description="told from its content")
    size: int = Field(description="bytes")
    sha256: str = Field(description="of its content, hexadecimal")
    kept_at: datetime


class FilesOut(Schema):
    """The files of one thing, oldest first."""

    items: list[FileOut]


@routes.get(OF_ONE, READERS, gives=FilesOut)
def files(request: CoalitionRequest, parent_kind: str, parent: str) -> Any:
    """The files of one thing: `parent_kind` is room and noun of what they hang on, `parent` its id."""
    _require_parent(request, parent_kind, parent)
    return {"items": [_told(file) for file in queries.files_of(request.standing, parent_kind, [parent])[parent]]}


@routes.post(OF_ONE, READERS, gives=FileOut, status=201, body=BODY)
def keep(request: CoalitionRequest, parent_kind: str, parent: str, brought: SentFileIn) -> Any:
    """Add a file to a thing. What is kept is cleaned first, so that its size and hash may differ from what was sent."""
    _require_parent(request, parent_kind, parent)
    require(permissions.may_keep(request.standing, parent_kind, parent))
    try:
        kept = actions.keep_file(
            by=request.standing,
            kind=parent_kind,
            parent_id=parent,
            name=brought.name,
            data=brought.as_upload("data").read(),
            media_type=brought.media_type,
        )
    except FileError as error:
        raise Invalid({"data": [error.verdict.sentence]}) from error
    return _told(kept)


@routes.get(FILE, READERS, gives=FileOut)
def file(request: CoalitionRequest, file_id: str) -> Any:
    """A file, without its content."""
    return _told(_found(request, file_id))


@routes.get(
    f"{FILE}/content",
    READERS,
    gives=Raw("application/octet-stream", "The bytes of the file; its media type stands with the file."),
)
def content(request: CoalitionRequest, file_id: str) -> HttpResponseBase:
    """The content of a file."""
    answer = sending.sent(_found(request, file_id))
    answer["Content-Type"] = "application/octet-stream"
    return answer


@routes.delete(FILE, READERS)
def remove(request: CoalitionRequest, file_id: str) -> None:
    """Remove a file for good; that it was there stays in the record."""
    actions.remove_file(by=request.standing, file=_found(request, file_id))


def _found(request: CoalitionRequest, file_id: str) -> File:
    found = queries.visible_file(request.standing, file_id)
    if found is None:
        raise Http404
    _look(request, found.kind, found.parent_id)
    return found


def _require_parent(request: CoalitionRequest, kind: str, parent: str) -> None:
    if not queries.has_visible_files(request.standing, kind, parent):
        raise Http404
    _look(request, kind, parent)


def _look(request: CoalitionRequest, kind: str, parent: str) -> None:
    """Files that are guarded need a token that may govern; the look is entered."""
    if permissions.is_guarded(request.standing, kind, parent):
        request.bearer.require_scope(Scope.GOVERN)
        actions.look_at_files(by=request.standing, kind=kind, parent_id=parent)


def _told(file: File) -> dict[str, Any]:
    own = {name: getattr(file, name) for name in ("id", "kind", "name", "media_type", "size", "sha256", "kept_at")}
    return {**own, "parent": file.parent_id}
