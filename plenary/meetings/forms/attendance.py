"""Forms of who was at a meeting: one's own word, and the list that the one who keeps the minutes ticks off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label
from plenary.meetings.labels import MANNER
from plenary.meetings.queries import Place
from plenary.meetings.rules import Manner


class MannerForm(forms.Form):
    """How one takes part; empty: not."""

    manner = forms.ChoiceField(
        label=_("How do you take part?"), required=False, choices=[("", _("not there")), *MANNER.items()]
    )

    def manner_given(self) -> Manner | None:
        """How, or None. Ask when the form is valid."""
        return Manner(self.cleaned_data["manner"]) if self.cleaned_data["manner"] else None


@dataclass(frozen=True, slots=True)
class Line:
    """One who may be there, the name of its field, and each answer with whether it is marked."""

    place: Place
    field: str
    answers: tuple[tuple[str, Label, bool], ...]


class AttendanceForm(forms.Form):
    """Who was there, a line for each who may be. A line that was not on the page that is sent stays as it is."""

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for place in places:
            self.fields[_field(place)] = forms.ChoiceField(required=False, choices=[("", ""), *MANNER.items()])
            self.initial[_field(place)] = place.manner or ""

    def lines(self) -> Iterator[Line]:
        """The table, by name."""
        for place in self.places:
            marked = str(self[_field(place)].value() or "")
            answers = tuple((code, word, code == marked) for code, word in MANNER.items())
            yield Line(place, _field(place), answers)

    def manners(self) -> dict[str, Manner | None]:
        """How each took part, by key, of the lines that were sent. Ask when the form is valid."""
        return {
            place.key: Manner(word) if (word := self.cleaned_data[_field(place)]) else None
            for place in self.places
            if _field(place) in self.data
        }


def _field(place: Place) -> str:
    return f"at-{place.key}"
