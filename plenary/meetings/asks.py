"""What meetings ask on the desk: one's actions, when one can, the plenary to be called; and which meetings are coming."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plenary.charter.prose import phrases
from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, Happening, asks, tells_coming
from plenary.core.standing import Mandate, Standing
from plenary.core.times import zone_of
from plenary.meetings import queries
from plenary.meetings.permissions import may_call, may_object, may_read_meetings, may_say_when
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


@asks
def plenary_is_to_be_called(standing: Standing) -> Iterable[Ask]:
    """Those who may call it: the plenary, from sixty days before the day by which the charter says that it meets, while it is not
    called. Two queries, none where the charter does not say it."""
    if not may_read_meetings(standing) or not may_call(standing, ""):
        return
    found = queries.plenary_to_call(standing.coalition)
    if found and found.asked <= standing.as_of and found.of & standing.audiences:
        yield _call_the_plenary(found, slug_of(standing.coalition))


def _call_the_plenary(found: queries.ToCall, slug: str) -> Ask:
    facts = {"name": found.name, "rhythm": phrases.every(found.every_months)}
    words = _("The charter says that it meets %(rhythm)s; nobody has called it.") % facts
    if found.met:
        facts["day"] = date_format(found.met, "DATE_FORMAT")
        words = (
            _("The charter says that it meets %(rhythm)s; it met last on %(day)s, and nobody has called it.") % facts
        )
    return Ask(
        title=_("Call the meeting: %(name)s") % facts,
        sentence=words,
        url=f"{reverse('meetings:call', args=[slug])}?body={found.body}",
        button=_("Call it"),
        due=found.due,
        clause=found.clause,
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
