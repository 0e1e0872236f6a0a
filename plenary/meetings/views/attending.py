"""Saying that one is there, and ticking off who was."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.meetings import actions, permissions, queries
from plenary.meetings.forms import AttendanceForm, MannerForm
from plenary.meetings.forms.named import MOST, names_to_suggest
from plenary.meetings.views.finding import back_to, meeting_or_404

TOO_MANY = "meetings.too_many_proxies"
OF_PROXIES = {"meetings.not_there", "meetings.has_come", "meetings.proxy_not_given", "meetings.bad_proxy", TOO_MANY}
"""The refusals that say what is wrong with the one for whom somebody wants to act."""


@require_POST
@in_coalition(permissions.may_read_meetings)
def attend(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Say how one takes part, or that one is not there."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_say_there(request.standing, found))
    form = MannerForm(request.POST, standing=request.standing)
    if form.is_valid():
        try:
            given = {"manner": form.manner_given(), "acts_for": form.cleaned_data["acts_for"]}
            actions.attend(by=request.standing, meeting=found, **given)
        except Refused as refusal:
            if not given["acts_for"] or refusal.verdict.reason not in OF_PROXIES:
                raise
            form.add_error("acts_for", refusal.verdict.sentence)
        else:
            return back_to(request, found, _("It is written down."), "there")
    names = names_to_suggest(request.standing)
    return render(request, "meetings/attend.html", {"meeting": found, "form": form, "names": names})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def attendance(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Tick off who was there, and how."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_keep_of(request.standing, found))
    places = queries.places_of(found)
    form = AttendanceForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        manners, proxies = form.manners(), form.proxies()
        try:
            actions.enter_attendance(by=request.standing, meeting=found, manners=manners, proxies=proxies)
        except Refused as refusal:
            if refusal.verdict.reason != TOO_MANY:
                raise
            form.add_error(None, refusal.verdict.sentence)
        else:
            return back_to(request, found, _("It is entered who was there."), "there")
    names = [place.name for place in places[:MOST]]
    return render(request, "meetings/attendance.html", {"meeting": found, "form": form, "names": names})
