"""Forms of what is decided about a member that does not do its part: to suspend or remove it, or to set a measure aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.decisions.forms.effects import EffectForm, Payloads
from plenary.membership.labels.conduct import MEASURE
from plenary.membership.queries import cases_in_appeal, listed_members
from plenary.membership.rules import BELONGING


class _EndForm(EffectForm):
    chosen = "member"
    empty = _("There is no member that this could concern.")

    member = forms.ChoiceField(label=_("Member"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was asked of the member, what it answered, and what was tried before this step."),
    )

    def choose(self) -> None:
        rows = listed_members(self.standing).filter(status__in=BELONGING)
        self.fill("member", sorted(((row.id, row.name) for row in rows), key=lambda choice: choice[1]))

    def payloads(self) -> Payloads:
        return [{"member": self.cleaned_data["member"], "reason": self.cleaned_data["reason"]}]


class SuspendForm(_EndForm):
    """A member to suspend, and why."""

    kind = "membership.suspend"
    order = 160


class RemoveForm(_EndForm):
    """A member to remove, and why."""

    kind = "membership.remove"
    order = 170


class SetAsideForm(EffectForm):
    """A measure under appeal, to be set aside."""

    kind = "membership.set_aside"
    order = 180
    chosen = "case"
    empty = _("No measure against a member is under appeal.")

    case = forms.ChoiceField(label=_("Appeal of"))

    def choose(self) -> None:
        """The appeals that the standing may know of."""
        rows = cases_in_appeal(self.standing)
        self.fill("case", [(row.id, f"{row.member}: {MEASURE[row.measure]}") for row in rows])

    def payloads(self) -> Payloads:
        """The case."""
        return [{"case": self.cleaned_data["case"]}]
