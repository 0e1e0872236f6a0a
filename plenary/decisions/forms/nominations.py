"""Forms of an election: whom one nominates, the answer of the one nominated, and the statement of a candidate."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import Asked
from plenary.charter.queries import called, charter_of
from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.decisions.actions.statements import LONGEST
from plenary.decisions.models import Nomination
from plenary.decisions.queries.nominations import members_to_nominate, persons_to_nominate
from plenary.membership.queries import representatives_who_decide

type Choices = list[tuple[str, str]]


class _Declaring(forms.Form):
    """What the forms share in which a candidate says to which groups it belongs, of those for which seats are kept."""

    declared = forms.MultipleChoiceField(
        label=_("It belongs to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Seats are kept for these. Tick what is true of the one who stands; everyone reads it."),
    )

    def offer_groups(self, coalition_id: str, asked: Asked) -> None:
        """Offer the groups that a candidate declares itself; without any, nothing is asked."""
        charter = charter_of(coalition_id)
        groups = [(each.group, called(charter, each.names, each.group)) for each in asked.kept if each.is_declared]
        offer(self, "declared", groups)
        if not groups:
            del self.fields["declared"]

    @property
    def groups(self) -> list[str]:
        """The codes that are ticked. Ask when the form is valid."""
        return list(self.cleaned_data.get("declared", []))


class NominateForm(_Declaring):
    """Whom one nominates: a member, or a person for what is held in one's own name; oneself stands first. Those who are not to be
    nominated (`without`, ids) are not shown; who names one all the same is told by the action why not."""

    who = forms.ChoiceField(label=_("Who"))

    def __init__(
        self, *args: Any, standing: Standing, asked: Asked, without: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.of_persons = asked.of_persons
        self.own = standing.person if asked.of_persons else standing.member
        found = _persons(standing) if asked.of_persons else _members(standing)
        mine = [each for each in found if each[0] == self.own]
        others = [each for each in found if each[0] != self.own]
        field = offer(self, "who", [("", "–"), *mine, *others])
        field.widget.choices = [("", "–"), *(each for each in [*mine, *others] if each[0] not in without)]
        self.offer_groups(standing.coalition, asked)
        if "declared" in self.fields:
            self.fields["declared"].help_text = _(
                "Seats are kept for these. Tick what is true of you; another says it on accepting. Everyone reads it."
            )

    def given(self) -> dict[str, Any]:
        """What `actions.nominate` takes. Ask when the form is valid."""
        who = self.cleaned_data["who"]
        return {"person" if self.of_persons else "member": who, "declared": self.groups if who == self.own else []}


class AcceptForm(_Declaring):
    """The answer of the one nominated; for a member, who would sit for it."""

    step = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    person = forms.ChoiceField(
        label=_("Who would sit for it"), required=False, help_text=_("One of those who decide for the member, or open.")
    )

    def __init__(self, *args: Any, nomination: Nomination, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = nomination.member_id
        if member:
            rows = representatives_who_decide(nomination.coalition_id, [member]).get(member, ())
            named = [(row.person_id, row.person.shown_name) for row in rows if not row.person.protected]
            offer(self, "person", [("", _("left open")), *named])
        else:
            del self.fields["person"]
        self.offer_groups(nomination.coalition_id, asked)

    def given(self) -> dict[str, Any]:
        """What `actions.accept_nomination` takes. Ask when the form is valid."""
        return {"person": self.cleaned_data.get("person", ""), "declared": self.groups}


class StatementForm(forms.Form):
    """The statement of a candidate in one language."""

    body = forms.CharField(
        label=_("The statement"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Who you are, what you want to do, and why you. Those who vote read it."),
    )


def _members(standing: Standing) -> Choices:
    rows = members_to_nominate(standing)
    return sorted(((row.id, row.name) for row in rows), key=lambda each: each[1].casefold())


def _persons(standing: Standing) -> Choices:
    return [(row.pk, row.shown_name) for row in persons_to_nominate(standing).order_by("name", "pk")]
