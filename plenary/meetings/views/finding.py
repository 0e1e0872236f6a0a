"""The meeting of an address, and the way back to its page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.landing import tell
from plenary.meetings import queries
from plenary.meetings.models import AgendaItem, Meeting


def meeting_or_404(request: CoalitionRequest, meeting_id: str) -> Meeting:
    """The meeting that the reader may read of, or 404."""
    found = queries.visible_meeting(request.standing, meeting_id)
    if found is None:
        raise Http404
    return found


def item_or_404(meeting: Meeting, item_id: str) -> AgendaItem:
    """The item of the meeting's agenda, or 404."""
    found = next((item for item in queries.items_of(meeting) if item.pk == item_id), None)
    if found is None:
        raise Http404
    return found


def back_to(request: CoalitionRequest, meeting: Meeting, said: str, at: str) -> HttpResponse:
    """To the page of a meeting, which says at its top what was done and leads to the place."""
    tell(request, said, at=at)
    return redirect("meetings:meeting", request.coalition.slug, meeting.pk)
