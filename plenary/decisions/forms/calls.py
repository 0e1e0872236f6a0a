"""Forms of a decision of a call: when and where, who said what; and of the date from which a proposal takes effect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from plenary.charter.queries import charter_of
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.times import zone_of
from plenary.core.verdicts import Label, reasons
from plenary.decisions.actions import Call
from plenary.decisions.labels import SAID
from plenary.decisions.queries.calls import Place
from plenary.decisions.rules.calls import Said, with_rest

_DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2900, 1, 1))]
"""Days that every zone can tell as moments; a decision lies between them."""


def zone_of_days(coalition: Coalition) -> ZoneInfo:
    """The zone in which the charter counts days, else the coalition's own."""
    return zone_of(charter_of(coalition.id).days.time_zone or coalition.time_zone)


@dataclass(frozen=True, slots=True)
class Line:
    """One elector in the table of a call: its name, the field, and each answer with whether it is marked."""

    place: Place
    field: str
    answers: tuple[tuple[str, Label, bool], ...]


class CallForm(forms.Form):
    """What happened on a call, one line for each elector that may be named and has not voted in writing."""

    held_on = forms.DateField(
        label=_("Day"), validators=_DAYS, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    held_at = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    occasion = forms.CharField(
        label=_("Occasion"),
        max_length=200,
        help_text=_("Such as “call of the board”, or “table at the meeting in Lima”."),
    )
    rest = forms.ChoiceField(
        label=_("Those who are not marked"),
        choices=[
            (Said.ABSENT.value, _("were not there")),
            (Said.FOR.value, _("were there, and for it")),
            (Said.SILENT.value, _("were there, and silent")),
        ],
        initial=Said.ABSENT.value,
    )
    notes = forms.CharField(
        label=_("Minutes or notes"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Markdown may be used. All who may read the proposal read them."),
    )

    def __init__(self, *args: Any, places: Sequence[Place], zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.listed = [place for place in places if place.is_listed]
        for place in self.listed:
            self.fields[_field(place)] = forms.ChoiceField(required=False, choices=[("", ""), *SAID.items()])

    def lines(self) -> Iterator[Line]:
        """The table, by name."""
        for place in self.listed:
            marked = str(self[_field(place)].value() or "")
            answers = tuple((code, word, code == marked) for code, word in SAID.items())
            yield Line(place, _field(place), answers)

    def clean(self) -> dict[str, Any]:
        """The call is over, and somebody was there."""
        given = super().clean() or self.cleaned_data
        if given.get("held_on") and given.get("held_at"):
            given["at"] = datetime.combine(given["held_on"], given["held_at"], self.zone)
            if given["at"] > clock.now():
                self.add_error("held_on", str(reasons()["decisions.not_yet_held"]))
        if given.get("rest"):
            given["said"] = self._said(given)
            if not given["said"]:
                raise forms.ValidationError(str(reasons()["decisions.nobody_there"]))
        return given

    def _said(self, given: dict[str, Any]) -> dict[str, Said]:
        marked = {place.key: Said(word) for place in self.listed if (word := given.get(_field(place)))}
        return with_rest(marked, frozenset(place.key for place in self.listed), Said(given["rest"]))

    def call(self) -> Call:
        """The call. Ask when the form is valid."""
        given = self.cleaned_data
        return Call(at=given["at"], occasion=given["occasion"], said=given["said"], notes=given["notes"])


def _field(place: Place) -> str:
    return f"said-{place.key}"


class FromForm(forms.Form):
    """From when the effects of a proposal are wanted."""

    effects_from = forms.DateField(
        label=_("Takes effect from"),
        required=False,
        validators=_DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: as soon as it is adopted, and after the hold that the charter may set."),
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def moment(self) -> datetime | None:
        """The first moment of the day in the coalition's zone, or None. Ask when the form is valid."""
        day = self.cleaned_data["effects_from"]
        return datetime(day.year, day.month, day.day, tzinfo=self.zone) if day else None


class UrgencyForm(forms.Form):
    """Why it cannot wait."""

    why = forms.CharField(label=_("Why it cannot wait"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
