"""Reads of meetings, one module a noun. What other modules call is named here."""

from plenary.meetings.queries.audience import audience_of, bodies_read, is_invited, is_of_all, name_of_body
from plenary.meetings.queries.meetings import (
    Place,
    attendances_of,
    coming_meetings,
    items_of,
    meetings_between,
    members_there,
    own_attendance,
    past_meetings,
    places_of,
    proposals_seen,
    visible_meeting,
    visible_meetings,
)
from plenary.meetings.queries.points import (
    ends_of_day,
    open_points,
    points_due,
    points_from_before,
    points_of,
    visible_point,
)

__all__ = [
    "Place",
    "attendances_of",
    "audience_of",
    "bodies_read",
    "coming_meetings",
    "ends_of_day",
    "is_invited",
    "is_of_all",
    "items_of",
    "meetings_between",
    "members_there",
    "name_of_body",
    "open_points",
    "own_attendance",
    "past_meetings",
    "places_of",
    "points_due",
    "points_from_before",
    "points_of",
    "proposals_seen",
    "visible_meeting",
    "visible_meetings",
    "visible_point",
]
