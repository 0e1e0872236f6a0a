"""Pages of meetings, one module a noun."""

from plenary.meetings.views.attending import attend, attendance
from plenary.meetings.views.calling import agenda, call, call_off, change
from plenary.meetings.views.minutes import agree, finish, write
from plenary.meetings.views.reading import calendar, meeting, meetings

__all__ = [
    "agenda",
    "agree",
    "attend",
    "attendance",
    "calendar",
    "call",
    "call_off",
    "change",
    "finish",
    "meeting",
    "meetings",
    "write",
]
