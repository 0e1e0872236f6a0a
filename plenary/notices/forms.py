"""Forms of notices: how mails of each topic come, and quiet hours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.core.standing import Standing
from plenary.notices import queries
from plenary.notices.labels import WAY
from plenary.notices.rules.ways import Way


class ChoicesForm(forms.Form):
    """One choice for each topic, among the ways that it has."""

    def __init__(self, standing: Standing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic, way in queries.ways_for(standing):
            self.fields[topic.code] = forms.ChoiceField(
                label=str(topic.label),
                help_text=str(topic.explained),
                choices=[(each.value, WAY[each]) for each in topic.ways],
                initial=way.value,
            )

    @property
    def ways(self) -> dict[str, Way]:
        """What was chosen: topic's code -> way."""
        return {code: Way(value) for code, value in self.cleaned_data.items()}


class QuietHoursForm(forms.Form):
    """From when until when no mail comes; both or neither."""

    start = forms.TimeField(
        label=pgettext_lazy("quiet hours", "From"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    end = forms.TimeField(
        label=pgettext_lazy("quiet hours", "Until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """Both hours, or neither."""
        cleaned = super().clean() or {}
        if not self.errors and (cleaned["start"] is None) != (cleaned["end"] is None):
            self.add_error("end" if cleaned["end"] is None else "start", _("Give both hours, or neither."))
        return cleaned
