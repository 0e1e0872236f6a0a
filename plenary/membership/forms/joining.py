"""Forms of the way in: what an applicant says of each requirement, and what an officer says for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.files.formats import Found
from plenary.files.forms import FoundField, choose_again
from plenary.membership.queries import Requirement
from plenary.membership.rules.joining import EVIDENCE, MOST_FILES, Said


def ask_evidence(form: forms.Form, asked: Iterable[Requirement]) -> None:
    """Give a form three fields for each requirement: how it is met, in words, a page and a file that show it. Their names tell
    the category, so that what was said of one category never answers what another one asks. An answer that has as many files as
    it may is asked for none."""
    is_told = False
    for each in asked:
        form.fields[f"evidence_{each.category}_{each.number}"] = forms.CharField(
            label=each.text,
            max_length=4000,
            initial=each.words,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("How you meet it, in a few words. Those who decide on admission read it."),
            error_messages={"required": _("Say in a few words how you meet this.")},
        )
        form.fields[f"link_{each.category}_{each.number}"] = forms.URLField(
            label=_("A page that shows it"),
            max_length=500,
            initial=each.link,
            required=False,
            assume_scheme="https",
            widget=forms.URLInput(attrs={"title": each.text}),  # told after the label: of which requirement
        )
        if len(each.files) < MOST_FILES:
            told = _("Up to %(most)s with an answer, one at a time.") % {"most": MOST_FILES}
            file = FoundField(
                parent_kind=EVIDENCE, label=_("A file that shows it"), required=False, help_text="" if is_told else told
            )
            file.widget.attrs["title"] = each.text
            file.help_text, is_told = "" if is_told else file.help_text, True
            form.fields[f"file_{each.category}_{each.number}"] = file


def said_in(given: Mapping[str, Any]) -> dict[int, Said]:
    """What a valid form says of each requirement, by number."""
    return {
        int(name.rpartition("_")[2]): Said(words=words, link=given[f"link_{name.removeprefix('evidence_')}"])
        for name, words in given.items()
        if name.startswith("evidence_")
    }


def files_in(given: Mapping[str, Any]) -> dict[int, Found]:
    """The files that a valid form brings, by the number of the requirement."""
    return {
        int(name.rpartition("_")[2]): found
        for name, found in given.items()
        if name.startswith("file_") and isinstance(found, Found)
    }


class EvidenceForm(forms.Form):
    """How an applicant meets each requirement of its category."""

    def __init__(self, asked: Iterable[Requirement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_evidence(self, asked)

    def clean(self) -> dict[str, Any]:
        """Files are chosen anew where the form is shown again."""
        given = super().clean() or {}
        choose_again(self)
        return given


class RecommendForm(forms.Form):
    """Why an officer recommends an applicant."""

    words = forms.CharField(label=_("Why you recommend it"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
