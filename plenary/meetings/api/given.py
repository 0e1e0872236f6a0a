"""The room's routes, and what its modules share."""

from typing import Any

from django.http import Http404

from plenary.accounts.routes import Routes
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.meetings import permissions, queries
from plenary.meetings.models import AgendaItem, Meeting

routes = Routes("meetings")
READERS = InCoalition(permissions.may_read_meetings)
MEETINGS = "/coalitions/{slug}/meetings"
MEETING = f"{MEETINGS}/{{meeting_id}}"


def meeting_of(request: CoalitionRequest, meeting_id: str) -> Meeting:
    """The meeting that the reader may read of. Raises Http404."""
    found = queries.visible_meeting(request.standing, meeting_id)
    if found is None:
        raise Http404
    return found


def item_of(meeting: Meeting, item_id: str) -> AgendaItem:
    """An item of its agenda. Raises Http404."""
    found = next((item for item in queries.items_of(meeting) if item.pk == item_id), None)
    if found is None:
        raise Http404
    return found


def line(meeting: Meeting) -> dict[str, Any]:
    """A meeting as a line of a list."""
    return {
        "id": meeting.pk,
        "title": meeting.title,
        "body": meeting.body,
        "phase": meeting.phase.value,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
    }
