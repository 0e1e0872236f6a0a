"""Forms of signing, here and on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.agreements.actions import Paper
from plenary.agreements.labels import FORM
from plenary.agreements.rules import LONGEST_REASON, LONGEST_RESERVATION, SCANS, Form
from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.core.verdicts import refuse
from plenary.files.forms import FoundField, choose_again
from plenary.membership.queries import listed_members, representatives_who_decide
from plenary.membership.rules import SIGNING


class SignForm(forms.Form):
    """How one signs: under which name, with which reservation, and that one has read what one signs."""

    form = forms.ChoiceField(
        label=_("Signed"), choices=list(FORM.items()), widget=forms.RadioSelect, initial=Form.ORGANISATION
    )
    reservation = forms.CharField(
        label=_("Reservation"),
        required=False,
        max_length=LONGEST_RESERVATION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What your member does not accept. Name the paragraph by its number. All who see who signed read it."
        ),
    )
    has_read = forms.BooleanField(label=_("I have read this edition, and may sign for my member"))
    hash = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, allows_reservations: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not allows_reservations:
            del self.fields["reservation"]


class SecondForm(forms.Form):
    """The second address of one's member."""

    email = forms.EmailField(
        label=_("The second address"),
        required=False,
        help_text=_("That of another person there, or of its office; never your own. Empty: it has none."),
    )


class PaperForm(forms.Form):
    """What stands on a paper that a member signed."""

    who = forms.ChoiceField(
        label=_("Who signed"),
        help_text=_("Members in good standing that have not signed, each with who may decide for it."),
    )
    form = forms.ChoiceField(
        label=_("Signed"), choices=list(FORM.items()), widget=forms.RadioSelect, initial=Form.ORGANISATION
    )
    signed_on = forms.DateField(label=_("Signed on"), widget=forms.DateInput(attrs={"type": "date"}))
    reservation = forms.CharField(
        label=_("Reservation"),
        required=False,
        max_length=LONGEST_RESERVATION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As it stands on the paper."),
    )
    no_scan = forms.CharField(
        label=_("Or why there is no scan"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The member and those who enter papers read it."),
    )

    def __init__(self, *args: Any, standing: Standing, allows_reservations: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scan"] = FoundField(
            parent_kind=SCANS,
            label=_("A scan or a photograph of the paper"),
            required=False,
            help_text=_("Of the page with the signature. The member sees it before it answers."),
        )
        self.order_fields([*(name for name in self.fields if name not in ("scan", "no_scan")), "scan", "no_scan"])
        if not allows_reservations:
            del self.fields["reservation"]
        members = {row.id: row.name for row in listed_members(standing).filter(protected=False, status__in=SIGNING)}
        acting = representatives_who_decide(standing.coalition, members)
        pairs = [
            (f"{member}:{one.person_id}", f"{members[member]} – {one.person.name}")
            for member, found in acting.items()
            for one in found
            if not one.person.protected
        ]
        offer(self, "who", sorted(pairs, key=lambda pair: pair[1].casefold()))

    def clean(self) -> dict[str, Any]:
        """A scan, or why there is none; where a file was refused, that alone is told."""
        given = super().clean() or {}
        if "scan" not in self.errors and not given.get("scan") and not given.get("no_scan"):
            self.add_error("scan", refuse("agreements.no_scan").sentence)
        choose_again(self)
        return given

    def paper(self) -> Paper:
        """What was filled in. Ask when the form is valid."""
        member, _colon, person = self.cleaned_data["who"].partition(":")
        given = {name: self.cleaned_data[name] for name in ("form", "signed_on")}
        return Paper(member=member, person=person, reservation=self.cleaned_data.get("reservation", ""), **given)
