"""Writes of meetings, one module a noun. What other modules call is named here."""

from plenary.meetings.actions.agenda import Item, set_agenda
from plenary.meetings.actions.attendance import attend, enter_attendance
from plenary.meetings.actions.meetings import Details, amend_meeting, call_meeting, call_off
from plenary.meetings.actions.minutes import write_minutes
from plenary.meetings.actions.points import agree_point, finish_point

__all__ = [
    "Details",
    "Item",
    "agree_point",
    "amend_meeting",
    "attend",
    "call_meeting",
    "call_off",
    "enter_attendance",
    "finish_point",
    "set_agenda",
    "write_minutes",
]
