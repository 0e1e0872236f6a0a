"""The form of a treaty action."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.monitoring.actions import Happened
from plenary.monitoring.forms.fields import OfActor, a_day, text_of
from plenary.monitoring.labels import KINDS
from plenary.monitoring.rules import treaty_actions
from plenary.monitoring.rules.instruments import LONGEST_NOTE


class TreatyActionForm(OfActor):
    """What an actor did about an instrument."""

    kind = forms.ChoiceField(label=_("Did"), choices=list(KINDS.items()))
    day = a_day(_("On"))
    takes_effect = a_day(
        _("Takes effect on"),
        required=False,
        help_text=_("Of a withdrawal alone; empty: after the delay that the instrument names."),
    )
    note = text_of(_("Note"), LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    source = text_of(_("Where it is told"), 500, required=False)

    @property
    def happened(self) -> Happened:
        """What was filled in. Ask when the form is valid."""
        given = self.cleaned_data
        kind = treaty_actions.Kind(given["kind"])
        action = treaty_actions.TreatyAction(given["actor"], kind, given["day"], given["takes_effect"], given["note"])
        return Happened(action=action, source=given["source"])
