"""Pages about a public instrument that other sites may show in a frame: the counter and the timeline; and the counter as JSON."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.framing import may_be_framed
from plenary.monitoring.models import Instrument
from plenary.monitoring.permissions.instruments import may_read_instruments
from plenary.monitoring.queries.instruments import is_open
from plenary.monitoring.shown.addressed import instrument_found
from plenary.monitoring.shown.counter import counter_shown, timeline_shown


@may_be_framed
@require_safe
@in_coalition(may_read_instruments)
def counter(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """How many are parties of a public instrument (``?language=ar``)."""
    found = _open(request, instrument_id)
    with _language(request):
        return render(request, "monitoring/counter.html", {"shown": counter_shown(found), "instrument": found})


@may_be_framed
@require_safe
@in_coalition(may_read_instruments)
def timeline(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Who joined a public instrument, and who left, by year (``?language=ar``)."""
    found = _open(request, instrument_id)
    with _language(request):
        context = {"shown": counter_shown(found), "years": timeline_shown(found), "instrument": found}
        return render(request, "monitoring/timeline.html", context)


@require_safe
@in_coalition(may_read_instruments)
def counter_json(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """The same as JSON, for pages of other sites, which may read it."""
    found = _open(request, instrument_id)
    with _language(request):
        shown = counter_shown(found)
    told = {
        "name": shown.name,
        "day": shown.day.isoformat(),
        "parties": shown.parties,
        "signatories": shown.signatories,
        "lacking": shown.lacking,
        "in_force_since": shown.in_force_since.isoformat() if shown.in_force_since else None,
    }
    return JsonResponse(told, headers={"Access-Control-Allow-Origin": "*"})


def _open(request: CoalitionRequest, instrument_id: str) -> Instrument:
    """The instrument, where the public reads it; else 404, to members too: what stands in a frame is for all."""
    found = instrument_found(request, instrument_id)
    if not is_open(found):
        raise Http404
    return found


@contextmanager
def _language(request: HttpRequest) -> Iterator[None]:
    """In the language that the address asks for, where the house speaks it; else in the reader's."""
    asked = request.GET.get("language", "")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else translation.get_language()):
        yield
