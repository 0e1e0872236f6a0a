"""Writes of meetings, one module a noun. What other modules call is named here."""

from plenary.meetings.actions.agenda import Item, set_agenda
from plenary.meetings.actions.approval import object_to_minutes, publish_minutes, settle_objection
from plenary.meetings.actions.attendance import attend, enter_attendance
from plenary.meetings.actions.dates import choose_date, offer_dates, say_when, tell_need
from plenary.meetings.actions.meetings import Details, amend_meeting, call_meeting, call_off
from plenary.meetings.actions.minutes import write_minutes
from plenary.meetings.actions.paper import Agreed, Became, Sheet, type_in
from plenary.meetings.actions.points import agree_point, finish_point
from plenary.meetings.actions.speeches import ask_to_speak, give_floor, take_back

__all__ = [
    "Agreed",
    "Became",
    "Details",
    "Item",
    "Sheet",
    "agree_point",
    "amend_meeting",
    "ask_to_speak",
    "attend",
    "call_meeting",
    "call_off",
    "choose_date",
    "enter_attendance",
    "finish_point",
    "give_floor",
    "object_to_minutes",
    "offer_dates",
    "publish_minutes",
    "say_when",
    "set_agenda",
    "settle_objection",
    "take_back",
    "tell_need",
    "type_in",
    "write_minutes",
]
