"""Forms of approving minutes: for how long they are open, what is wrong in them, and the answer."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from plenary.meetings.rules.approval import LONGEST, SHORTEST


class PublishForm(forms.Form):
    """For how many days one may object."""

    days = forms.IntegerField(
        label=_("Days to object"),
        initial=14,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        help_text=_("Who says nothing in this time approves."),
    )


class ObjectionForm(forms.Form):
    """What is wrong in the minutes."""

    words = forms.CharField(
        label=_("What is wrong, and how should it read?"), max_length=5000, widget=forms.Textarea({"rows": 5})
    )


class AnswerForm(forms.Form):
    """What is answered to an objection."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Say what was corrected, or why the minutes stand. Corrected minutes are published again."),
    )
