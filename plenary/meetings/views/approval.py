"""Publishing minutes, objecting to them, and answering objections: one page with one form for each of the three."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Label, require
from plenary.meetings import actions, permissions, queries
from plenary.meetings.forms import AnswerForm, ObjectionForm, PublishForm
from plenary.meetings.models import Meeting
from plenary.meetings.views.finding import back_to, meeting_or_404


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the three: its form, whose fields are called as its action calls them, and its words, the last once it is done."""

    form: type[forms.Form]
    title: Label
    lede: Label
    button: Label
    done: Label


PUBLISH = Asked(
    PublishForm,
    _("Publish the minutes"),
    _("All who are invited are told. Who does not object in time approves."),
    _("Publish"),
    _("The minutes are published; those invited are told."),
)
OBJECT = Asked(
    ObjectionForm,
    _("Object to the minutes"),
    _("They are not approved until it is answered. All who are invited read it."),
    _("Object"),
    _("Your objection stands until it is answered."),
)
SETTLE = Asked(AnswerForm, _("Answer the objection"), "", _("Answer"), _("It is answered."))


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def publish(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Publish the minutes, open to objections for some days."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_publish(request.standing, found))
    return _page(request, found, PUBLISH, partial(actions.publish_minutes, by=request.standing, meeting=found))


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def object_(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Say what is wrong in the minutes."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_object(request.standing, found))
    return _page(request, found, OBJECT, partial(actions.object_to_minutes, by=request.standing, meeting=found))


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def settle(request: CoalitionRequest, meeting_id: str, minutes_objection_id: str) -> HttpResponse:
    """Answer an objection, which stands above the form."""
    found = meeting_or_404(request, meeting_id)
    objection = next((row for row in queries.objections_of(found) if row.pk == minutes_objection_id), None)
    if objection is None:
        raise Http404
    require(permissions.may_settle(request.standing, objection))
    act = partial(actions.settle_objection, by=request.standing, objection=objection)
    return _page(request, found, SETTLE, act, objection.words)


def _page(
    request: CoalitionRequest, meeting: Meeting, asked: Asked, act: Callable[..., object], lede: Label = ""
) -> HttpResponse:
    form = asked.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(**form.cleaned_data)
        return back_to(request, meeting, str(asked.done), "minutes")
    context = {"meeting": meeting, "form": form, "asked": asked, "lede": lede or asked.lede}
    return render(request, "meetings/approval.html", context)
