"""Forms of amendments: one to move, and the answers to those that are open."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.decisions.actions.amendments import MOST_OF_AN_AMENDMENT
from plenary.decisions.forms.proposals import unnamed_field
from plenary.decisions.models import Amendment
from plenary.decisions.rules.amendments import Act


class AmendmentForm(forms.Form):
    """The new words of a paragraph and the reason; a strike has no words."""

    words = forms.CharField(
        label=_("The new words"),
        max_length=MOST_OF_AN_AMENDMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Markdown may be used: a blank line makes a paragraph, *stars* make emphasis."),
    )
    reason = forms.CharField(label=_("Why"), max_length=MOST_OF_AN_AMENDMENT, widget=forms.Textarea(attrs={"rows": 3}))
    unnamed = unnamed_field()

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if act is Act.STRIKE:
            del self.fields["words"]


class AnswersForm(forms.Form):
    """An answer to each amendment that is open; those left empty stay unanswered."""

    def __init__(self, *args: Any, amendments: Sequence[Amendment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in amendments:
            self.fields[f"amendment-{row.pk}"] = forms.ChoiceField(
                required=False, choices=[("yes", _("Yes")), ("no", _("No")), ("abstain", _("Abstain"))]
            )

    def answers(self) -> dict[str, str]:
        """What was answered, by the ids of the amendments."""
        return {name.removeprefix("amendment-"): said for name, said in self.cleaned_data.items() if said}
