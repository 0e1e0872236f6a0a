"""Pages of instruments: the list, one on a day, beginning to watch one, changing what is kept of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead
from plenary.core.verdicts import Refused
from plenary.monitoring import actions
from plenary.monitoring.forms.fields import languages_of
from plenary.monitoring.forms.instruments import CatalogueForm, InstrumentForm
from plenary.monitoring.labels import KIND
from plenary.monitoring.permissions.drive import may_read_drive
from plenary.monitoring.permissions.instruments import may_keep, may_read_instruments
from plenary.monitoring.queries.instruments import visible_instruments
from plenary.monitoring.shown.addressed import day_asked, instrument_found
from plenary.monitoring.shown.instruments import lines_of
from plenary.monitoring.shown.maps import map_shown
from plenary.monitoring.shown.status import status_shown


@require_safe
@in_masthead(gettext_lazy("Instruments"), 55)
@in_coalition(may_read_instruments)
def instruments(request: CoalitionRequest) -> HttpResponse:
    """The instruments that the reader may see, with who stands how on a day (``?on=2026-02-03``)."""
    day = day_asked(request)
    context = {
        "lines": lines_of(request.standing, day),
        "day": day,
        "may_keep": may_keep(request.standing),
    }
    return render(request, "monitoring/instruments.html", context)


@require_safe
@in_coalition(may_read_instruments)
def instrument(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """One instrument on a day: parties, signatories, what changed in the year before, what is due in the year ahead."""
    found = instrument_found(request, instrument_id)
    context = {
        "shown": status_shown(found, day_asked(request)),
        "instrument": found,
        "name": str(found),
        "kind": KIND[found.kind],
        "may_keep": may_keep(request.standing),
        "reads_drive": may_read_drive(request.standing),
    }
    return render(request, "monitoring/instrument.html", context)


@require_safe
@in_coalition(may_read_instruments)
def on_map(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """One instrument on the map of the world on a day, the same in words beside it, and its parties over the years."""
    found = instrument_found(request, instrument_id)
    name = str(found)
    context = {"instrument": found, "name": name, "shown": map_shown(found, day_asked(request))}
    return render(request, "monitoring/map.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def watch(request: CoalitionRequest) -> HttpResponse:
    """Begin to watch an instrument of the catalogue."""
    kept = list(visible_instruments(request.standing))
    form = CatalogueForm(request.POST or None, language=get_language() or "en", kept=kept)
    if form.is_valid():
        made = actions.keep_catalogued(by=request.standing, **form.cleaned_data)
        messages.success(
            request, _("It is watched, with what it asks. Take over the status list of its depositary next.")
        )
        return redirect("monitoring:instrument", request.coalition.slug, made.id)
    return render(request, "monitoring/watch.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def new(request: CoalitionRequest) -> HttpResponse:
    """Begin to watch an instrument that is told by hand."""
    coalition = request.coalition
    form = InstrumentForm(request.POST or None, tags=languages_of(coalition.id), coalition_id=coalition.id)
    if form.is_valid():
        try:
            made = actions.keep_instrument(by=request.standing, details=form.details)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is watched. Say next what it asks."))
            return redirect("monitoring:instrument", coalition.slug, made.id)
    return render(request, "monitoring/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def change(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Change what is kept of an instrument."""
    found, coalition = instrument_found(request, instrument_id), request.coalition
    tags = languages_of(coalition.id, found.names)
    form = InstrumentForm(request.POST or None, tags=tags, coalition_id=coalition.id, initial=InstrumentForm.of(found))
    if form.is_valid():
        try:
            actions.change_instrument(by=request.standing, instrument=found, details=form.details)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is kept."))
            return redirect("monitoring:instrument", coalition.slug, found.id)
    return render(request, "monitoring/change.html", {"form": form, "instrument": found})
