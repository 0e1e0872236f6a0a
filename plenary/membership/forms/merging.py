"""Forms of members that become one: into which, and under which name; who goes on acting."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.membership.labels import MANDATE
from plenary.membership.models import Member, Representative


class MergeForm(forms.Form):
    """The member that goes on, and what it is called then."""

    into = forms.ChoiceField(label=_("The member that goes on"))
    name = forms.CharField(
        label=_("What it is called then"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty where it keeps its name."),
    )

    def __init__(self, members: Iterable[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {member.id: member for member in members}
        offer(self, "into", [("", "—"), *((each.id, each.name) for each in self.members.values())])


class TakeInForm(forms.Form):
    """Who of those who act for the other member acts for one's own from then on."""

    keeps = forms.MultipleChoiceField(
        label=_("Who acts for you from then on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each keeps the mandate they have. Whoever is not named takes part no longer."),
    )

    def __init__(self, representatives: Iterable[Representative], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "keeps", [(each.id, f"{each.person.name} · {MANDATE[each.mandate]}") for each in representatives])
