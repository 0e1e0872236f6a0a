"""Forms of notices: how mails of each topic come, quiet hours, and webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.core.standing import Standing
from plenary.core.verdicts import refuse
from plenary.notices import queries
from plenary.notices.labels import READS, SAYS, WAY
from plenary.notices.rules.destinations import LONGEST, DestinationError, destination_of
from plenary.notices.rules.ways import Way
from plenary.notices.rules.webhooks import Reads, Says


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


class WebhookForm(forms.Form):
    """What a webhook is told."""

    reads = forms.ChoiceField(
        label=_("What is it told of?"),
        choices=list(READS.items()),
        initial=Reads.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("Never of what concerns one member or one person alone, nor of protected members."),
    )
    says = forms.ChoiceField(
        label=_("What is sent of each entry?"),
        choices=list(SAYS.items()),
        initial=Says.NOTHING,
        widget=forms.RadioSelect,
        help_text=_("What was sent cannot be taken back. What the record says about a person is never sent."),
    )

    @property
    def told(self) -> dict[str, Any]:
        """What was chosen, as the actions take it."""
        return {"reads": Reads(self.cleaned_data["reads"]), "says": Says(self.cleaned_data["says"])}


class NewWebhookForm(WebhookForm):
    """Where a webhook is told, and what."""

    address = forms.CharField(
        label=_("The address of the other program"),
        max_length=LONGEST,
        help_text=_("It begins with https:// and names a host that the whole net reaches."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
    field_order = ("address", "reads", "says")

    def clean_address(self) -> str:
        """An address to which something can be sent; whether its host is on the public net is asked last."""
        address: str = self.cleaned_data["address"]
        try:
            destination_of(address)
        except DestinationError as error:
            raise forms.ValidationError(refuse(error.reason).sentence) from error
        return address
