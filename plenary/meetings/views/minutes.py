"""Writing the minutes of an item, agreeing who does what, and saying what became of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.directory.models import Person
from plenary.meetings import actions, permissions, queries
from plenary.meetings.forms import FinishForm, MinutesForm, PointForm
from plenary.meetings.forms.named import names_to_suggest
from plenary.meetings.models import AgendaItem
from plenary.meetings.views.finding import back_to, item_or_404, meeting_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def write(request: CoalitionRequest, meeting_id: str, item_id: str) -> HttpResponse:
    """Write the minutes of an item. Where somebody wrote meanwhile, both texts stand side by side and nothing is lost."""
    found = meeting_or_404(request, meeting_id)
    item = item_or_404(found, item_id)
    require(permissions.may_write(request.standing, found))
    form = MinutesForm(request.POST or None, initial={"notes": item.notes, "revision": item.revision})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_minutes(by=request.standing, item=item, **form.cleaned_data)
        except Refused as refusal:
            if refusal.verdict.reason != "meetings.written_meanwhile":
                raise
            theirs = item_or_404(found, item_id)
            form = MinutesForm({"notes": form.cleaned_data["notes"], "revision": theirs.revision})
            form.add_error("notes", refusal.verdict.sentence)
        else:
            return back_to(request, found, _("The minutes are saved."), f"item-{item.pk}")
    context = {"meeting": found, "item": item, "form": form, "theirs": theirs, "writer": _writer(theirs or item)}
    return render(request, "meetings/write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def agree(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Enter an action that was agreed."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_write(request.standing, found))
    items = queries.items_of(found)
    form = PointForm(request.POST or None, standing=request.standing, items=items)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        chosen = given.pop("item")
        on = next((item for item in items if item.pk == chosen), None)
        actions.agree_point(by=request.standing, meeting=found, item=on, **given)
        return back_to(request, found, _("It is agreed. It comes back at the next meeting."), "actions")
    names = names_to_suggest(request.standing)
    return render(request, "meetings/agree.html", {"meeting": found, "form": form, "names": names})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def finish(request: CoalitionRequest, meeting_id: str, point_id: str) -> HttpResponse:
    """Say what became of an action of this meeting, or of an earlier one of the same body."""
    found = meeting_or_404(request, meeting_id)
    point = queries.visible_point(request.standing, found, point_id)
    if point is None:
        raise Http404
    require(permissions.may_finish(request.standing, point))
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        is_dropped = given["ended"] == "dropped"
        actions.finish_point(by=request.standing, point=point, became=given["became"], is_dropped=is_dropped)
        return back_to(request, found, _("It is written down what became of it."), "actions")
    return render(request, "meetings/finish.html", {"meeting": found, "point": point, "form": form})


def _writer(item: AgendaItem) -> str:
    """Who wrote last, as pages name them; empty where nobody is named."""
    row = Person.objects.of(item.coalition_id).filter(pk=item.notes_by).first() if item.notes_by else None
    return row.shown_name if row else ""
