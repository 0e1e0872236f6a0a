"""Forms of who belongs and as what: applicants to admit, and a member to put into another category."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.charter.queries import charter_of
from plenary.decisions.forms.effects import EffectForm, Payloads
from plenary.membership.labels import category_name
from plenary.membership.labels.joining import lacks_in_words
from plenary.membership.queries import applicants, lacking_of, lacking_there, listed_members
from plenary.membership.rules import BELONGING
from plenary.membership.rules.joining import MOST_WAIVED, Lacking


def _waived() -> forms.CharField:
    return forms.CharField(
        label=_("Why what is missing is waived"),
        max_length=MOST_WAIVED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Needed where the purpose was not accepted or a requirement has no answer. Those who decide read it."
        ),
    )


class AdmitForm(EffectForm):
    """Applicants to admit, each of whom can be taken out alone."""

    kind = "membership.admit"
    order = 60
    chosen = "member"
    empty = _("Nobody waits for admission. Applicants appear here when they have applied or were imported.")

    member = forms.MultipleChoiceField(label=_("Who is admitted"), widget=forms.CheckboxSelectMultiple)
    waived = _waived()

    def choose(self) -> None:
        """The applicants that the standing sees, each with what it lacks."""
        rows = sorted(applicants(self.standing), key=lambda row: row.name)
        self.lacks: Mapping[str, Lacking] = lacking_of(self.standing.coalition, rows)
        self.names = {row.id: row.name for row in rows}
        self.fill("member", [(row.id, self._label(row.id)) for row in rows])

    def _label(self, member: str) -> str:
        told = " ".join(lacks_in_words(self.lacks.get(member, Lacking())))
        return f"{self.names[member]}: {told}" if told else self.names[member]

    def clean(self) -> dict[str, Any]:
        """Where one that is chosen lacks something, that is waived."""
        given = super().clean() or self.cleaned_data
        lacking = [self.names[each] for each in given.get("member", ()) if self.lacks.get(each)]
        if lacking and not given.get("waived") and "waived" not in self.errors:
            words = gettext(
                "%(names)s: the purpose was not accepted, or what is asked not answered. Say why that is waived."
            )
            self.add_error("waived", words % {"names": gettext(", ").join(lacking)})
        return given

    def payloads(self) -> Payloads:
        """One effect an applicant; why what lacks is waived, of those that lack something."""
        waived = self.cleaned_data["waived"]
        return [
            {"member": member} | ({"waived": waived} if waived and self.lacks.get(member) else {})
            for member in self.cleaned_data["member"]
        ]

    @classmethod
    def from_query(cls, query: QueryDict) -> dict[str, Any]:
        """Every ``member`` of the link."""
        return {"member": query.getlist("member")}

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Every applicant of the draft, and the first reason why what lacks is waived."""
        waived = next((payload["waived"] for payload in payloads if payload.get("waived")), "")
        return {"member": [payload.get("member") for payload in payloads], "waived": waived}


class ChangeCategoryForm(EffectForm):
    """A member, and the category into which it is put."""

    kind = "membership.change_category"
    order = 140
    chosen = "member"
    empty = _("There is no member that this could concern.")

    member = forms.ChoiceField(label=_("Member"))
    category = forms.ChoiceField(label=_("Category"))
    waived = _waived()

    def choose(self) -> None:
        """The members that the standing sees, and the charter's categories."""
        self.rows = {row.id: row for row in listed_members(self.standing).filter(status__in=BELONGING)}
        self.fill("member", sorted(((row.id, row.name) for row in self.rows.values()), key=lambda choice: choice[1]))
        charter = charter_of(self.standing.coalition)
        self.fill("category", [(each.code, category_name(charter, each.code)) for each in charter.categories])

    def clean(self) -> dict[str, Any]:
        """What the member has not answered of that category is waived."""
        given = super().clean() or self.cleaned_data
        member = self.rows.get(given.get("member", ""))
        wanted = [(member, given.get("category", ""))] if member else []
        self.lacks: Lacking = next(iter(lacking_there(self.standing.coalition, wanted)), Lacking())
        if self.lacks and not given.get("waived") and "waived" not in self.errors:
            told = " ".join(lacks_in_words(self.lacks))
            self.add_error("waived", gettext("%(told)s Say why that is waived.") % {"told": told})
        return given

    def payloads(self) -> Payloads:
        """The member and the category; why what lacks is waived, where something does."""
        given = self.cleaned_data
        waived = {"waived": given["waived"]} if given["waived"] and self.lacks else {}
        return [{"member": given["member"], "category": given["category"]} | waived]
