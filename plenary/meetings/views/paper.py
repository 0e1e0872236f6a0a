"""A meeting on paper: a sheet to print and to hold, and one page on which all that was written on it is typed in."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.forms import AttendanceForm, MinutesForm, PointForm
from plenary.meetings.forms.named import names_to_suggest
from plenary.meetings.models import AgendaItem
from plenary.meetings.views.finding import back_to, meeting_or_404

BLANKS = 6
"""So many blank lines for actions."""


@require_safe
@in_coalition(permissions.may_read_meetings)
def sheet(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """A sheet to print: the agenda with room to write, everybody to tick, blanks for actions."""
    found = meeting_or_404(request, meeting_id)
    require(permissions.may_keep(request.standing, found))
    context = {
        "meeting": found,
        "body": shown.body_of(found),
        "items": shown.agenda_of(request.standing, found),
        "places": queries.places_of(found),
        "before": shown.points_shown(request.standing, found, queries.points_from_before(found)),
        "blanks": range(BLANKS),
    }
    return render(request, "meetings/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_meetings)
def type_in(request: CoalitionRequest, meeting_id: str) -> HttpResponse:
    """Type in what was written on paper: who was there, the minutes of each item, who does what; all at once."""
    found, standing = meeting_or_404(request, meeting_id), request.standing
    require(permissions.may_keep_of(standing, found))
    items, data = queries.items_of(found), request.POST or None
    attendance = AttendanceForm(data, places=queries.places_of(found))
    written = [
        MinutesForm(data, prefix=item.pk, initial={"notes": item.notes, "revision": item.revision}) for item in items
    ]
    agreed = [
        PointForm(
            data,
            prefix=f"point-{n}",
            standing=standing,
            items=items,
            empty_permitted=True,
            use_required_attribute=False,
        )
        for n in range(1, BLANKS + 1)
    ]
    forms: list[Form] = [attendance, *written, *agreed]
    refused = ""
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        try:
            actions.type_in(by=standing, meeting=found, sheet=_sheet(attendance, written, agreed, items))
        except Refused as refusal:
            refused = refusal.verdict.sentence
        else:
            return back_to(request, found, _("What stood on the paper is entered."), "agenda")
    context = {
        "meeting": found,
        "attendance": attendance,
        "written": written,
        "items": list(zip(items, written, strict=True)),
        "agreed": agreed,
        "refused": refused,
        "names": names_to_suggest(standing),
    }
    return render(request, "meetings/type_in.html", context)


def _sheet(
    attendance: AttendanceForm, written: list[MinutesForm], agreed: list[PointForm], items: list[AgendaItem]
) -> actions.Sheet:
    by_id = {item.pk: item for item in items}
    return actions.Sheet(
        manners=attendance.manners(),
        proxies=attendance.proxies(),
        notes=[
            (item, form.cleaned_data["notes"], form.cleaned_data["revision"])
            for item, form in zip(items, written, strict=True)
        ],
        points=[
            actions.Agreed(
                words=given["words"], owner=given["owner"], until=given["until"], item=by_id.get(given["item"])
            )
            for form in agreed
            if (given := form.cleaned_data).get("words")
        ],
    )
