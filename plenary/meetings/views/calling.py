"""Calling a meeting, changing it, calling it off, and writing its agenda."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.meetings import actions, permissions, queries
from plenary.meetings.forms import CallForm, MeetingForm, agenda_forms, initial_of, items_in
from plenary.meetings.forms.named import names_to_suggest
from plenary.meetings.rules import PAPERS
from plenary.meetings.views.finding import back_to, meeting_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def call(request: CoalitionRequest) -> HttpResponse:
    """Call a meeting."""
    require(permissions.may_call_any(request.standing))
    start = {"time_zone": request.coalition.time_zone, "body": request.GET.get("body", "")}
    form = CallForm(request.POST or None, standing=request.standing, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.call_meeting(by=request.standing, body=form.cleaned_data["body"], details=form.details())
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            return back_to(
                request, made, _("The meeting is called; those invited are told. Write its agenda now."), "agenda"
            )
    return render(request, "meetings/call.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def change(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Change date, place and words of a meeting."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_change(request.standing, found))
    form = MeetingForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_meeting(by=request.standing, meeting=found, details=form.details())
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            return back_to(request, found, _("It is changed; those invited are told."), "when")
    return render(request, "meetings/call.html", {"form": form, "meeting": found})


@require_POST
@in_coalition(permissions.may_read_meetings)
def call_off(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Call a meeting off."""
    found = meeting_or_404(request, meeting_id)
    actions.call_off(by=request.standing, meeting=found)
    return back_to(request, found, _("The meeting is called off; those invited are told."), "when")


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def agenda(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Write the agenda: all items on one page, so that those invited are told once."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_change(request.standing, found))
    rows = queries.items_of(found)
    sent = agenda_forms(request.standing, rows, request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and all(form.is_valid() for form in sent if form.is_bound):
        try:
            actions.set_agenda(by=request.standing, meeting=found, items=items_in(sent, rows))
        except Refused as refusal:
            refused = refusal.verdict.sentence
        else:
            return back_to(request, found, _("The agenda is saved; those invited are told."), "agenda")
    names = names_to_suggest(request.standing)
    return render(
        request,
        "meetings/agenda.html",
        {"meeting": found, "forms": sent, "refused": refused, "names": names, "papers": PAPERS},
    )
