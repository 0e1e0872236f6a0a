"""Forms of alarms: whom one chooses, and how a person gets in again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Whom to choose: a part of a name, or a whole address."""

    q = forms.CharField(
        label=_("Name or email address"),
        required=False,
        max_length=200,
        help_text=_("Of somebody in your coalitions; or the address of anybody else."),
    )


class AnswerForm(forms.Form):
    """How the person gets in again; both who undo must say the same."""

    address = forms.EmailField(
        label=_("New email address"),
        required=False,
        help_text=_(
            "Ask the person by voice. The code to sign in goes there. Empty: the old address, if nobody else reads it."
        ),
    )
    removes_ways = forms.BooleanField(
        label=_("Remove passkeys, authenticator app and recovery codes of before"),
        required=False,
        initial=True,
        help_text=_("A phone in others’ hands may hold them. A password of before is gone in any case."),
    )
    ends_trust = forms.BooleanField(
        label=_("Whoever raised this alarm may raise none for this person any more"),
        required=False,
        help_text=_("For a false alarm. Both of you must say so."),
    )
