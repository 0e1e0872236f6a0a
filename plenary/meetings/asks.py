"""What meetings ask on the desk: the actions of one's member, when one can; and which meetings are coming."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, Happening, asks, tells_coming
from plenary.core.standing import Mandate, Standing
from plenary.core.times import zone_of
from plenary.meetings import queries
from plenary.meetings.permissions import may_object, may_read_meetings, may_say_when
from plenary.meetings.rules import SOON

AHEAD = timedelta(days=60)
"""How long before it begins a meeting is told as coming."""


@asks
def actions_wait(standing: Standing) -> Iterable[Ask]:
    """The actions of one's member that are due within a fortnight, or have no day. One query."""
    if standing.mandate not in (Mandate.DECIDES, Mandate.CONSULTS) or not may_read_meetings(standing):
        return
    horizon = (standing.as_of + SOON).date()
    for point in queries.open_points(standing):
        if point.until is None or point.until <= horizon:
            at = standing.as_of.astimezone(zone_of(point.meeting.time_zone))
            yield Ask(
                title=point.words,
                sentence=_("It was agreed at “%(meeting)s” that your organisation does this.")
                % {"meeting": point.meeting.title},
                url=reverse("meetings:finish", args=[slug_of(standing.coalition), point.meeting_id, point.pk]),
                button=_("Say what became of it"),
                due=queries.ends_of_day(point.until, at) if point.until else None,
            )


@asks
def meetings_ask(standing: Standing) -> Iterable[Ask]:
    """When one can, of meetings that offer times; and to read minutes that are open to objections: who does nothing approves
    them. One query."""
    if standing.mandate not in (Mandate.DECIDES, Mandate.CONSULTS) or not may_read_meetings(standing):
        return
    for meeting in queries.meetings_that_ask(standing, standing.as_of):
        slug = slug_of(standing.coalition)
        if may_say_when(standing, meeting):
            yield Ask(
                title=_("When can you? %(title)s") % {"title": meeting.title},
                sentence=_("A date is looked for. Say which of the times suit you."),
                url=reverse("meetings:dates", args=[slug, meeting.pk]),
                button=_("Say when"),
            )
        elif may_object(standing, meeting):
            yield Ask(
                title=_("Minutes of %(title)s") % {"title": meeting.title},
                sentence=_("Read them. Who does not object in time approves them."),
                url=reverse("meetings:meeting", args=[slug, meeting.pk]),
                button=_("Read"),
                due=meeting.objections_until,
                is_calm=True,
            )


@tells_coming
def meetings_come(standing: Standing) -> Iterable[Happening]:
    """The ten meetings that begin first within two months. One query."""
    if not may_read_meetings(standing):
        return
    for meeting in queries.meetings_between(standing, standing.as_of, standing.as_of + AHEAD):
        if meeting.starts_at and queries.is_invited(standing, meeting):
            address = reverse("meetings:meeting", args=[slug_of(standing.coalition), meeting.pk])
            yield Happening(at=meeting.starts_at, title=meeting.title, url=address, key="meeting", note=meeting.place)
