"""The form by which a member calls an election: to what, and from when those who are chosen take up."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from plenary.bodies.elections import payload_for, start_on, start_problem, title_of, vacant_at
from plenary.bodies.formed import charter_with_formed
from plenary.bodies.rules.elections import Elected, elections
from plenary.core.verdicts import refuse
from plenary.decisions.forms.effects import EffectForm, Payloads


class ElectForm(EffectForm):
    """What the charter fills by election, with what is vacant at once or when terms end."""

    kind = "bodies.elect"
    order = 80
    chosen = "what"
    empty = _("The charter fills nothing by election.")

    what = forms.ChoiceField(label=_("To what"))
    starts = forms.DateField(
        label=_("Terms begin on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day on which the present terms end. Empty: at once, for what is vacant now."),
    )

    def choose(self) -> None:
        """What is filled by election: by the charter in force, and in the bodies formed besides."""
        self.charter = charter = charter_with_formed(self.standing.coalition)
        self.found = {_key(each): each for each in elections(charter)}
        self.fill("what", [(key, title_of(charter, each)) for key, each in self.found.items()])
        before = self.initial.pop("payload", None)
        if before is not None:
            self.initial["what"] = next((key for key, each in self.found.items() if each.is_of(before)), "")

    def clean(self) -> dict[str, Any]:
        """The time must be right, and something be vacant then."""
        given = super().clean() or self.cleaned_data
        elected = self.found.get(given.get("what", ""))
        problem = start_problem(self.charter, self._moment(elected)) if elected else ""
        if problem:
            self.add_error("starts", refuse(problem).sentence)
        elif elected and not sum(vacant_at(self.standing.coalition, elected, self._moment(elected)).values()):
            raise forms.ValidationError(_("Nothing of it is vacant then. Say on which day the present terms end."))
        return given

    def payloads(self) -> Payloads:
        """The election to all that is vacant then."""
        elected = self.found[self.cleaned_data["what"]]
        return [payload_for(self.standing.coalition, elected, self._moment(elected))]

    def _moment(self, elected: Elected) -> datetime | None:
        day = self.cleaned_data.get("starts")
        return start_on(self.standing.coalition, elected, day) if day else None

    @classmethod
    def from_query(cls, query: QueryDict) -> dict[str, Any]:
        """``office``, or ``body`` and every ``seats``; and ``starts``."""
        payload = {"office": query.get("office", ""), "body": query.get("body", ""), "seats": query.getlist("seats")}
        return {"payload": payload} | ({"starts": query["starts"]} if "starts" in query else {})

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The same election; what it fills is reckoned anew."""
        payload = payloads[0] if payloads else {}
        return {"payload": payload, "starts": str(payload.get("starts") or "")[:10] or None}


def _key(elected: Elected) -> str:
    return f"office/{elected.office}" if elected.office else f"body/{elected.body}/{elected.seats[0]}"
