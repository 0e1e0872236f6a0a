"""Routes that read the charter: in force or earlier, its versions, what changed between two, as TOML and on paper."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.charter import permissions, queries
from plenary.charter.api.given import CHARTER, GREATEST, READERS, ChapterOut, CharterMayOut, ClauseChangeOut, routes
from plenary.charter.models import CharterVersion
from plenary.charter.rules.comparison import compare as compared
from plenary.charter.rules.document import charter_to_json, charter_to_toml
from plenary.charter.shown.paper import paper_of_version
from plenary.coalitions.access import CoalitionRequest
from plenary.core import printing
from plenary.core.http.paging import Page, PageQuery, page_of_all


class VersionWanted(Schema):
    """Which version."""

    version: int = Field(0, ge=0, le=GREATEST, description="its number; 0: the one in force")


class VersionsCompared(Schema):
    """Which two versions."""

    older: int = Field(0, ge=0, le=GREATEST, alias="from", description="its number; 0: the last but one")
    newer: int = Field(0, ge=0, le=GREATEST, alias="to", description="its number; 0: the last")


class VersionLineOut(Schema):
    """A version of the charter."""

    number: int
    in_force_from: datetime
    in_force_until: datetime | None = Field(description="null: it is in force")
    hash: str = Field(description="SHA-256 of its document as it was entered in the record, hexadecimal")


class CharterOut(VersionLineOut):
    """A version of the charter: as a document for people, in the reader's language, and as data."""

    chapters: list[ChapterOut]
    document: dict[str, Any] = Field(description="the whole charter as data, in the present schema")
    may_draft: CharterMayOut = Field(description="whether the reader may prepare an amendment")


class ComparisonOut(Schema):
    """What changed from one version to another, clause by clause, in the reader's language."""

    older: int
    newer: int
    changes: list[ClauseChangeOut]


@routes.get(CHARTER, READERS, gives=CharterOut)
def charter(request: CoalitionRequest, wanted: Query[VersionWanted]) -> Any:
    """The charter in force, or an earlier version."""
    version = _version(request, wanted.version)
    return {
        **_line(version),
        "chapters": list(queries.prose_in(version, _language())),
        "document": charter_to_json(queries.charter_in(version)),
        "may_draft": permissions.may_draft_charter(request.standing),
    }


@routes.get(f"{CHARTER}/versions", READERS, gives=Page[VersionLineOut])
def versions(request: CoalitionRequest, wanted: Query[PageQuery]) -> Any:
    """Every version that the reader may see, the newest first."""
    seen = [_line(version) for version in queries.visible_versions(request.standing)]
    return page_of_all(request, seen, wanted, lambda line: (-line["number"],), int)


@routes.get(f"{CHARTER}/compare", READERS, gives=ComparisonOut)
def compare(request: CoalitionRequest, wanted: Query[VersionsCompared]) -> Any:
    """What changed between two versions; if none are named, the last two."""
    seen = queries.visible_versions(request.standing)
    if len(seen) < 2:
        raise Http404
    older = _version(request, wanted.older or seen[1].number)
    newer = _version(request, wanted.newer or seen[0].number)
    changes = compared(queries.prose_in(older, _language()), queries.prose_in(newer, _language()))
    return {"older": older.number, "newer": newer.number, "changes": list(changes)}


@routes.get(
    f"{CHARTER}/export", READERS, gives=Raw("application/toml", "The charter as TOML, which an import reads again.")
)
def export_toml(request: CoalitionRequest, wanted: Query[VersionWanted]) -> HttpResponse:
    """The charter in force, or an earlier version, as TOML."""
    version = _version(request, wanted.version)
    answer = HttpResponse(charter_to_toml(queries.charter_in(version)), content_type="application/toml; charset=utf-8")
    name = f"{request.coalition.slug}-charter-{version.number}.toml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@routes.get(f"{CHARTER}/print", READERS, gives=Raw("application/pdf", "The charter on paper."))
def print_charter(request: CoalitionRequest, wanted: Query[VersionWanted]) -> HttpResponse:
    """The charter in force, or an earlier version, on paper."""
    version = _version(request, wanted.version)
    made = paper_of_version(request.standing, request.coalition, version)
    return printing.answer(made, f"{request.coalition.slug}-charter-{version.number}")


def _version(request: CoalitionRequest, number: int) -> CharterVersion:
    """The version of a number that the reader may see; of 0, the one in force. Raises Http404."""
    here = request.coalition.id
    version = queries.visible_version(request.standing, number) if number else queries.version_in_force(here)
    if version is None:
        raise Http404
    return version


def _line(version: CharterVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("number", "in_force_from", "in_force_until", "hash")}


def _language() -> str:
    return get_language() or "en"
