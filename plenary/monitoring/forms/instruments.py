"""Forms of instruments: taking one from the catalogue, and telling one by hand."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.monitoring.actions import Details
from plenary.monitoring.catalogue import catalogued
from plenary.monitoring.forms.fields import InLanguages, a_day, a_number, text_of
from plenary.monitoring.labels import KIND
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.actors import meanings_of
from plenary.monitoring.rules.delays import Begins, Delay
from plenary.monitoring.rules.entering import Category, Entering
from plenary.monitoring.rules.instruments import LONGEST_NAME, LONGEST_NOTE, MOST_PARTIES, Kind

_CATEGORY = re.compile(r"(?P<parties>\d{1,4}) (?P<name>[^:]{1,80}): *(?P<actors>.+)")
BEGINS = [
    (Begins.THAT_DAY, _("on that day")),
    (Begins.FIRST_OF_MONTH, _("on the first day of that month")),
    (Begins.FIRST_OF_NEXT_MONTH, _("on the first day of the month after")),
]


class CatalogueForm(forms.Form):
    """Which instrument of those that the house knows."""

    code = forms.ChoiceField(label=_("Instrument"))
    is_public = forms.BooleanField(
        label=_("May be read without signing in"),
        required=False,
        help_text=_("Where the charter makes decisions public."),
    )

    def __init__(self, *args: Any, language: str, kept: Sequence[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [each.names for each in kept]
        known = [(each.code, each.name_in(language)) for each in catalogued().values() if each.names not in names]
        offer(self, "code", sorted(known, key=lambda one: one[1]))


class InstrumentForm(InLanguages):
    """What is told of an instrument."""

    in_languages = (("name", _("Name"), LONGEST_NAME, True),)

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND.items()))
    adopted_on = a_day(_("Adopted on"), required=False)
    depositary = text_of(_("Depositary, or who issued it"), LONGEST_NAME, required=False)
    reference = text_of(_("Where its status stands"), 500, required=False)
    parties = forms.IntegerField(
        label=_("Parties that bring it into force"), min_value=1, max_value=MOST_PARTIES, initial=1
    )
    categories = forms.CharField(
        label=_("Among them, of categories"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "One line each: how many, what they are, and their names or codes, such as “5 nuclear powers: CHN FRA GBR”."
        ),
    )
    months = a_number(_("Then so many months"), 600)
    days = a_number(_("and days"), 4000)
    begins = forms.ChoiceField(label=_("it enters into force"), choices=BEGINS)
    each_months = a_number(_("For each later party, after so many months"), 600)
    each_days = a_number(_("and days"), 4000)
    each_begins = forms.ChoiceField(label=_("it enters into force"), choices=BEGINS)
    entered_on = a_day(
        _("Entered into force on"), required=False, help_text=_("As the depositary tells it; empty: by the rule above.")
    )
    leaving_months = a_number(_("A withdrawal takes effect after so many months"), 600)
    leaving_days = a_number(_("and days"), 4000)
    signed_first = forms.BooleanField(label=_("Is ratified after signature only"), required=False, initial=True)
    is_public = forms.BooleanField(
        label=_("May be read without signing in"),
        required=False,
        help_text=_("Where the charter makes decisions public."),
    )

    def __init__(self, *args: Any, coalition_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalition_id = coalition_id

    def clean_categories(self) -> tuple[Category, ...]:
        """Each line as a category."""
        found, means = [], meanings_of(self.coalition_id)
        for number, line in enumerate(self.cleaned_data["categories"].splitlines(), start=1):
            told = _CATEGORY.fullmatch(line.strip())
            actors = {words: means(words) for words in told["actors"].replace(",", " ").split()} if told else {}
            unknown = sorted(words for words, code in actors.items() if not code)
            if line.strip() and (not told or unknown):
                lacks = ", ".join(unknown) or line.strip()
                raise forms.ValidationError(
                    _("Line %(line)s is not understood: %(words)s"), params={"line": number, "words": lacks}
                )
            if told:
                found.append(Category(told["name"].strip(), frozenset(actors.values()), int(told["parties"])))
        return tuple(found)

    @property
    def details(self) -> Details:
        """What was filled in. Ask when the form is valid."""
        given = self.cleaned_data
        return Details(
            kind=Kind(given["kind"]),
            names=self.texts("name"),
            adopted_on=given["adopted_on"],
            depositary=given["depositary"],
            reference=given["reference"],
            entering=Entering(
                parties=given["parties"],
                delay=Delay(months=given["months"], days=given["days"], begins=Begins(given["begins"])),
                delay_of_each=Delay(
                    months=given["each_months"], days=given["each_days"], begins=Begins(given["each_begins"])
                ),
                categories=given["categories"],
                entered=given["entered_on"],
            ),
            leaving=Delay(months=given["leaving_months"], days=given["leaving_days"]),
            signed_first=given["signed_first"],
            is_public=given["is_public"],
        )

    @classmethod
    def of(cls, instrument: Instrument) -> dict[str, Any]:
        """What is kept of an instrument fills in."""
        enters, leaving = instrument.enters, Delay.of(instrument.leaving)
        same = ("kind", "adopted_on", "depositary", "reference", "entered_on", "signed_first", "is_public")
        return {
            **{name: getattr(instrument, name) for name in same},
            **cls.filled("name", instrument.names),
            "parties": enters.parties,
            "categories": "\n".join(
                f"{each.parties} {each.name}: {' '.join(sorted(each.actors))}" for each in enters.categories
            ),
            "months": 12 * enters.delay.years + enters.delay.months,
            "days": enters.delay.days,
            "begins": enters.delay.begins,
            "each_months": 12 * enters.delay_of_each.years + enters.delay_of_each.months,
            "each_days": enters.delay_of_each.days,
            "each_begins": enters.delay_of_each.begins,
            "leaving_months": 12 * leaving.years + leaving.months,
            "leaving_days": leaving.days,
        }
