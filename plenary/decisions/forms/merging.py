"""The form of an effect by which two members become one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.decisions.forms.effects import EffectForm, Payloads
from plenary.membership.queries import agreed_mergings


class MergeForm(EffectForm):
    """Two members that agreed to become one."""

    kind = "membership.merge"
    order = 150
    chosen = "merging"
    empty = _("No two members have agreed to become one.")

    merging = forms.ChoiceField(label=_("Which members become one"))

    def choose(self) -> None:
        """Those to which both agreed, as far as the standing sees them."""
        words = _("%(gone)s merges into %(into)s")
        rows = agreed_mergings(self.standing)
        self.fill("merging", [(row.id, words % {"gone": row.gone.name, "into": row.into.name}) for row in rows])

    def payloads(self) -> Payloads:
        """The merging."""
        return [{"merging": self.cleaned_data["merging"]}]
