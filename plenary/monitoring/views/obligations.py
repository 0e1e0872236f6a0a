"""Pages of what an instrument asks: the list, one obligation to be written, who has longer for one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.monitoring import actions
from plenary.monitoring.forms.fields import languages_of
from plenary.monitoring.forms.obligations import ExtensionForm, ObligationForm
from plenary.monitoring.permissions.instruments import may_keep, may_read_instruments
from plenary.monitoring.shown.addressed import extension_found, instrument_found, obligation_found
from plenary.monitoring.shown.obligations import obligations_shown


@require_safe
@in_coalition(may_read_instruments)
def obligations(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """What an instrument asks, by when, and who was given longer."""
    found = instrument_found(request, instrument_id)
    context = {
        "instrument": found,
        "lines": obligations_shown(found),
        "may_keep": may_keep(request.standing),
    }
    return render(request, "monitoring/obligations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def new_obligation(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Write a further obligation."""
    found = instrument_found(request, instrument_id)
    form = ObligationForm(request.POST or None, tags=languages_of(request.coalition.id))
    if form.is_valid():
        actions.keep_obligation(by=request.standing, instrument=found, asked=form.asked)
        messages.success(request, _("It is kept."))
        return redirect("monitoring:obligations", request.coalition.slug, found.id)
    return render(request, "monitoring/obligation.html", {"form": form, "instrument": found})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def obligation(request: CoalitionRequest, instrument_id: str, obligation_id: str) -> HttpResponse:
    """Change an obligation."""
    found = instrument_found(request, instrument_id)
    row = obligation_found(found, obligation_id)
    tags = languages_of(request.coalition.id, row.texts)
    form = ObligationForm(request.POST or None, tags=tags, initial=ObligationForm.of(row))
    if form.is_valid():
        actions.keep_obligation(by=request.standing, instrument=found, asked=form.asked, row=row)
        messages.success(request, _("It is kept."))
        return redirect("monitoring:obligations", request.coalition.slug, found.id)
    return render(request, "monitoring/obligation.html", {"form": form, "instrument": found, "row": row})


@require_POST
@in_coalition(may_keep)
def take_out_obligation(request: CoalitionRequest, instrument_id: str, obligation_id: str) -> HttpResponse:
    """Take an obligation out."""
    found = instrument_found(request, instrument_id)
    actions.take_out_obligation(by=request.standing, obligation=obligation_found(found, obligation_id))
    messages.success(request, _("It is taken out; the record keeps what it was."))
    return redirect("monitoring:obligations", request.coalition.slug, found.id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def extend(request: CoalitionRequest, instrument_id: str, obligation_id: str) -> HttpResponse:
    """Enter that an actor has longer for an obligation."""
    found = instrument_found(request, instrument_id)
    row = obligation_found(found, obligation_id)
    form = ExtensionForm(request.POST or None, coalition_id=request.coalition.id)
    if form.is_valid():
        try:
            actions.extend(by=request.standing, obligation=row, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is kept."))
            return redirect("monitoring:obligations", request.coalition.slug, found.id)
    return render(request, "monitoring/extend.html", {"form": form, "instrument": found, "row": row})


@require_POST
@in_coalition(may_keep)
def take_out_extension(request: CoalitionRequest, instrument_id: str, extension_id: str) -> HttpResponse:
    """Take out that somebody has longer."""
    found = instrument_found(request, instrument_id)
    actions.take_out_extension(by=request.standing, extension=extension_found(found, extension_id))
    messages.success(request, _("It is taken out; the record keeps what it was."))
    return redirect("monitoring:obligations", request.coalition.slug, found.id)
