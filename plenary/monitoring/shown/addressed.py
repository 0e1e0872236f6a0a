"""How an instrument, what hangs on it, and a day are found by an address: hidden or missing, 404."""

from datetime import date

from django.http import Http404, HttpRequest

from plenary.coalitions.access import CoalitionRequest
from plenary.core import clock
from plenary.monitoring.models import BroughtList, Extension, Instrument, Obligation, Target, TreatyAction
from plenary.monitoring.queries.instruments import actions_of, obligations_of, visible_instrument
from plenary.monitoring.queries.lists import brought_list


def instrument_found(request: CoalitionRequest, instrument_id: str) -> Instrument:
    """The instrument of an address. Raises Http404."""
    found = visible_instrument(request.standing, instrument_id)
    if found is None:
        raise Http404
    return found


def obligation_found(instrument: Instrument, obligation_id: str) -> Obligation:
    """An obligation of an instrument that was found. Raises Http404."""
    found = obligations_of(instrument).filter(id=obligation_id).first()
    if found is None:
        raise Http404
    return found


def action_found(instrument: Instrument, action_id: str) -> TreatyAction:
    """A treaty action of an instrument that was found. Raises Http404."""
    found = actions_of(instrument).filter(id=action_id).first()
    if found is None:
        raise Http404
    return found


def extension_found(instrument: Instrument, extension_id: str) -> Extension:
    """An extension of an obligation of an instrument that was found. Raises Http404."""
    rows = Extension.objects.of(instrument.coalition_id).select_related("obligation__instrument")
    found = rows.filter(id=extension_id, obligation__instrument=instrument).first()
    if found is None:
        raise Http404
    return found


def list_found(instrument: Instrument, brought_list_id: str) -> BroughtList:
    """A list that was brought for an instrument that was found, and waits. Raises Http404."""
    found = brought_list(instrument, brought_list_id)
    if found is None:
        raise Http404
    return found


def day_asked(request: HttpRequest) -> date:
    """The day that an address asks for (``?on=2026-02-03``); today where it asks for none, or for what is no day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.now().date()


def target_found(instrument: Instrument, target_id: str) -> Target:
    """A target of an instrument that was found. Raises Http404."""
    found = Target.objects.of(instrument.coalition_id).filter(id=target_id, instrument=instrument).first()
    if found is None:
        raise Http404
    return found
