"""Saying that one is there, and ticking off who was."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions, queries
from plenary.meetings.forms import AttendanceForm, MannerForm
from plenary.meetings.views.finding import back_to, meeting_or_404


@require_POST
@in_coalition(permissions.may_read_meetings)
def attend(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Say how one takes part, or that one is not there."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_say_there(request.standing, found))
    form = MannerForm(request.POST)
    if not form.is_valid():
        return render(request, "meetings/attend.html", {"meeting": found, "form": form})
    actions.attend(by=request.standing, meeting=found, manner=form.manner_given())
    return back_to(request, found, _("It is written down."), "there")


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def attendance(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Tick off who was there, and how."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_keep_of(request.standing, found))
    form = AttendanceForm(request.POST or None, places=queries.places_of(found))
    if request.method == "POST" and form.is_valid():
        actions.enter_attendance(by=request.standing, meeting=found, manners=form.manners())
        return back_to(request, found, _("It is entered who was there."), "there")
    return render(request, "meetings/attendance.html", {"meeting": found, "form": form})
