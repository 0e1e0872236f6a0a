"""Fields that the forms of monitoring share: words, numbers, days, texts in several languages, an actor by its name."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.charter.queries import charter_of
from plenary.core.languages import LANGUAGES
from plenary.monitoring.queries.actors import meanings_of
from plenary.monitoring.rules.instruments import LONGEST_NAME


def text_of(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **more)


def a_number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=0)


def a_day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class InLanguages(forms.Form):
    """A form with texts in languages: a field for each, by name and tag; the first language is needed."""

    in_languages: tuple[tuple[str, Any, int, bool], ...] = ()  # name, label, most characters, whether it is needed

    def __init__(self, *args: Any, tags: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tags = tags
        spoken = dict(LANGUAGES)
        own = {}
        for name, label, most, is_needed in self.in_languages:
            for place, tag in enumerate(tags):
                widget = forms.Textarea(attrs={"rows": 2}) if most > LONGEST_NAME else None
                called = label if len(tags) == 1 else f"{label} ({spoken.get(tag, tag)})"
                own[f"{name}_{tag}"] = text_of(called, most, required=is_needed and not place, widget=widget)
        self.fields = type(self.fields)({**own, **self.fields})

    def texts(self, name: str) -> dict[str, str]:
        """What was written, by language. Ask when the form is valid."""
        return {tag: self.cleaned_data[f"{name}_{tag}"] for tag in self.tags if self.cleaned_data[f"{name}_{tag}"]}

    @classmethod
    def filled(cls, name: str, texts: dict[str, str]) -> dict[str, str]:
        """What texts by language fill in."""
        return {f"{name}_{tag}": text for tag, text in texts.items()}


def actor_named(coalition_id: str, words: str) -> str:
    """The code of the actor that words name; empty where there are none. Raises ValidationError where it is not known."""
    code = meanings_of(coalition_id)(words) if words else ""
    if words and not code:
        raise forms.ValidationError(_("No actor of this name is known here."))
    return code


class OfActor(forms.Form):
    """A form that names an actor, by its name in any language of the interface or its code; cleaned to the code."""

    actor = forms.CharField(
        label=_("Actor"), max_length=LONGEST_NAME, help_text=_("Its name, or its code such as MLI.")
    )

    def __init__(self, *args: Any, coalition_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalition_id = coalition_id

    def clean_actor(self) -> str:
        """Its code."""
        return actor_named(self.coalition_id, self.cleaned_data["actor"])


def languages_of(coalition_id: str, written: Iterable[str] = ()) -> list[str]:
    """In which languages texts are asked for: those of the charter, and those in which something stands already."""
    tags = charter_of(coalition_id).languages
    return [*tags, *(tag for tag in written if tag not in tags)]
