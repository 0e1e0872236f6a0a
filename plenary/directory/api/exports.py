"""The directory as a file; each time is entered, for members to see."""

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from plenary.accounts.described import Raw
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.directory import actions, permissions
from plenary.directory.actions.exports import CSV, POPOLO, XLSX
from plenary.directory.api.given import DIRECTORY, KindOfCard, routes

EXPORTERS = InCoalition(permissions.may_export)
EXPORT = f"{DIRECTORY}/export"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportIn(Schema):
    """Which cards the file holds. Protected ones are never in it."""

    kind: KindOfCard = Field(description="which cards")


@routes.post(f"{EXPORT}/csv", EXPORTERS, gives=Raw("text/csv", "The cards, which an import reads again."))
def export_csv(request: CoalitionRequest, wanted: ExportIn) -> HttpResponse:
    """Take the cards out as CSV. Members see in the record that they were taken out."""
    return _file(request, wanted, CSV)


@routes.post(f"{EXPORT}/xlsx", EXPORTERS, gives=Raw(WORKBOOK, "The cards as a workbook."))
def export_workbook(request: CoalitionRequest, wanted: ExportIn) -> HttpResponse:
    """Take the cards out as a workbook. Members see in the record that they were taken out."""
    return _file(request, wanted, XLSX)


@routes.post(f"{EXPORT}/popolo", EXPORTERS, gives=Raw("application/json", "The cards in Popolo's terms.", "object"))
def export_popolo(request: CoalitionRequest, wanted: ExportIn) -> HttpResponse:
    """Take the cards out as Popolo JSON, with every name and identifier. Members see that they were taken out."""
    return _file(request, wanted, POPOLO)


def _file(request: CoalitionRequest, wanted: ExportIn, file_format: str) -> HttpResponse:
    exported = actions.export_directory(by=request.standing, kind=wanted.kind, file_format=file_format)
    answer = HttpResponse(exported.data, content_type=exported.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{exported.name(request.coalition.slug)}"'
    return answer
