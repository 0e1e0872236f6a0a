"""Rows of meetings, one module a noun."""

from plenary.meetings.models.dates import Availability, DateOption, Need
from plenary.meetings.models.meetings import ActionPoint, AgendaItem, Attendance, Meeting
from plenary.meetings.models.minutes import MinutesObjection
from plenary.meetings.models.speeches import Speech

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "Availability",
    "DateOption",
    "Meeting",
    "MinutesObjection",
    "Need",
    "Speech",
]
