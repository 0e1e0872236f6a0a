"""Forms of what is put to choose among: answers to a question, projects for a budget; one on each line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.charter import decidable
from plenary.core import money
from plenary.core.verdicts import reasons
from plenary.decisions.forms.effects import EffectForm, Payloads
from plenary.decisions.labels.choosing import WRONG_LINES
from plenary.decisions.rules.options import Written, lines_of, options_in, projects_in

_LINES = {"rows": 8, "dir": "auto"}


class _ContestForm(EffectForm):
    """What both share: what is wrong is told by line, and what the effect itself refuses beside the lines."""

    text: forms.CharField
    options: forms.CharField
    payload: Mapping[str, Any]

    def written(self) -> Written:
        """What stands on the lines."""
        raise NotImplementedError  # each of the two says it

    def asked(self, options: list[dict[str, Any]]) -> dict[str, Any]:
        """The payload, with the options that stand on the lines."""
        raise NotImplementedError  # likewise

    def clean(self) -> dict[str, Any]:
        """Each line is right, and the effect could be carried out."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        written = self.written()
        for each in written.wrong:
            told = {"line": each.line, "other": each.other}
            self.add_error("options", str(WRONG_LINES[each.code]) % told)
        if not written.wrong:
            self.payload = self.asked(written.options)
            for reason in decidable.effect(self.kind).problems(self.standing.coalition, self.payload):
                self.add_error(
                    "number" if reason == "decisions.number_of_choices" else "options", str(reasons()[reason])
                )
        return given

    def payloads(self) -> Payloads:
        """The one effect."""
        return [dict(self.payload)]


class ChooseForm(_ContestForm):
    """A question, how many answers are chosen, and the answers."""

    kind = "decisions.choose"
    order = 40

    text = forms.CharField(
        label=_("The question"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the coalition chooses. It stands above the answers."),
    )
    number = forms.IntegerField(label=_("How many are chosen"), min_value=1, max_value=199, initial=1)
    options = forms.CharField(
        label=_("The answers"),
        max_length=450_000,
        widget=forms.Textarea(attrs=_LINES),
        help_text=_(
            "One on each line. What stands after a bar explains it: Tirana | Near the airport, with *two* halls."
        ),
    )

    def written(self) -> Written:
        """The answers."""
        return options_in(self.cleaned_data["options"])

    def asked(self, options: list[dict[str, Any]]) -> dict[str, Any]:
        """Question, number and answers."""
        return {"text": self.cleaned_data["text"], "number": self.cleaned_data["number"], "options": options}

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The answers as lines."""
        found = super().from_payloads(payloads)
        return {**found, "options": lines_of(found.get("options", []))}


class FundForm(_ContestForm):
    """What money is for, how much there is, and the projects with what they cost."""

    kind = "decisions.fund"
    order = 50

    text = forms.CharField(
        label=_("What the money is for"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands above the projects."),
    )
    budget = forms.CharField(
        label=_("How much money there is"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}),
        help_text=_("In whole units, with decimals where there are any: 12000 or 12000.50"),
    )
    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "dir": "ltr", "size": 4}),
        help_text=_("Its code in three letters, such as EUR."),
    )
    options = forms.CharField(
        label=_("The projects"),
        max_length=450_000,
        widget=forms.Textarea(attrs=_LINES),
        help_text=_(
            "One on each line: name | cost | what it is. For example: A well | 900 | For the school in the valley."
        ),
    )

    def clean_currency(self) -> str:
        """A code of ISO 4217, in capitals."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if not money.is_currency(code):
            raise forms.ValidationError(gettext("There is no currency with this code."))
        return code

    def clean(self) -> dict[str, Any]:
        """The budget is an amount of its currency, above nought."""
        given, currency = self.cleaned_data, self.cleaned_data.get("currency")
        if currency and "budget" in given:
            try:
                self.minor = money.read(given["budget"], currency)
            except money.UnreadableAmountError:
                self.add_error(
                    "budget", gettext("This is no amount of this currency, or it could be two. Write 12000 or 12000.50")
                )
            else:
                if not self.minor:
                    self.add_error("budget", str(reasons()["decisions.no_budget"]))
        return super().clean()

    def written(self) -> Written:
        """The projects."""
        return projects_in(self.cleaned_data["options"], self.cleaned_data["currency"], self.minor)

    def asked(self, options: list[dict[str, Any]]) -> dict[str, Any]:
        """What for, budget, currency and projects; amounts in minor units."""
        given = self.cleaned_data
        return {"text": given["text"], "budget": self.minor, "currency": given["currency"], "options": options}

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Projects as lines, amounts in major units."""
        found = super().from_payloads(payloads)
        if "budget" not in found:
            return found
        currency = str(found["currency"])
        lines = lines_of(found.get("options", []), currency)
        return {**found, "budget": money.plain(int(found["budget"]), currency), "options": lines}
