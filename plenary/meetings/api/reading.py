"""The lists of meetings, and one meeting whole."""

from datetime import date, datetime
from typing import Any

from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.meetings import permissions, queries, shown
from plenary.meetings.api.given import MEETING, MEETINGS, READERS, line, meeting_of, routes
from plenary.meetings.models import Meeting

_MOST = 500


class MeetingLineOut(Schema):
    """A meeting in a list."""

    id: str
    title: str
    body: str = Field(description="code of the body; empty: all members")
    phase: str = Field(description="finding, called, under_way, over or called_off")
    starts_at: datetime | None
    ends_at: datetime | None
    place: str


class ItemPaperOut(Schema):
    """A paper of an item; it is read, and others are added, through the routes of files, of the kind `meetings.agendaitem`."""

    id: str
    name: str


class AgendaItemOut(Schema):
    """An item of an agenda and its minutes."""

    id: str
    title: str
    about: str
    kind: str = Field(description="inform, discuss or decide")
    minutes: int = Field(description="how long it is to take")
    begins: datetime | None
    presenter: str
    proposal: str = Field(description="id of a proposal that one may read, or empty")
    made: list[str] = Field(description="ids of the proposals that were made from it and that one may read")
    decisions: list[str] = Field(
        description="ids of the decisions that were entered from its minutes and that one may read"
    )
    papers: list[ItemPaperOut]
    notes: str = Field(description="its minutes, in Markdown")
    revision: int = Field(description="to be sent along by who writes over these")


class ActionPointOut(Schema):
    """An action that was agreed."""

    id: str
    meeting: str
    words: str
    owner: str = Field(description="the name of the member that sees to it, or empty")
    until: date | None
    done_at: datetime | None
    is_dropped: bool
    became: str
    may_finish: bool


class AttendedOut(Schema):
    """One who was there."""

    name: str
    manner: str = Field(description="in_person, online, phone or proxy")
    is_own: bool = Field(description="not entered by whoever keeps the minutes")
    carrier: str = Field(description="by proxy: the name of who acts for it, where it is told")
    acts_for: list[str] = Field(description="the names of those for whom it acts by proxy")
    waits: bool = Field(description="by proxy, and not counted until it says so itself or an office ticks it off")


class MeetingOut(MeetingLineOut):
    """A meeting whole."""

    about: str
    time_zone: str
    link: str = Field(description="for those invited; else empty")
    safety: str
    access: str
    interpretation: str
    agenda: list[AgendaItemOut]
    actions: list[ActionPointOut]
    from_before: list[ActionPointOut]
    there: list[AttendedOut]
    may_change: bool
    may_write: bool
    may_keep: bool
    may_say_there: bool


class MeetingsWanted(Schema):
    """Which meetings."""

    past: bool = Field(False, description="those that were, instead of those that come")


@routes.get(MEETINGS, READERS, gives=Page[MeetingLineOut])
def meetings(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[MeetingsWanted]) -> Any:
    """The meetings that come, or those that were, as far as one may read of them."""
    rows = queries.past_meetings(request.standing) if narrowed.past else queries.coming_meetings(request.standing)
    lines = [line(each) for each in rows[:_MOST]]
    return page_of_all(request, lines, wanted, lambda row: (str(row["starts_at"] or ""), row["id"]), str, str)


@routes.get(MEETING, READERS, gives=MeetingOut)
def meeting(request: CoalitionRequest, meeting_id: str) -> Any:
    """One meeting: when and where, its agenda with the minutes, who was there, who does what."""
    return whole(request, meeting_of(request, meeting_id))


def whole(request: CoalitionRequest, found: Meeting) -> dict[str, Any]:
    """A meeting as its reader sees it."""
    standing = request.standing
    words = ("about", "time_zone", "safety", "access", "interpretation")
    return {
        **line(found),
        **{name: getattr(found, name) for name in words},
        "link": found.link if queries.is_invited(standing, found) else "",
        "agenda": [_item(each) for each in shown.agenda_of(standing, found)],
        "actions": [point(each) for each in shown.points_shown(standing, found, queries.points_of(found))],
        "from_before": [point(each) for each in shown.points_shown(standing, found, queries.points_from_before(found))],
        "there": [
            {
                "name": each.name,
                "manner": each.row.manner,
                "is_own": each.row.is_own,
                "carrier": each.carrier,
                "acts_for": list(each.acts_for),
                "waits": each.waits,
            }
            for each in shown.there_of(found)
        ],
        "may_change": bool(permissions.may_change(standing, found)),
        "may_write": bool(permissions.may_write(standing, found)),
        "may_keep": bool(permissions.may_keep_of(standing, found)),
        "may_say_there": bool(permissions.may_say_there(standing, found)),
    }


def _item(item: shown.ItemShown) -> dict[str, Any]:
    names = ("title", "about", "kind", "minutes", "notes", "revision")
    return {
        "id": item.row.pk,
        **{name: getattr(item.row, name) for name in names},
        "begins": item.begins,
        "presenter": item.presenter,
        "proposal": item.proposal.row.pk if item.proposal else "",
        "made": [each.row.pk for each in item.made],
        "decisions": [each.row.pk for each in item.decisions],
        "papers": [{"id": each.pk, "name": each.name} for each in item.papers],
    }


def point(each: shown.PointShown) -> dict[str, Any]:
    """An action as its reader sees it."""
    names = ("words", "until", "done_at", "is_dropped", "became")
    return {
        "id": each.row.pk,
        "meeting": each.row.meeting_id,
        **{name: getattr(each.row, name) for name in names},
        "owner": each.owner,
        "may_finish": each.may_finish,
    }
