"""Pages of findings: a year of an instrument, one finding, writing and changing one, what it rests on."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.monitoring import actions
from plenary.monitoring.forms.fields import languages_of
from plenary.monitoring.forms.findings import ClaimForm, DissentForm, FindingForm, HoldForm, NewFindingForm, OnSource
from plenary.monitoring.permissions.findings import may_change_finding, may_write_findings
from plenary.monitoring.permissions.instruments import may_read_instruments
from plenary.monitoring.queries.sources import citable_sources
from plenary.monitoring.shown.addressed import instrument_found
from plenary.monitoring.shown.findings import claim_found, finding_found, finding_shown, year_shown


@require_safe
@in_coalition(may_read_instruments)
def findings(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """The findings of an instrument for a year: who kept which obligation."""
    found = instrument_found(request, instrument_id)
    asked = request.GET.get("year", "")
    context = {
        "instrument": found,
        "name": found.name_in(request.LANGUAGE_CODE),
        "shown": year_shown(request.standing, found, int(asked) if len(asked) == 4 and asked.isdecimal() else None),
        "may_write": may_write_findings(request.standing),
    }
    return render(request, "monitoring/findings.html", context)


@require_safe
@in_coalition(may_read_instruments)
def finding(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """One finding: its verdict, what it rests on, who sees it otherwise, and the one thing to do next."""
    shown = finding_shown(request.standing, finding_found(request, finding_id))
    context = {
        "shown": shown,
        "finding": shown.row,
        "instrument": shown.row.instrument,
        "hold": HoldForm() if shown.may_hold else None,
        "dissent": DissentForm(initial={"words": shown.own_dissent}) if shown.may_dissent else None,
    }
    return render(request, "monitoring/finding.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_write_findings)
def write_finding(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Write a finding."""
    instrument = instrument_found(request, instrument_id)
    initial = {name: request.GET.get(name, "") for name in ("actor", "obligation", "year")}
    tags = languages_of(request.coalition.id)
    form = NewFindingForm(request.POST or None, tags=tags, instrument=instrument, initial=initial)
    if form.is_valid():
        try:
            made = actions.write_finding(by=request.standing, **form.about)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is kept as a draft. Enter what it rests on."))
            return redirect("monitoring:finding", request.coalition.slug, made.id)
    return render(request, "monitoring/finding_form.html", {"form": form, "instrument": instrument})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_write_findings)
def change_finding(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """Change what is found."""
    found = finding_found(request, finding_id)
    require(may_change_finding(request.standing, found))
    tags = languages_of(request.coalition.id, found.texts)
    form = FindingForm(request.POST or None, tags=tags, initial=FindingForm.of(found))
    if form.is_valid():
        actions.change_finding(by=request.standing, finding=found, found=form.found)
        messages.success(request, _("It is kept."))
        return redirect("monitoring:finding", request.coalition.slug, found.id)
    return render(request, "monitoring/finding_form.html", {"form": form, "finding": found})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_write_findings)
def claim(request: CoalitionRequest, finding_id: str) -> HttpResponse:
    """Enter what speaks for a finding or against it."""
    found = finding_found(request, finding_id)
    require(may_change_finding(request.standing, found))
    tags, sources = languages_of(request.coalition.id), citable_sources(request.standing)
    form = ClaimForm(request.POST or None, tags=tags, sources=sources)

    def enter() -> None:
        said = {"side": form.cleaned_data["side"], "texts": form.texts("text"), **form.rests}
        actions.claim(by=request.standing, finding=found, **said)

    return _entered(request, form, found.id, enter) or render(
        request, "monitoring/claim.html", {"form": form, "finding": found, "has_sources": bool(sources)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_write_findings)
def cite(request: CoalitionRequest, finding_id: str, claim_id: str) -> HttpResponse:
    """Rest a claim on a further source."""
    found = finding_found(request, finding_id)
    require(may_change_finding(request.standing, found))
    row, sources = claim_found(found, claim_id), citable_sources(request.standing)
    form = OnSource(request.POST or None, sources=sources)
    return _entered(
        request, form, found.id, lambda: actions.cite(by=request.standing, claim=row, **form.rests)
    ) or render(
        request, "monitoring/claim.html", {"form": form, "finding": found, "claim": row, "has_sources": bool(sources)}
    )


@require_POST
@in_coalition(may_write_findings)
def take_out_claim(request: CoalitionRequest, finding_id: str, claim_id: str) -> HttpResponse:
    """Take a claim out."""
    found = finding_found(request, finding_id)
    actions.take_out_claim(by=request.standing, claim=claim_found(found, claim_id))
    messages.success(request, _("It is taken out; the record keeps what it was."))
    return redirect("monitoring:finding", request.coalition.slug, found.id)


def _entered(
    request: CoalitionRequest, form: forms.Form, finding_id: str, enter: Callable[[], None]
) -> HttpResponse | None:
    """Where the form is valid and nothing refuses: done, and back to the finding; else None, and the form says why."""
    if not form.is_valid():
        return None
    try:
        enter()
    except Refused as refused:
        form.add_error(None, refused.verdict.sentence)
        return None
    messages.success(request, _("It is kept."))
    return redirect("monitoring:finding", request.coalition.slug, finding_id)
