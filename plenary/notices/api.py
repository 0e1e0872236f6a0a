"""The routes of notices: the inbox, how its mails come, replies that wait, quiet hours, the calendar's address."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.bearing import ApiRequest
from plenary.accounts.routes import Routes, SignedIn
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page
from plenary.core.http.problems import Invalid, cleaned
from plenary.notices import queries
from plenary.notices.actions import choices, replies, visits
from plenary.notices.forms import QuietHoursForm
from plenary.notices.labels import WAY
from plenary.notices.models import HeldReply
from plenary.notices.permissions import may_open_inbox
from plenary.notices.rules.ways import Way
from plenary.record.api import LineOut
from plenary.record.queries import newest_place

routes = Routes("notices")
READERS = InCoalition(may_open_inbox)
SLUG = "/coalitions/{slug}/inbox"


class NoticeOut(LineOut):
    """One entry of the inbox."""

    is_new: bool = Field(description="entered since one read last")


class ReadIn(Schema):
    """How far one has read."""

    until: int = Field(ge=0, le=2**53, description="`n` of the newest entry that was read")


class WayOut(Schema):
    """How the mails of one topic come."""

    topic: str
    label: str
    explained: str
    way: str = Field(description="the way that holds")
    label_of_way: str
    ways: list[str] = Field(description="the ways that can be chosen")


class WaysOut(Schema):
    """How the mails of each topic come."""

    items: list[WayOut]


class WaysIn(Schema):
    """How mails are to come: topic -> way. What is not named stays."""

    ways: dict[str, Way] = Field(max_length=100)


class HeldOut(Schema):
    """A reply by mail that waits until one says that it is one's own."""

    id: str
    kind: str = Field(description="what it answers: a kind of thing")
    parent: str = Field(description="the id of what it answers")
    words: str
    reason: str = Field(description="code of why it waits")
    at: datetime
    expires_at: datetime


class HeldListOut(Schema):
    """The replies that wait, the oldest first."""

    items: list[HeldOut]


class QuietOut(Schema):
    """The hours in which no mail comes, on the clock of one's own time zone; both null: none."""

    start: str | None
    end: str | None


class QuietIn(Schema):
    """Both hours, or neither."""

    start: str | None = Field(None, pattern=r"^[0-9]{2}:[0-9]{2}$", description="HH:MM")
    end: str | None = Field(None, pattern=r"^[0-9]{2}:[0-9]{2}$", description="HH:MM")


class CalendarOut(Schema):
    """Whether one's calendar has a secret address, since when. The address itself is told once, when it is made."""

    made_at: datetime | None


class CalendarMadeOut(Schema):
    """The secret address of one's calendar; an earlier one answers no more."""

    address: str


@routes.get(SLUG, READERS, gives=Page[NoticeOut])
def inbox(request: CoalitionRequest, wanted: Query[PageQuery]) -> Any:
    """What was entered for one and is news, the newest first. Reading it here does not mark it as read."""
    after = wanted.after(int)
    found = queries.inbox(request.standing, int(after[0]) if after else None, limit=wanted.limit + 1)
    lines = [{**LineOut.from_orm(line).model_dump(), "is_new": is_new} for line, is_new in found.lines]
    return page(request, lines, wanted, lambda line: (line["n"],))


@routes.put(f"{SLUG}/read", READERS, gives=None, status=204)
def read(request: CoalitionRequest, how_far: ReadIn) -> None:
    """Say how far one has read. It never goes back."""
    until = min(how_far.until, newest_place(request.coalition.id))
    visits.note_visit(by=request.standing, sequence=until)


@routes.get(f"{SLUG}/mails", READERS, gives=WaysOut)
def mails(request: CoalitionRequest) -> Any:
    """How the mails of each topic come."""
    return _ways(request)


@routes.put(f"{SLUG}/mails", READERS, gives=WaysOut)
def choose_mails(request: CoalitionRequest, chosen: WaysIn) -> Any:
    """Choose how the mails of some topics come."""
    known = {topic.code: topic for topic, _way in queries.ways_for(request.standing)}
    wrong = [code for code, way in chosen.ways.items() if code not in known or way not in known[code].ways]
    if wrong:
        raise Invalid(
            {f"ways.{code}": [_("There is no such topic, or it does not come in this way.")] for code in wrong}
        )
    choices.choose_ways(by=request.standing, ways=chosen.ways)
    return _ways(request)


@routes.get(f"{SLUG}/replies", READERS, gives=HeldListOut)
def held_list(request: CoalitionRequest) -> Any:
    """The replies by mail that wait for one."""
    return {"items": [_held(reply) for reply in queries.held_replies(request.standing)]}


@routes.get(f"{SLUG}/replies/{{held_id}}", READERS, gives=HeldOut)
def held(request: CoalitionRequest, held_id: str) -> Any:
    """One reply by mail that waits."""
    return _held(_waiting(request, held_id))


@routes.post(f"{SLUG}/replies/{{held_id}}/confirm", READERS, gives=None, status=204)
def confirm_held(request: CoalitionRequest, held_id: str) -> None:
    """Say that a reply is one's own: it is entered as a comment."""
    replies.confirm(by=request.standing, reply=_waiting(request, held_id))


@routes.delete(f"{SLUG}/replies/{{held_id}}", READERS)
def discard_held(request: CoalitionRequest, held_id: str) -> None:
    """Throw a reply away."""
    replies.discard(by=request.standing, reply=_waiting(request, held_id))


@routes.get("/account/quiet-hours", SignedIn(), gives=QuietOut)
def quiet_hours(request: ApiRequest) -> Any:
    """The hours in which no mail comes."""
    return _quiet(request)


@routes.put("/account/quiet-hours", SignedIn(), gives=QuietOut)
def set_quiet_hours(request: ApiRequest, hours: QuietIn) -> Any:
    """Set the hours in which no mail comes; without both there are none."""
    choices.set_quiet_hours(by=request.bearer.require_account(), **cleaned(QuietHoursForm(hours.model_dump())))
    return _quiet(request)


@routes.get("/account/calendar", SignedIn(), gives=CalendarOut)
def calendar(request: ApiRequest) -> Any:
    """Whether one's calendar has a secret address."""
    found = queries.calendar_of(request.bearer.account_id)
    return {"made_at": found.made_at if found else None}


@routes.post("/account/calendar", SignedIn(), gives=CalendarMadeOut, status=201)
def make_calendar(request: ApiRequest) -> Any:
    """Give one's calendar a new secret address."""
    token = choices.make_calendar(by=request.bearer.require_account())
    return {"address": settings.SITE_URL + reverse("notices:deadlines", args=[token])}


@routes.delete("/account/calendar", SignedIn())
def stop_calendar(request: ApiRequest) -> None:
    """Take the secret address back."""
    choices.stop_calendar(by=request.bearer.require_account())


def _ways(request: CoalitionRequest) -> dict[str, Any]:
    return {
        "items": [
            {
                "topic": topic.code,
                "label": str(topic.label),
                "explained": str(topic.explained),
                "way": way.value,
                "label_of_way": str(WAY[way]),
                "ways": [each.value for each in topic.ways],
            }
            for topic, way in queries.ways_for(request.standing)
        ]
    }


def _waiting(request: CoalitionRequest, held_id: str) -> HeldReply:
    reply = queries.held_replies(request.standing).filter(id=held_id).first()
    if reply is None:
        raise Http404
    return reply


def _held(reply: HeldReply) -> HeldOut:
    return HeldOut(
        id=reply.id,
        kind=reply.kind,
        parent=reply.parent,
        words=queries.words_of(reply),
        reason=reply.reason,
        at=reply.at,
        expires_at=reply.expires_at,
    )


def _quiet(request: ApiRequest) -> dict[str, str | None]:
    hours = queries.quiet_hours(request.bearer.account_id)
    if hours is None:
        return {"start": None, "end": None}
    return {"start": f"{hours.start:%H:%M}", "end": f"{hours.end:%H:%M}"}
