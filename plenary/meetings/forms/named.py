"""A field in which a member is named: typed with suggestions, for a list of two thousand is none to choose from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from plenary.core.standing import Standing
from plenary.membership.queries import listed_members
from plenary.membership.rules import BELONGING

MOST = 300
"""So many names are suggested."""


class MemberField(forms.CharField):
    """A member by its name or id, among those that may be named; gives its id. Set `standing` before it is asked."""

    standing: Standing | None = None

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"list": "members", "autocomplete": "off"})
        super().__init__(max_length=300, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """The id of the member, or empty. Raises ValidationError where none, or more than one, is called so."""
        words = super().clean(value).strip()
        if not words:
            return ""
        if self.standing is None:
            raise ValidationError(_("No member is called so."))
        named = Q(pk=words) | Q(organisation__name__iexact=words) | Q(individual__name__iexact=words)
        found = list(listed_members(self.standing).filter(named, status__in=BELONGING).values_list("pk", flat=True)[:2])
        if len(found) != 1:
            raise ValidationError(_("No member is called so.") if not found else _("Several members are called so."))
        return str(found[0])


def names_to_suggest(standing: Standing) -> list[str]:
    """The names of members that a page suggests, by name, no more than MOST. One query."""
    rows = listed_members(standing).filter(status__in=BELONGING)
    rows = rows.order_by("organisation__name", "individual__name", "id")
    return [member.name for member in rows[:MOST]]
