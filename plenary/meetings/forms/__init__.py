"""Forms of meetings, one module a noun."""

from plenary.meetings.forms.agenda import ItemForm, agenda_forms, items_in
from plenary.meetings.forms.attendance import AttendanceForm, MannerForm
from plenary.meetings.forms.meetings import CallForm, MeetingForm, initial_of
from plenary.meetings.forms.minutes import FinishForm, MinutesForm, PointForm

__all__ = [
    "AttendanceForm",
    "CallForm",
    "FinishForm",
    "ItemForm",
    "MannerForm",
    "MeetingForm",
    "MinutesForm",
    "PointForm",
    "agenda_forms",
    "initial_of",
    "items_in",
]
