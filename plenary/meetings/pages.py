"""Where meetings stand in the masthead, and what minutes give a proposal to begin with."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.bodies.formed import charter_for
from plenary.bodies.queries import electorate
from plenary.coalitions.queries import slug_of
from plenary.core.navigation import register_page
from plenary.core.standing import Standing
from plenary.decisions.forms.starting import Start, register_start
from plenary.meetings import papers as _papers  # noqa: F401  # lets files hang on agenda items
from plenary.meetings.models import AgendaItem, Attendance
from plenary.meetings.permissions import may_read_meetings
from plenary.meetings.queries import visible_meeting
from plenary.meetings.queries.audience import deciding_body
from plenary.meetings.rules import FROM_ITEM

register_page(_("Meetings"), "meetings:meetings", 45, may_read_meetings)


def from_minutes(standing: Standing, item_id: str) -> Start | None:
    """What the minutes of an item say, on which meeting, and who of its electors was there. Five queries at most."""
    if not may_read_meetings(standing):
        return None
    item = AgendaItem.objects.of(standing.coalition).filter(pk=item_id).first()
    meeting = visible_meeting(standing, item.meeting_id) if item else None
    if item is None or meeting is None:
        return None
    rows = Attendance.objects.of(standing.coalition).filter(meeting=meeting).exclude(member__protected=True)
    here = {str(member or person) for member, person in rows.values_list("member_id", "person_id")}
    decides = deciding_body(charter_for(standing.coalition, [meeting.body]), meeting.body)
    electors = electorate(standing.coalition, decides) if decides else ()
    there = frozenset(each.key for each in electors if not each.protected and (each.member or each.person) in here)
    return Start(
        title=item.title,
        body=item.notes,
        occasion=meeting.title,
        held=meeting.starts_at,
        there=there,
        leads_to=f"{reverse('meetings:meeting', args=[slug_of(standing.coalition), meeting.pk])}#item-{item.pk}",
    )


register_start(FROM_ITEM, from_minutes)
