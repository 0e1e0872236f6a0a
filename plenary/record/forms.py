"""What a reader asks of the feed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.record.sentences import outlines


class FeedForm(forms.Form):
    """Narrows the feed to one thing, one kind, and what stands before a place."""

    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    before = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *outlines()]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of entry"), required=False, choices=choices)
