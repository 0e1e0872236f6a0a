"""The form by which a network lists the organisations that belong to it: pasted lines, with what is wrong by row."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label
from plenary.membership.rules.networks import Key, OwnMember, rows_pasted

WRONG: Mapping[str, Label] = {
    "name": _("Line %(number)s: a name of at most 300 characters must come first."),
    "country": _("Line %(number)s: this country is not known."),
    "day": _("Line %(number)s: a day is a year, or a date such as 2019-05-31."),
    "twice": _("Line %(number)s: this name is there already."),
    "cells": _("Line %(number)s: there is more in it than name, country and since."),
    "many": _("Line %(number)s: at most 500 are added at once."),
}
TOLD = 10
"""So many wrong lines are told at once."""


class PasteForm(forms.Form):
    """Organisations, one a line."""

    lines = forms.CharField(
        label=_("Organisations, one a line"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Name; country; since. The name alone is enough: Women of the Coast; Kenya; 2019. Name none that must stay unnamed."
        ),
    )
    is_public = forms.BooleanField(
        label=_("The public may read of these, where the charter shows members to it."), required=False
    )

    def __init__(self, known: Collection[Key], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.rows: list[OwnMember] = []

    def clean_lines(self) -> str:
        """The lines, each of which says what is asked; else the first that do not, by their numbers."""
        words = str(self.cleaned_data["lines"])
        self.rows, wrong = rows_pasted(words, self.known)
        if wrong:
            raise forms.ValidationError([str(WRONG[each.reason]) % {"number": each.number} for each in wrong[:TOLD]])
        return words
