"""Pages of the universalisation drive: of an instrument, a target, how the coalition goes about an actor, one's own states."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.access import export_of
from plenary.core.verdicts import Refused, require
from plenary.meetings.forms.named import names_to_suggest
from plenary.monitoring import actions
from plenary.monitoring.forms.drive import ApproachForm, TargetForm
from plenary.monitoring.permissions.drive import may_read_drive, may_write_approach
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import is_actor, names_of_actors
from plenary.monitoring.queries.drive import approach_to, lead_of, target_of
from plenary.monitoring.shown.addressed import instrument_found, target_found
from plenary.monitoring.shown.calendar import calendar_of
from plenary.monitoring.shown.drive import drive_shown, week_shown


@require_safe
@in_coalition(may_read_drive)
def drive(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Who is still to join, by region: targets, leads, what is done next; the core group; what the pace comes to."""
    found = instrument_found(request, instrument_id)
    context = {"shown": drive_shown(request.standing, found), "instrument": found, "title": str(found)}
    return render(request, "monitoring/drive.html", context)


@export_of("monitoring:drive")
@require_safe
@in_coalition(may_read_drive)
def calendar(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """What is due in the year ahead, what is aimed at and what is done next, as a file for calendars."""
    found, coalition = instrument_found(request, instrument_id), request.coalition
    address = reverse("monitoring:drive", args=[coalition.slug, found.id])
    text = calendar_of(found, coalition.time_zone, address)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="instrument.ics"'
    return answer


@require_safe
@in_coalition(may_read_drive)
def week(request: CoalitionRequest) -> HttpResponse:
    """What is next of the states that the reader's member leads, over all instruments."""
    return render(request, "monitoring/week.html", {"lines": week_shown(request.standing)})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def target(request: CoalitionRequest, instrument_id: str) -> HttpResponse:
    """Set the target of a region (``?region=002``), or of all."""
    found = instrument_found(request, instrument_id)
    region = request.POST.get("region", request.GET.get("region", ""))[:3]
    row = target_of(found, region)
    filled = TargetForm.of(row) if row else {"region": region}
    lead = row.lead if row else None
    form = TargetForm(request.POST or None, standing=request.standing, lead=lead, initial=filled)
    if form.is_valid():
        try:
            actions.set_target(by=request.standing, instrument=found, aim=form.aim)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is aimed at."))
            return redirect("monitoring:drive", request.coalition.slug, found.id)
    told = {"form": form, "instrument": found, "title": str(found), "row": row}
    return render(request, "monitoring/target.html", {**told, "names": names_to_suggest(request.standing)})


@require_POST
@in_coalition(may_keep)
def take_out_target(request: CoalitionRequest, instrument_id: str, target_id: str) -> HttpResponse:
    """Take a target out."""
    found = instrument_found(request, instrument_id)
    actions.take_out_target(by=request.standing, target=target_found(found, target_id))
    messages.success(request, _("It is taken out; the record keeps what it was."))
    return redirect("monitoring:drive", request.coalition.slug, found.id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_read_drive)
def approach(request: CoalitionRequest, instrument_id: str, actor_code: str) -> HttpResponse:
    """Write how the coalition goes about an actor: for its lead, and for who keeps instruments."""
    found, standing = instrument_found(request, instrument_id), request.standing
    if not is_actor(request.coalition.id, actor_code):
        raise Http404
    require(may_write_approach(standing, lead_of(found, actor_code)))
    row, names_lead = approach_to(found, actor_code), bool(may_keep(standing))
    told: dict[str, Any] = {"standing": standing, "lead": row.lead if row else None, "names_lead": names_lead}
    form = ApproachForm(request.POST or None, initial=ApproachForm.of(row), **told)
    if form.is_valid():
        try:
            actions.keep_approach(by=standing, instrument=found, actor=actor_code, way=form.way)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is kept."))
            return redirect("monitoring:drive", request.coalition.slug, found.id)
    name = names_of_actors(request.coalition.id, get_language() or "en")[actor_code]
    context = {"form": form, "instrument": found, "title": str(found), "name": name}
    return render(request, "monitoring/approach.html", {**context, "names": names_to_suggest(standing)})
