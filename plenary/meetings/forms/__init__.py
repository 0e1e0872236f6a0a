"""Forms of meetings, one module a noun."""

from plenary.meetings.forms.agenda import ItemForm, agenda_forms, items_in
from plenary.meetings.forms.approval import AnswerForm, ObjectionForm, PublishForm
from plenary.meetings.forms.attendance import AttendanceForm, MannerForm
from plenary.meetings.forms.dates import AvailabilityForm, LookForm, NeedForm, OfferForm
from plenary.meetings.forms.meetings import CallForm, MeetingForm, initial_of
from plenary.meetings.forms.minutes import BecameForm, FinishForm, MinutesForm, PointForm

__all__ = [
    "AnswerForm",
    "AttendanceForm",
    "AvailabilityForm",
    "BecameForm",
    "CallForm",
    "FinishForm",
    "ItemForm",
    "LookForm",
    "MannerForm",
    "MeetingForm",
    "MinutesForm",
    "NeedForm",
    "ObjectionForm",
    "OfferForm",
    "PointForm",
    "PublishForm",
    "agenda_forms",
    "initial_of",
    "items_in",
]
