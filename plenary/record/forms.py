"""What a reader asks of the feed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label


class FeedForm(forms.Form):
    """Narrows the feed to one thing, one kind, and what stands before a place."""

    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    before = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *((code, _in_words(code)) for code, _sentence in kinds)]
        self.fields["kind"] = forms.ChoiceField(label=_("Show"), required=False, choices=choices)


def _in_words(code: str) -> str:
    room, _dot, rest = code.partition(".")
    return capfirst(f"{room}: {rest.replace('_', ' ').replace('.', ' ')}")
