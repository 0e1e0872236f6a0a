"""Who was there, what was written down, who does what."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.api.given import MEETING, READERS, item_of, meeting_of, routes
from plenary.meetings.api.reading import ActionPointOut, point
from plenary.meetings.forms import AttendanceForm, FinishForm, MannerForm, MinutesForm, PointForm
from plenary.meetings.forms.attendance import as_sent

PROXIES = "of those among them that took part by proxy: the key or name of who acts for it, or empty"


RIGHT = "keys of those among them whose proxy waits and is confirmed; it goes on waiting where it is sent as it stands"


class MannerIn(Schema):
    """How one takes part."""

    manner: str = Field("", max_length=10, description="in_person, online, phone or proxy; empty: not there")
    acts_for: str = Field(
        "", max_length=300, description="name or id of a member for which one acts by proxy, or empty"
    )


class RosterLineOut(Schema):
    """One who may be at a meeting."""

    key: str
    name: str
    votes: bool
    manner: str = Field(description="how it was there; empty: it was not")
    carrier: str = Field(description="by proxy: the key of who acts for it, where it is told")
    waits: bool = Field(description="by proxy, which waits to be confirmed and does not count")


class RosterOut(Schema):
    """Everyone who may be at a meeting, those under protection left out."""

    items: list[RosterLineOut]


class AttendanceIn(Schema):
    """How those of these keys took part; empty for one who was not there. Others stay as they are."""

    manners: dict[str, str] = Field(max_length=5000)
    proxies: dict[str, str] = Field({}, max_length=5000, description=PROXIES)
    right: list[str] = Field([], max_length=5000, description=RIGHT)


class MinutesIn(Schema):
    """The minutes of an item, written over those of a revision."""

    notes: str = Field("", max_length=20_000)
    revision: int


class MinutesOut(Schema):
    """The minutes of an item as they stand."""

    notes: str
    revision: int


class PointIn(Schema):
    """Who does what by when."""

    words: str = Field(max_length=300)
    owner: str = Field("", max_length=300, description="name or id of a member")
    until: date | None = None
    item: str = Field("", max_length=16, description="id of an item of the agenda")


class FinishIn(Schema):
    """What became of an action."""

    ended: str = Field("done", max_length=10, description="done or dropped")
    became: str = Field("", max_length=300)


@routes.post(f"{MEETING}/there", READERS, gives=None, status=204)
def attend(request: CoalitionRequest, meeting_id: str, wanted: MannerIn) -> None:
    """Say how one takes part, or that one is not there."""
    found = meeting_of(request, meeting_id)
    form = MannerForm(wanted.model_dump(), standing=request.standing)
    acts_for = cleaned(form)["acts_for"]
    actions.attend(by=request.standing, meeting=found, manner=form.manner_given(), acts_for=acts_for)


@routes.get(f"{MEETING}/attendance", READERS, gives=RosterOut)
def roster(request: CoalitionRequest, meeting_id: str) -> Any:
    """Everyone who may be at a meeting, and how those who were there took part; for those who keep the minutes."""
    found = meeting_of(request, meeting_id)
    require(permissions.may_keep_of(request.standing, found))
    return {
        "items": [
            {
                "key": each.key,
                "name": each.name,
                "votes": each.votes,
                "manner": each.manner or "",
                "carrier": each.carrier.key if each.carrier else "",
                "waits": each.waits,
            }
            for each in queries.places_of(found)
        ]
    }


@routes.put(f"{MEETING}/attendance", READERS, gives=None, status=204)
def attendance(request: CoalitionRequest, meeting_id: str, wanted: AttendanceIn) -> None:
    """Enter who was there, and how."""
    found = meeting_of(request, meeting_id)
    require(permissions.may_keep_of(request.standing, found))
    form = AttendanceForm(as_sent(wanted.manners, wanted.proxies, wanted.right), places=queries.places_of(found))
    cleaned(form)
    actions.enter_attendance(by=request.standing, meeting=found, manners=form.manners(), proxies=form.proxies())


@routes.put(f"{MEETING}/items/{{item_id}}/minutes", READERS, gives=MinutesOut)
def write(request: CoalitionRequest, meeting_id: str, item_id: str, wanted: MinutesIn) -> Any:
    """Write the minutes of an item. Refused where somebody wrote since the revision: read again, and put both together."""
    item = item_of(meeting_of(request, meeting_id), item_id)
    given = cleaned(MinutesForm(wanted.model_dump()))
    row = actions.write_minutes(by=request.standing, item=item, **given)
    return {"notes": row.notes, "revision": row.revision}


@routes.post(f"{MEETING}/actions", READERS, gives=ActionPointOut, status=201)
def agree(request: CoalitionRequest, meeting_id: str, wanted: PointIn) -> Any:
    """Enter an action that was agreed."""
    found = meeting_of(request, meeting_id)
    items = queries.items_of(found)
    given = cleaned(PointForm(wanted.model_dump(), standing=request.standing, items=items))
    chosen = given.pop("item")
    on = next((item for item in items if item.pk == chosen), None)
    made = actions.agree_point(by=request.standing, meeting=found, item=on, **given)
    return point(shown.points_shown(request.standing, found, [made])[0])


@routes.post(f"{MEETING}/actions/{{point_id}}/end", READERS, gives=ActionPointOut)
def finish(request: CoalitionRequest, meeting_id: str, point_id: str, wanted: FinishIn) -> Any:
    """Say what became of an action of this meeting, or of an earlier one of the same body."""
    found = meeting_of(request, meeting_id)
    row = queries.visible_point(request.standing, found, point_id)
    if row is None:
        raise Http404
    given = cleaned(FinishForm(wanted.model_dump()))
    is_dropped = given["ended"] == "dropped"
    ended = actions.finish_point(by=request.standing, point=row, became=given["became"], is_dropped=is_dropped)
    return point(shown.points_shown(request.standing, found, [ended])[0])
