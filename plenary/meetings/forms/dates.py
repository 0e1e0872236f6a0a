"""Forms of finding a date: which times are offered, which days are looked through, when one can, what one needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from plenary.core.times import zone_of
from plenary.core.verdicts import Label
from plenary.meetings.forms.meetings import day_field, hour_field
from plenary.meetings.labels import AVAILABLE
from plenary.meetings.models import DateOption, Meeting
from plenary.meetings.rules.fairness import Weighed

ROWS = 5
"""So many times are offered at once."""
LONGEST_LOOK = timedelta(days=31)


def minutes_field() -> forms.IntegerField:
    """For how long one meets."""
    return forms.IntegerField(
        label=_("How many minutes"), initial=60, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )


class LookForm(forms.Form):
    """Through which days a fair time is looked for."""

    first = day_field(label=_("From"))
    last = day_field(label=_("To"))
    minutes = minutes_field()

    def clean(self) -> dict[str, Any]:
        """No more than a month."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last and not timedelta(0) <= last - first <= LONGEST_LOOK:
            self.add_error("last", _("It comes after the first day, and within a month."))
        return given


class OfferForm(forms.Form):
    """The times that are offered, each by day and hour in the zone of the meeting."""

    minutes = minutes_field()

    def __init__(self, *args: Any, meeting: Meeting, suggested: Sequence[Weighed] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone_of(meeting.time_zone)
        for number in range(1, ROWS + 1):
            self.fields[f"day-{number}"] = day_field(label=_("Day"), required=False)
            self.fields[f"begins-{number}"] = hour_field(label=_("Begins"), required=False)
        for number, each in enumerate(suggested[:ROWS], 1):
            starts = each.slot.starts.astimezone(self.zone)
            told = {f"day-{number}": starts.date(), f"begins-{number}": starts.time()}
            self.initial = {**self.initial, **told}

    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Day and hour of each time."""
        for number in range(1, ROWS + 1):
            yield self[f"day-{number}"], self[f"begins-{number}"]

    def clean(self) -> dict[str, Any]:
        """Day and hour, or neither; at least one time."""
        given = super().clean() or self.cleaned_data
        for number in range(1, ROWS + 1):
            day, begins = given.get(f"day-{number}"), given.get(f"begins-{number}")
            if day and begins is None and f"begins-{number}" not in self.errors:
                self.add_error(f"begins-{number}", _("Tell the hour too."))
            if begins is not None and day is None and f"day-{number}" not in self.errors:
                self.add_error(f"day-{number}", _("Tell the day too."))
        if not self.errors and not self.spans():
            raise forms.ValidationError(_("Offer at least one time."))
        return given

    def spans(self) -> list[tuple[datetime, datetime]]:
        """The times. Ask when the form is valid."""
        given = self.cleaned_data
        found = []
        for number in range(1, ROWS + 1):
            day, begins = given.get(f"day-{number}"), given.get(f"begins-{number}")
            if isinstance(day, date) and begins is not None:
                starts = datetime.combine(day, begins, self.zone)
                found.append((starts, starts + timedelta(minutes=given["minutes"])))
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """A time that is offered, the name of its field, and each answer with whether it is marked."""

    option: DateOption
    field: str
    answers: tuple[tuple[str, Label, bool], ...]


class AvailabilityForm(forms.Form):
    """When one can."""

    def __init__(self, *args: Any, options: Sequence[DateOption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        for option in options:
            self.fields[f"can-{option.pk}"] = forms.ChoiceField(required=False, choices=[("", ""), *AVAILABLE.items()])

    def lines(self) -> Iterator[Line]:
        """The times, in their order."""
        for option in self.options:
            marked = str(self[f"can-{option.pk}"].value() or "")
            yield Line(
                option, f"can-{option.pk}", tuple((code, word, code == marked) for code, word in AVAILABLE.items())
            )

    def answers(self) -> dict[str, str]:
        """What was answered, by option. Ask when the form is valid."""
        told = {option.pk: self.cleaned_data[f"can-{option.pk}"] for option in self.options}
        return {key: answer for key, answer in told.items() if answer}


class NeedForm(forms.Form):
    """What one needs to take part."""

    words = forms.CharField(
        label=_("What do you need to take part?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "A ramp, captions, an interpreter, travel, childcare, a safe way. Only those who call meetings read it."
        ),
    )
