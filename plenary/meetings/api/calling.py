"""Calling a meeting, changing it, calling it off, and its agenda."""

from datetime import date, time
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.meetings import actions, permissions
from plenary.meetings.api.given import MEETING, MEETINGS, READERS, meeting_of, routes
from plenary.meetings.api.reading import MeetingOut, whole
from plenary.meetings.forms import CallForm, ItemForm, MeetingForm


class MeetingIn(Schema):
    """Date, place and words of a meeting."""

    title: str = Field(max_length=200)
    day: date | None = Field(None, description="none of the three: the date is told later")
    begins: time | None = None
    ends: time | None = Field(None, description="earlier than it begins: on the next day")
    time_zone: str = Field(max_length=64, description="IANA name, of these hours")
    about: str = Field("", max_length=5000, description="Markdown")
    place: str = Field("", max_length=300)
    link: str = Field("", max_length=500, description="for those invited alone")
    safety: str = Field("", max_length=2000)
    access: str = Field("", max_length=2000)
    interpretation: str = Field("", max_length=300)


class MeetingCallIn(MeetingIn):
    """A meeting to call."""

    body: str = Field("", max_length=40, description="code of the body; empty: all members")


class AgendaItemIn(Schema):
    """One item of an agenda."""

    id: str = Field("", max_length=16, description="of one that is there")
    title: str = Field(max_length=200, min_length=1)
    kind: str = Field("discuss", max_length=8, description="inform, discuss or decide")
    minutes: int = 10
    about: str = Field("", max_length=2000)
    presenter: str = Field("", max_length=300, description="name or id of a member")
    proposal: str = Field("", max_length=16, description="id of a proposal")


class AgendaIn(Schema):
    """The whole agenda, in its order."""

    items: list[AgendaItemIn] = Field(max_length=100)


@routes.post(MEETINGS, READERS, gives=MeetingOut, status=201)
def call(request: CoalitionRequest, wanted: MeetingCallIn) -> Any:
    """Call a meeting. Those invited are told."""
    require(permissions.may_call(request.standing, wanted.body))
    form = CallForm(wanted.model_dump(), standing=request.standing)
    body = cleaned(form)["body"]
    return whole(request, actions.call_meeting(by=request.standing, body=body, details=form.details()))


@routes.put(MEETING, READERS, gives=MeetingOut)
def change(request: CoalitionRequest, meeting_id: str, wanted: MeetingIn) -> Any:
    """Change date, place and words of a meeting. Those invited are told."""
    found = meeting_of(request, meeting_id)
    form = MeetingForm(wanted.model_dump())
    cleaned(form)
    return whole(request, actions.amend_meeting(by=request.standing, meeting=found, details=form.details()))


@routes.post(f"{MEETING}/call-off", READERS, gives=None, status=204)
def call_off(request: CoalitionRequest, meeting_id: str) -> None:
    """Call a meeting off. Those invited are told."""
    actions.call_off(by=request.standing, meeting=meeting_of(request, meeting_id))


@routes.put(f"{MEETING}/agenda", READERS, gives=MeetingOut)
def agenda(request: CoalitionRequest, meeting_id: str, wanted: AgendaIn) -> Any:
    """Put an agenda in place of the one that is there. Those invited are told."""
    found = meeting_of(request, meeting_id)
    require(permissions.may_change(request.standing, found))
    items = []
    for each in wanted.items:
        chosen = [(each.proposal, each.proposal)] if each.proposal else []
        form = ItemForm(each.model_dump(), standing=request.standing, proposals=chosen, item_id=each.id)
        cleaned(form)
        item = form.item()
        if item is not None:
            items.append(item)
    actions.set_agenda(by=request.standing, meeting=found, items=items)
    return whole(request, found)
