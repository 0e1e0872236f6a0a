"""Forms of obligations, and of extensions of their deadlines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.monitoring.actions import Asked
from plenary.monitoring.forms.fields import InLanguages, OfActor, a_day, a_number, text_of
from plenary.monitoring.labels import BINDS
from plenary.monitoring.models import Obligation
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.instruments import LONGEST_NOTE, LONGEST_WORDS, Binds
from plenary.monitoring.rules.obligations import Counted, Deadline


class ObligationForm(InLanguages):
    """What an obligation asks, of whom, and by when."""

    in_languages = (
        ("text", _("What it asks, in short"), LONGEST_WORDS, True),
        ("norm", _("The norm, for those not bound"), LONGEST_WORDS, False),
    )

    article = text_of(_("Article"), 40)
    binds = forms.ChoiceField(label=_("Binds"), choices=list(BINDS.items()))
    has_deadline = forms.BooleanField(label=_("Has a deadline"), required=False)
    years = a_number(_("Years"), 100)
    months = a_number(_("months"), 600)
    days = a_number(_("and days"), 4000)
    counted = forms.ChoiceField(
        label=_("after it entered into force"),
        choices=[(Counted.ENTRY_FOR_ACTOR, _("for the one who is bound")), (Counted.ENTRY, _("at all"))],
    )
    month = forms.IntegerField(label=_("Then each year, in the month"), required=False, min_value=1, max_value=12)
    on_day = forms.IntegerField(label=_("by its day"), required=False, min_value=1, max_value=31)
    may_extend = forms.BooleanField(label=_("The deadline can be extended"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day of each year is one that each year has."""
        given = super().clean() or self.cleaned_data
        if given.get("has_deadline") and not self.errors:
            try:
                self._deadline(given)
            except ValueError:
                self.add_error("on_day", _("Tell a month and a day that each year has, or neither."))
        return given

    @staticmethod
    def _deadline(given: dict[str, Any]) -> Deadline:
        delay = Delay(years=given["years"], months=given["months"], days=given["days"])
        return Deadline(delay, Counted(given["counted"]), month=given["month"] or 0, day=given["on_day"] or 0)

    @property
    def asked(self) -> Asked:
        """What was filled in. Ask when the form is valid."""
        given = self.cleaned_data
        return Asked(
            article=given["article"],
            texts=self.texts("text"),
            norms=self.texts("norm"),
            binds=Binds(given["binds"]),
            deadline=self._deadline(given) if given["has_deadline"] else None,
            may_extend=given["may_extend"],
        )

    @classmethod
    def of(cls, row: Obligation) -> dict[str, Any]:
        """What is kept of an obligation fills in."""
        filled: dict[str, Any] = cls.filled("text", row.texts) | cls.filled("norm", row.norms)
        filled |= {"article": row.article, "binds": row.binds, "may_extend": row.may_extend}
        if (deadline := row.due_by) is None:
            return filled
        delay = deadline.delay
        filled |= {"has_deadline": True, "years": delay.years, "months": delay.months, "days": delay.days}
        return filled | {"counted": deadline.counted, "month": deadline.month or None, "on_day": deadline.day or None}


class ExtensionForm(OfActor):
    """Until when an actor has longer."""

    until = a_day(_("Has until"))
    granted_on = a_day(_("Granted on"))
    note = text_of(_("Note"), LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    source = text_of(_("Where it is told"), 500, required=False)
