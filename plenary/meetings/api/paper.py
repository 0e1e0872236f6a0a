"""What was written on paper, all at once."""

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions, queries
from plenary.meetings.api.given import MEETING, READERS, item_of, meeting_of, routes
from plenary.meetings.api.minutes import PROXIES, RIGHT, FinishIn, PointIn
from plenary.meetings.forms import AttendanceForm, FinishForm, MinutesForm, PointForm
from plenary.meetings.forms.attendance import as_sent
from plenary.meetings.models import Meeting


class ItemMinutesIn(Schema):
    """The minutes of an item, written over those of a revision."""

    item: str = Field(max_length=16)
    notes: str = Field("", max_length=20_000)
    revision: int


class FollowedUpIn(FinishIn):
    """What became of an action of an earlier meeting that this one follows up."""

    point: str = Field(max_length=16)


class SheetIn(Schema):
    """A whole sheet: who was there by key, minutes, actions, and what became of earlier ones."""

    manners: dict[str, str] = Field({}, max_length=5000)
    proxies: dict[str, str] = Field({}, max_length=5000, description=PROXIES)
    right: list[str] = Field([], max_length=5000, description=RIGHT)
    minutes: list[ItemMinutesIn] = Field([], max_length=100)
    actions: list[PointIn] = Field([], max_length=100)
    finished: list[FollowedUpIn] = Field([], max_length=500)


@routes.post(f"{MEETING}/sheet", READERS, gives=None, status=204)
def type_in(request: CoalitionRequest, meeting_id: str, wanted: SheetIn) -> None:
    """Enter a whole sheet at once, or nothing of it."""
    found = meeting_of(request, meeting_id)
    require(permissions.may_keep_of(request.standing, found))
    told = as_sent(wanted.manners, wanted.proxies, wanted.right)
    attendance = AttendanceForm(told, places=queries.places_of(found))
    cleaned(attendance)
    items, notes, points = queries.items_of(found), [], []
    for each in wanted.minutes:
        given = cleaned(MinutesForm(each.model_dump()))
        notes.append((item_of(found, each.item), given["notes"], given["revision"]))
    by_id = {item.pk: item for item in items}
    for point in wanted.actions:
        given = cleaned(PointForm(point.model_dump(), standing=request.standing, items=items))
        points.append(actions.Agreed(**{**given, "item": by_id.get(given["item"])}))
    sheet = actions.Sheet(
        manners=attendance.manners(),
        proxies=attendance.proxies(),
        notes=notes,
        points=points,
        finished=_finished(found, wanted.finished),
    )
    actions.type_in(by=request.standing, meeting=found, sheet=sheet)


def _finished(meeting: Meeting, told: list[FollowedUpIn]) -> list[actions.Became]:
    """What became of earlier actions; 404 for one that the meeting does not follow up."""
    before = {row.pk: row for row in queries.points_from_before(meeting)} if told else {}
    found = []
    for each in told:
        if each.point not in before:
            raise Http404
        given = cleaned(FinishForm(each.model_dump()))
        is_dropped = given["ended"] == "dropped"
        found.append(actions.Became(point=before[each.point], words=given["became"], is_dropped=is_dropped))
    return found
