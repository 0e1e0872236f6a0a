"""The form of a meeting: when, where, what for, and what is seen to so that all can take part."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from plenary.bodies.formed import names_at_work
from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.meetings.actions import Details
from plenary.meetings.models import Meeting
from plenary.meetings.permissions import may_call

DAYS = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2900, 1, 1))]
"""Days that every zone can tell as moments."""
_WORDS = {"rows": 3}


def day_field(**more: Any) -> forms.DateField:
    """A day, as a browser asks for it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(validators=DAYS, widget=widget, **more)


def hour_field(**more: Any) -> forms.TimeField:
    """An hour, as a browser asks for it."""
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


class MeetingForm(forms.Form):
    """Date, place and words of a meeting."""

    title = forms.CharField(label=_("Title"), max_length=200)
    day = day_field(label=_("Day"), required=False, help_text=_("Empty: the date is told later."))
    begins = hour_field(label=_("Begins"), required=False)
    ends = hour_field(label=_("Ends"), required=False, help_text=_("Earlier than it begins: on the next day."))
    time_zone = forms.ChoiceField(
        label=_("Time zone of these hours"),
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
    )
    about = forms.CharField(label=_("What it is for"), required=False, max_length=5000, widget=forms.Textarea(_WORDS))
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    link = forms.URLField(
        label=_("Link to join online"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only those who are invited see it."),
    )
    safety = forms.CharField(
        label=_("Safety"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(_WORDS),
        help_text=_("What makes the place safe for everybody, the way there too; what to heed."),
    )
    access = forms.CharField(
        label=_("Access"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(_WORDS),
        help_text=_("Steps, lifts, hearing, breaks, children, travel that is paid: what is there, and whom to ask."),
    )
    interpretation = forms.CharField(
        label=_("Interpretation"),
        required=False,
        max_length=300,
        help_text=_("Into which languages, spoken and signed."),
    )

    def clean(self) -> dict[str, Any]:
        """Day and both hours, or none of them."""
        given = super().clean() or self.cleaned_data
        asked = ("day", "begins", "ends")
        told = [name for name in asked if given.get(name) is not None]
        if told and not set(asked) & set(self.errors):
            for name in asked:
                if given.get(name) is None:
                    self.add_error(name, _("Tell the day and both hours, or leave all three empty."))
        return given

    def details(self) -> Details:
        """What is told of the meeting. Ask when the form is valid."""
        given = {
            name: value for name, value in self.cleaned_data.items() if name not in {"day", "begins", "ends", "body"}
        }
        zone = zone_of(given["time_zone"])
        starts, ends = span(self.cleaned_data, zone)
        return Details(starts_at=starts, ends_at=ends, **given)


class CallForm(MeetingForm):
    """A meeting that is called: of which body, too."""

    body = forms.ChoiceField(label=_("Who meets"), required=False)
    field_order = ("body",)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [*names_at_work(standing.coalition), ("", _("all members"))]
        offer(self, "body", [each for each in bodies if may_call(standing, each[0])])


def span(given: dict[str, Any], zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """The first and last moment of a day with two hours; one that ends earlier than it begins ends on the next day."""
    if given["day"] is None:
        return None, None
    starts = datetime.combine(given["day"], given["begins"], zone)
    ends = datetime.combine(given["day"], given["ends"], zone)
    return starts, ends if ends > starts else ends + timedelta(days=1)


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What the form says of a meeting that is there."""
    zone = zone_of(meeting.time_zone)
    names = ("title", "about", "time_zone", "place", "link", "safety", "access", "interpretation")
    told: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    if meeting.starts_at and meeting.ends_at:
        starts, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
        told |= {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}
    return told
