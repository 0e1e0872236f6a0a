"""Where the minutes of a meeting stand, and what was objected."""

from django.db.models import Max

from plenary.core import clock
from plenary.meetings.models import AgendaItem, Meeting, MinutesObjection
from plenary.meetings.rules.approval import Approval, approval_of


def objections_of(meeting: Meeting) -> list[MinutesObjection]:
    """What was objected to the minutes, oldest first. One query."""
    rows = MinutesObjection.objects.of(meeting.coalition_id).filter(meeting=meeting)
    return list(rows.select_related("meeting", "member__organisation", "member__individual"))


def approval(meeting: Meeting) -> Approval:
    """Where the minutes stand now. Two queries once they were published."""
    if meeting.minutes_published_at is None:
        return Approval.DRAFT
    rows = MinutesObjection.objects.of(meeting.coalition_id).filter(meeting=meeting, settled_at=None)
    changed = AgendaItem.objects.of(meeting.coalition_id).filter(meeting=meeting).aggregate(last=Max("notes_at"))
    return approval_of(
        meeting.minutes_published_at,
        meeting.objections_until,
        clock.now(),
        objections=rows.count(),
        changed=changed["last"],
    )
