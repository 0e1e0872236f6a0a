"""The form of a translation: title, reasons, and the words that the proposal resolves."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.decisions.queries.languages import Words
from plenary.texts.actions import MOST_OF_A_TEXT, MOST_OF_A_TITLE
from plenary.texts.models import Version


class TranslationForm(forms.Form):
    """One field for each part of the source that has words; each goes with the version that the translator saw."""

    title = forms.CharField(label=_("Title"), max_length=MOST_OF_A_TITLE)

    def __init__(self, *args: Any, source: Words, begun: Mapping[str, Version], text: str, **kwargs: Any) -> None:
        own = begun.get(text)
        initial = {"title": own.title if own else "", "body": own.body if own else ""}
        self.source, self.text = source, text
        for effect, reading in source.effects.items():
            there = begun.get(reading.text)
            initial[f"words-{effect}"] = there.body if there else ""
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        for effect in source.effects:
            self.fields[f"words-{effect}"] = _words(_("What is resolved"), 12)
            self._add_seen(source.effects[effect].text, source.effects[effect].authentic.pk)
        if source.body:
            self.fields["body"] = _words(_("Why"), 8)
        if source.version:
            self._add_seen(text, source.version)

    def _add_seen(self, text: str, version: str) -> None:
        field = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput, initial=version)
        self.fields[f"seen-{text}"] = field

    def given(self) -> dict[str, Any]:
        """What the action takes: title, reasons, the words by effect, and the versions that were seen by text."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "body": given.get("body", ""),
            "resolved": {effect: given[f"words-{effect}"] for effect in self.source.effects},
            "sources": {name.removeprefix("seen-"): said for name, said in given.items() if name.startswith("seen-")},
        }


def _words(label: Any, rows: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_OF_A_TEXT, widget=forms.Textarea(attrs={"rows": rows}))
