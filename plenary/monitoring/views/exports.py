"""Files beside the page of an instrument: its status on a day, and all its treaty actions."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.access import export_of
from plenary.monitoring.permissions.instruments import may_read_instruments
from plenary.monitoring.shown import exports
from plenary.monitoring.shown.addressed import day_asked, instrument_found
from plenary.monitoring.shown.status import StatusShown, status_shown

CSV = "text/csv; charset=utf-8"


@require_safe
@export_of("monitoring:instrument")
@in_coalition(may_read_instruments)
def status_csv(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Who stands how on a day (``?on=2026-02-03``), for spreadsheets."""
    return _status(request, instrument_id, exports.status_csv, "status-{}.csv")


@require_safe
@export_of("monitoring:instrument")
@in_coalition(may_read_instruments)
def status_json(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """The same as JSON."""
    return _status(request, instrument_id, exports.status_json, "status-{}.json", "application/json")


@require_safe
@export_of("monitoring:instrument")
@in_coalition(may_read_instruments)
def status_sdmx(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """The same as SDMX-CSV."""
    return _status(
        request, instrument_id, exports.status_sdmx, "status-{}-sdmx.csv", "application/vnd.sdmx.data+csv;version=2.0.0"
    )


@require_safe
@export_of("monitoring:instrument")
@in_coalition(may_read_instruments)
def status_hxl(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """The same as CSV with hashtags of HXL."""
    return _status(request, instrument_id, exports.status_hxl, "status-{}-hxl.csv")


@require_safe
@export_of("monitoring:instrument")
@in_coalition(may_read_instruments)
def actions_csv(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """All treaty actions, as a table that can be taken over again."""
    found = instrument_found(request, instrument_id)
    return _sent(exports.actions_csv(found), CSV, f"actions-{found.id}.csv")


def _status(
    request: CoalitionRequest,
    instrument_id: str,
    write: Callable[[StatusShown], bytes],
    name: str,
    media_type: str = CSV,
) -> HttpResponse:
    day = day_asked(request)
    content = write(status_shown(instrument_found(request, instrument_id), day))
    return _sent(content, media_type, name.format(day.isoformat()))


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
