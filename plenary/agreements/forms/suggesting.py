"""Forms of suggestions on a paragraph of a draft: making one, and declining it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.agreements.rules import LONGEST_PARAGRAPH, LONGEST_REASON
from plenary.decisions.forms.proposals import unnamed_field
from plenary.decisions.rules.amendments import Act


class SuggestForm(forms.Form):
    """What is suggested for a paragraph, in which words, and why."""

    act = forms.ChoiceField(
        label=_("What you suggest"),
        choices=[
            (Act.REPLACE.value, _("Other words for this paragraph")),
            (Act.ADD.value, _("A new paragraph after it")),
            (Act.STRIKE.value, _("To take it out")),
        ],
        initial=Act.REPLACE.value,
    )
    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_PARAGRAPH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For a new paragraph its words alone; to take it out none are needed."),
    )
    reason = forms.CharField(label=_("Why"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))
    unnamed = unnamed_field()

    def given(self) -> dict[str, Any]:
        """What `actions.suggest` takes. Ask when the form is valid."""
        return {**self.cleaned_data, "act": Act(self.cleaned_data["act"])}


class DeclineForm(forms.Form):
    """Why a suggestion is declined."""

    answer = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("All who read the draft read it."),
    )


class TakeForm(forms.Form):
    """Which revision of the paragraph was read beside the suggestion."""

    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
