"""Forms of contributions and commitments: what a member brings, what it promises, what it delivered, and the filters."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.charter.prose import phrases
from plenary.charter.rules.schema import Accountability
from plenary.core.forms import offer
from plenary.core.verdicts import Label
from plenary.directory.forms import country_choices
from plenary.membership.actions.contributions import Offer, Promise
from plenary.membership.labels import CAPACITY, CONTRIBUTION
from plenary.membership.rules.capacity import is_scale, scaled, share_of
from plenary.membership.rules.contributions import Capacity, Circle, Kind
from plenary.texts.labels import language_name
from plenary.texts.rules import is_language

MOST = 9_000_000_000_000_000
"""The largest number that is taken; all databases and programs hold it exactly."""


class OfferForm(forms.Form):
    """What a member brings, how much, where, and what it may not be used for."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(CONTRIBUTION.items()))
    words = forms.CharField(label=_("What it is"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    number = forms.IntegerField(label=_("How many"), required=False, min_value=0, max_value=MOST)
    unit = forms.CharField(
        label=_("Of what"), required=False, max_length=60, help_text=_("People reached, hours a month, rooms …")
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    area = forms.CharField(label=_("Region or place"), required=False, max_length=120)
    language = forms.CharField(
        label=_("Language tag"), required=False, max_length=35, help_text=_("Such as fr, sw or ar-SD, for a language.")
    )
    not_for = forms.CharField(
        label=_("What it can not be used for"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    audience = forms.ChoiceField(label=_("Who may know"), widget=forms.RadioSelect)

    def __init__(self, data: Mapping[str, Any] | None = None, *, audiences: Sequence[tuple[str, Label]]) -> None:
        super().__init__(data)
        offer(self, "country", [("", "–"), *country_choices()])
        offer(self, "audience", [each for each in audiences if each[0] in Circle]).initial = Circle.MEMBERS

    def clean_language(self) -> str:
        """A language tag, or nothing."""
        tag: str = self.cleaned_data["language"].strip()
        if tag and not is_language(tag):
            raise forms.ValidationError(_("This is no language tag."))
        return tag

    def offered(self) -> Offer:
        """What it brings, of a form that is valid."""
        told = self.cleaned_data
        return Offer(**{**told, "kind": Kind(told["kind"]), "audience": Circle(told["audience"])})


class PromiseForm(forms.Form):
    """What a member promises, how much, by when, at which capacity."""

    words = forms.CharField(label=_("What we promise"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    number = forms.IntegerField(label=_("How many"), required=False, min_value=1, max_value=MOST)
    unit = forms.CharField(label=_("Of what"), required=False, max_length=60)
    whole = forms.IntegerField(
        label=_("How many are asked of a member of large capacity"), required=False, min_value=1, max_value=MOST
    )
    due_on = forms.DateField(label=_("By"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    capacity = forms.ChoiceField(
        label=_("Our capacity"),
        widget=forms.RadioSelect,
        choices=list(CAPACITY.items()),
        help_text=_("Promise what you can keep: it is read against your own capacity, never against that of others."),
    )
    audience = forms.ChoiceField(label=_("Who may know"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        audiences: Sequence[tuple[str, Label]],
        rule: Accountability,
        capacity: str = "",
    ) -> None:
        super().__init__(data)
        self.rule = rule
        if is_scale(rule):
            told = {"small": phrases.share(rule.small), "medium": phrases.share(rule.medium)}
            help_text = gettext(
                "Where the same is asked of all: of a member of small capacity %(small)s of it, of medium capacity %(medium)s. "
                "Leave “How many” empty, and your share is what you promise."
            )
            self.fields["whole"].help_text = help_text % told
        else:
            del self.fields["whole"]
        self.fields["capacity"].initial = capacity or Capacity.MEDIUM
        offer(self, "audience", [each for each in audiences if each[0] in Circle]).initial = Circle.MEMBERS

    def clean(self) -> dict[str, Any]:
        """Without a number the member's share of what is asked is promised."""
        given = super().clean() or self.cleaned_data
        whole, capacity = given.get("whole"), given.get("capacity")
        if whole and capacity and given.get("number") is None and "number" not in self.errors:
            given["number"] = scaled(whole, share_of(self.rule, Capacity(capacity)))
        return given

    def promised(self) -> Promise:
        """The promise, of a form that is valid."""
        told = self.cleaned_data
        return Promise(**{**told, "capacity": Capacity(told["capacity"]), "audience": Circle(told["audience"])})


class DeliverForm(forms.Form):
    """What was delivered so far."""

    number = forms.IntegerField(label=_("How many so far"), required=False, min_value=0, max_value=MOST)
    on = forms.DateField(label=_("On"), widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(label=_("In words"), required=False, max_length=500)
    is_done = forms.BooleanField(label=_("That is all of it."), required=False)


class ContributionSearch(forms.Form):
    """What the overview is narrowed to."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("every kind")), *CONTRIBUTION.items()])
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, countries: Sequence[str], languages: Sequence[str]
    ) -> None:
        super().__init__(data)
        offer(self, "country", [("", _("every country")), *country_choices(countries)])
        offer(self, "language", [("", _("every language")), *((tag, language_name(tag)) for tag in languages)])
