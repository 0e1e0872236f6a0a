"""The forms of the effects of agreements in a proposal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.agreements.models import Agreement, Edition
from plenary.decisions.forms.effects import EffectForm, Payloads


class AdoptForm(EffectForm):
    """An edition to adopt."""

    kind = "agreements.adopt"
    order = 190
    chosen = "edition"
    empty = _("No edition waits to be adopted. Draft an agreement first, and lay it down.")

    edition = forms.ChoiceField(label=_("Edition"))

    def choose(self) -> None:
        """The editions that were laid down and not overtaken, newest first."""
        rows = (
            Edition.objects.of(self.standing.coalition)
            .filter(adopted_at=None, agreement__ended_at=None)
            .select_related("agreement__current")
            .defer("paragraphs", "agreement__current__paragraphs")
            .order_by("-made_at", "id")
        )
        waiting = [row for row in rows if row.agreement.current is None or row.agreement.current.number < row.number]
        words = _("%(title)s, edition %(number)s")
        self.fill("edition", [(row.id, words % {"title": row.title, "number": row.number}) for row in waiting])

    def payloads(self) -> Payloads:
        """The edition."""
        return [{"edition": self.cleaned_data["edition"]}]


class EndForm(EffectForm):
    """An agreement to end, and why."""

    kind = "agreements.end"
    order = 200
    chosen = "agreement"
    empty = _("There is no agreement that could end.")

    agreement = forms.ChoiceField(label=_("Agreement"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def choose(self) -> None:
        """The agreements that have not ended, by title."""
        rows = Agreement.objects.of(self.standing.coalition).filter(ended_at=None).select_related("current")
        self.fill("agreement", sorted(((row.id, row.shown_title) for row in rows), key=lambda one: one[1]))

    def payloads(self) -> Payloads:
        """The agreement and the reason."""
        return [{"agreement": self.cleaned_data["agreement"], "reason": self.cleaned_data["reason"]}]

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """What the effect of a draft fills in."""
        return {name: payloads[0].get(name) for name in cls.base_fields} if payloads else {}
