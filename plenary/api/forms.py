"""The form of a new token."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plenary.accounts.rules import TOKEN_HOLDS, Scope

_SCOPES = [
    (Scope.READ.value, _("read what you may read")),
    (Scope.WRITE.value, _("write: propose, comment, change what you may change")),
    (Scope.VOTE.value, _("cast your ballots")),
    (
        Scope.GOVERN.value,
        _("govern: sign, deal with conduct, say who acts for members, look at protected ones, take the directory out"),
    ),
]


def _days() -> list[tuple[int, str]]:
    return [(days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in TOKEN_HOLDS]


class TokenForm(forms.Form):
    """What a token is for, what it may do, in which coalitions, and for how long."""

    name = forms.CharField(
        label=_("What it is for"), max_length=60, help_text=_("So that you know later which to end.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=_SCOPES, initial=[Scope.READ.value], widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=_("It holds for"), choices=_days, coerce=int, initial=90)
    coalitions = forms.MultipleChoiceField(
        label=_("In these coalitions alone"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a tick it opens all of yours, and your account’s own preferences."),
    )

    def __init__(self, coalitions: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["coalitions"]
        if isinstance(field, forms.MultipleChoiceField) and coalitions:
            field.choices = coalitions
        else:
            del self.fields["coalitions"]
