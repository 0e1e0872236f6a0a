"""Publishing minutes, objecting to them, and answering objections."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions, queries
from plenary.meetings.forms import AnswerForm, ObjectionForm, PublishForm
from plenary.meetings.views.finding import back_to, meeting_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def publish(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Publish the minutes, open to objections for some days."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_publish(request.standing, found))
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.publish_minutes(by=request.standing, meeting=found, days=form.cleaned_data["days"])
        return back_to(request, found, _("The minutes are published; those invited are told."), "minutes")
    words = {
        "title": _("Publish the minutes"),
        "lede": _("All who are invited are told. Who does not object in time approves."),
        "button": _("Publish"),
    }
    return render(request, "meetings/approval.html", {"meeting": found, "form": form, **words})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def object_(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Say what is wrong in the minutes."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_object(request.standing, found))
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.object_to_minutes(by=request.standing, meeting=found, words=form.cleaned_data["words"])
        return back_to(request, found, _("Your objection stands until it is answered."), "minutes")
    words = {
        "title": _("Object to the minutes"),
        "lede": _("They are not approved until it is answered. All who are invited read it."),
        "button": _("Object"),
    }
    return render(request, "meetings/approval.html", {"meeting": found, "form": form, **words})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def settle(request: CoalitionRequest, meeting_id: str, minutes_objection_id: str) -> HttpResponse:
    """Answer an objection."""
    found = meeting_or_404(request, meeting_id)
    objection = next((row for row in queries.objections_of(found) if row.pk == minutes_objection_id), None)
    if objection is None:
        raise Http404
    require(permissions.may_settle(request.standing, objection))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.settle_objection(by=request.standing, objection=objection, answer=form.cleaned_data["answer"])
        return back_to(request, found, _("It is answered."), "minutes")
    words = {"title": _("Answer the objection"), "lede": objection.words, "button": _("Answer")}
    return render(request, "meetings/approval.html", {"meeting": found, "form": form, **words})
