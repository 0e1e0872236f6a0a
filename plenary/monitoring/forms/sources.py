"""Forms of sources: keeping one, saying something else of it, finding one, withdrawing it, redacting it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import refuse
from plenary.files.formats import Found
from plenary.files.forms import FoundField
from plenary.monitoring.actions import Told
from plenary.monitoring.labels import CREDIBILITY, RELIABILITY, SOURCE_KINDS, SOURCE_READERS
from plenary.monitoring.models import Source
from plenary.monitoring.rules import sources
from plenary.monitoring.rules.redacting import LONGEST_WORDS, MOST_BOXES, MOST_WORDS, Box, box_of, can_be_sought
from plenary.texts.rules import is_language


class SourceForm(forms.Form):
    """What is said of a source, and its archived copy."""

    title = forms.CharField(label=_("Title"), max_length=sources.LONGEST_TITLE)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(SOURCE_KINDS.items()))
    publisher = forms.CharField(
        label=_("Published by"),
        required=False,
        max_length=sources.LONGEST_PUBLISHER,
        help_text=_("Never the name of a person who would be in danger: write a pseudonym."),
    )
    published = forms.CharField(
        label=_("Published on"),
        required=False,
        max_length=10,
        help_text=_("As far as it is known: 2026, 2026-03 or 2026-03-15."),
    )
    language = forms.CharField(
        label=_("Language"), required=False, max_length=35, help_text=_("Its tag, such as en or ar.")
    )
    address = forms.CharField(label=_("Place on the net"), required=False, max_length=sources.LONGEST_ADDRESS)
    reliability = forms.ChoiceField(
        label=_("The source"), choices=list(RELIABILITY.items()), initial=sources.Reliability.NOT_JUDGED.value
    )
    credibility = forms.ChoiceField(
        label=_("What the source says"),
        choices=list(CREDIBILITY.items()),
        initial=sources.Credibility.NOT_JUDGED.value,
        help_text=_("The scale of NATO (AJP-2.1) judges the two apart: who was always right may be wrong today."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=sources.LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )
    readers = forms.ChoiceField(
        label=_("Who opens the archived copy"),
        choices=list(SOURCE_READERS.items()),
        initial=sources.Readers.MEMBERS.value,
    )

    def __init__(self, *args: Any, has_copy: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_copy:
            self.fields["file"] = FoundField(parent_kind=sources.COPIES, label=_("Archived copy"), required=False)

    @staticmethod
    def of(source: Source) -> dict[str, Any]:
        """What the form says of a source that is kept."""
        return {name: getattr(source, name) for name in SourceForm.base_fields}

    def clean_published(self) -> str:
        said: str = self.cleaned_data["published"].strip()
        if said and sources.published_of(said) is None:
            raise forms.ValidationError(refuse("monitoring.not_published").sentence)
        return said

    def clean_address(self) -> str:
        said: str = self.cleaned_data["address"].strip()
        if said and not sources.plain_address(said):
            raise forms.ValidationError(refuse("monitoring.no_address").sentence)
        return said

    def clean_language(self) -> str:
        said: str = self.cleaned_data["language"].strip()
        if said and not is_language(said):
            raise forms.ValidationError(refuse("texts.no_such_language").sentence)
        return said

    @property
    def told(self) -> Told:
        """What is said. Ask when the form is valid."""
        return Told(**{name: self.cleaned_data[name] for name in self.base_fields})

    @property
    def found(self) -> Found | None:
        """The archived copy, where one was chosen. Ask when the form is valid."""
        return self.cleaned_data.get("file")


class FindForm(forms.Form):
    """Words in what is said of sources, and a kind."""

    words = forms.CharField(
        label=_("Words"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all kinds")), *SOURCE_KINDS.items()])


class WithdrawForm(forms.Form):
    """Why nothing rests on a source any more."""

    why = forms.CharField(
        label=_("Why"),
        max_length=sources.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("All members read it. The archived copy, and what was redacted from it, are destroyed."),
    )


class RedactForm(forms.Form):
    """What is taken out: words wherever they stand, and places."""

    words = forms.CharField(
        label=_("Words that go"),
        required=False,
        max_length=MOST_WORDS * (LONGEST_WORDS + 2),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name or phrase on each line: wherever it stands, in whichever case, the whole word goes."),
    )
    boxes = forms.CharField(
        label=_("Places that go"),
        required=False,
        max_length=MOST_BOXES * 40,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One on each line: page, then left, top, width and height in percent of the page, such as 1 10 25 40 3. The lines on"
            " the picture below stand at each tenth."
        ),
    )

    def clean_words(self) -> list[str]:
        said = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines() if line.strip()]
        if len(said) > MOST_WORDS or not all(map(can_be_sought, said)):
            raise forms.ValidationError(refuse("monitoring.bad_words", most=MOST_WORDS).sentence)
        return said

    def clean_boxes(self) -> list[Box]:
        lines = [line for line in self.cleaned_data["boxes"].splitlines() if line.strip()]
        found = [box_of(line) for line in lines]
        wrong = [line for line, box in zip(lines, found, strict=True) if box is None]
        if wrong:
            raise forms.ValidationError(f"{refuse('monitoring.bad_box').sentence} {gettext('Not read:')} {wrong[0]}")
        if len(lines) > MOST_BOXES:
            raise forms.ValidationError(refuse("monitoring.bad_box").sentence)
        return [box for box in found if box]
