"""A meeting on paper: a sheet to print and to hold, and one page on which all that was written on it is typed in."""

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, require
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.forms import AttendanceForm, BecameForm, MinutesForm, PointForm
from plenary.meetings.forms.named import names_to_suggest
from plenary.meetings.models import Meeting
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
    """Type in what was written on paper: who was there, the minutes of each item, what became of earlier actions, who does what;
    all at once."""
    found, standing = meeting_or_404(request, meeting_id), request.standing
    require(permissions.may_keep_of(standing, found))
    paper, refused = _Paper(standing, found, request.POST or None), ""
    if request.method == "POST" and paper.is_valid():
        try:
            actions.type_in(by=standing, meeting=found, sheet=paper.sheet())
        except Refused as refusal:
            refused = refusal.verdict.sentence
        else:
            return back_to(request, found, _("What stood on the paper is entered."), "agenda")
    context = {
        "meeting": found,
        "attendance": paper.attendance,
        "written": paper.written,
        "items": list(zip(paper.items, paper.written, strict=True)),
        "before": list(zip(paper.before, paper.became, strict=True)),
        "agreed": paper.agreed,
        "refused": refused,
        "names": names_to_suggest(standing),
    }
    return render(request, "meetings/type_in.html", context)


class _Paper:
    """The forms in which the paper of a meeting is typed in."""

    def __init__(self, standing: Standing, meeting: Meeting, data: QueryDict | None) -> None:
        self.items = queries.items_of(meeting)
        before = shown.points_shown(standing, meeting, queries.points_from_before(meeting))
        self.before = [each for each in before if each.may_finish]
        self.attendance = AttendanceForm(data, places=queries.places_of(meeting))
        self.written = [
            MinutesForm(data, prefix=item.pk, initial={"notes": item.notes, "revision": item.revision})
            for item in self.items
        ]
        self.became = [BecameForm(data, prefix=f"before-{each.row.pk}") for each in self.before]
        self.agreed = [
            PointForm(
                data,
                prefix=f"point-{n}",
                standing=standing,
                items=self.items,
                empty_permitted=True,
                use_required_attribute=False,
            )
            for n in range(1, BLANKS + 1)
        ]

    def is_valid(self) -> bool:
        """True where each form is; all are asked, so that all mistakes are shown."""
        forms: list[Form] = [self.attendance, *self.written, *self.became, *self.agreed]
        return not [form for form in forms if not form.is_valid()]

    def sheet(self) -> actions.Sheet:
        """What was typed in."""
        by_id = {item.pk: item for item in self.items}
        return actions.Sheet(
            manners=self.attendance.manners(),
            proxies=self.attendance.proxies(),
            notes=[
                (item, form.cleaned_data["notes"], form.cleaned_data["revision"])
                for item, form in zip(self.items, self.written, strict=True)
            ],
            points=[
                actions.Agreed(
                    words=given["words"], owner=given["owner"], until=given["until"], item=by_id.get(given["item"])
                )
                for form in self.agreed
                if (given := form.cleaned_data).get("words")
            ],
            finished=[
                actions.Became(point=each.row, words=given["became"], is_dropped=given["ended"] == "dropped")
                for each, form in zip(self.before, self.became, strict=True)
                if (given := form.cleaned_data)["ended"]
            ],
        )
