"""What minutes give a proposal to begin with, and what actions those who act for members
carry."""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.bodies.formed import charter_for
from plenary.bodies.queries import electorate
from plenary.bodies.workload import Acting, Load, tells_load
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.decisions.forms.starting import Start, register_start
from plenary.decisions.queries.presence import tells_presence
from plenary.meetings import doing as _doing  # noqa: F401  # counts what members do
from plenary.meetings import papers as _papers  # noqa: F401  # lets files hang on agenda items
from plenary.meetings.asks import meetings_come
from plenary.meetings.models import AgendaItem, Meeting
from plenary.meetings.permissions import may_read_meetings
from plenary.meetings.queries import (
    attendances_of,
    open_points,
    points_carried,
    present_where_voted,
    visible_meeting,
    waiting_in,
)
from plenary.meetings.queries.audience import deciding_body
from plenary.meetings.rules import FROM_ITEM
from plenary.meetings.spread import (
    done_by_member,
    minutes_by_member,
    minutes_by_person,
    minutes_written,
    presented_by_member,
    turns_by_member,
    turns_by_person,
    written_by_member,
)
from plenary.membership.balance import Measure, register_measure, register_persons
from plenary.membership.sections import Line, Section
from plenary.membership.taking_over import Gone, tells_what_is_taken_over

register_measure(Measure(code="turns", label=_("Turns to speak"), amounts=turns_by_member))
register_measure(Measure(code="minutes", label=_("Minutes spoken"), amounts=minutes_by_member))
register_measure(Measure(code="presented", label=_("Items presented"), amounts=presented_by_member))
register_measure(Measure(code="done", label=_("Actions done"), amounts=done_by_member))
register_measure(Measure(code="written", label=_("Minutes written"), amounts=written_by_member))
register_persons("turns", _("Turns to speak"), turns_by_person)
register_persons("minutes", _("Minutes spoken"), minutes_by_person)
register_persons("written", _("Minutes written"), minutes_written)


@tells_what_is_taken_over
def points_of_member(standing: Standing, _gone: Gone) -> Section | None:
    """The open actions of the member. One query."""
    if not may_read_meetings(standing):
        return None
    lines = tuple(
        Line(
            sentence=point.words,
            url=reverse("meetings:meeting", args=[slug_of(standing.coalition), point.meeting_id]),
            note=str(_("until %(day)s") % {"day": date_format(point.until, "DATE_FORMAT")}) if point.until else "",
        )
        for point in open_points(standing)
    )
    return Section(heading=_("Action points of your member"), lines=lines)


@tells_what_is_taken_over
def meetings_of_member(standing: Standing, _gone: Gone) -> Section:
    """The meetings to which the member is invited, the next ten within two months. Two queries."""
    lines = tuple(
        Line(sentence=str(each.title), url=each.url, note=date_format(each.at, "DATE_FORMAT"))
        for each in meetings_come(standing)
    )
    return Section(heading=_("Meetings to which your member is invited"), lines=lines)


@tells_load
def actions_carried(standing: Standing, acting: Acting) -> Mapping[str, list[Load]]:
    """The open actions of members, as far as the standing may read of the meetings, for all who act for each. One query."""
    if not may_read_meetings(standing):
        return {}
    slug, found = slug_of(standing.coalition), defaultdict[str, list[Load]](list)
    for point in points_carried(standing, acting):
        facts = {"words": point.words, "day": date_format(point.until, "DATE_FORMAT") if point.until else ""}
        words = gettext("To do until %(day)s: %(words)s") if point.until else gettext("To do: %(words)s")
        load = Load(sentence=words % facts, url=reverse("meetings:meeting", args=[slug, point.meeting_id]))
        for person in acting[point.owner_id or ""]:
            found[person].append(load)
    return found


def from_minutes(standing: Standing, item_id: str) -> Start | None:
    """What the minutes of an item say, on which meeting, and who of its electors was there, who is looked up when asked for.
    Four queries at most, and the charter's."""
    if not may_read_meetings(standing):
        return None
    item = AgendaItem.objects.of(standing.coalition).filter(pk=item_id).first()
    meeting = visible_meeting(standing, item.meeting_id) if item else None
    if item is None or meeting is None:
        return None
    return Start(
        title=item.title,
        body=item.notes,
        occasion=meeting.title,
        held=meeting.starts_at,
        there=partial(_electors_there, meeting),
        leads_to=f"{reverse('meetings:meeting', args=[slug_of(standing.coalition), meeting.pk])}#item-{item.pk}",
    )


def _electors_there(meeting: Meeting) -> frozenset[str]:
    """The keys of the electors who were there; not of those whose proxy waits to be confirmed."""
    rows = attendances_of(meeting)
    waiting = waiting_in(rows)
    here = {row.key for row in rows if row.pk not in waiting}
    decides = deciding_body(charter_for(meeting.coalition_id, [meeting.body]), meeting.body)
    electors = electorate(meeting.coalition_id, decides) if decides else ()
    return frozenset(each.key for each in electors if not each.protected and (each.member or each.person) in here)


register_start(FROM_ITEM, from_minutes)
tells_presence(present_where_voted)
