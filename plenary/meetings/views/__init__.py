"""Pages of meetings, one module a noun."""

from plenary.meetings.views.approval import object_, publish, settle
from plenary.meetings.views.attending import attend, attendance
from plenary.meetings.views.calling import agenda, call, call_off, change
from plenary.meetings.views.dates import choose, dates, need, offer
from plenary.meetings.views.minutes import agree, finish, write
from plenary.meetings.views.paper import sheet, type_in
from plenary.meetings.views.presence import floor, live, speak
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
    "choose",
    "dates",
    "finish",
    "floor",
    "live",
    "meeting",
    "meetings",
    "need",
    "object_",
    "offer",
    "publish",
    "settle",
    "sheet",
    "speak",
    "type_in",
    "write",
]
