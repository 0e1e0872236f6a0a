"""Forms of ballots: one's own, and the answer that an officer enters for another."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.core.verdicts import reasons
from plenary.decisions import permissions, queries
from plenary.decisions.forms.choices import ChoiceForm
from plenary.decisions.labels import ANSWERS, HOW
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.rules.ballots import NEEDS_REASON, choices_of

PART = "part_"
"""Before the name of a choice: how many of the votes of a split ballot say so."""


class BallotForm(forms.Form):
    """One ballot: an answer that the method knows, and its reason where the answer needs one.

    With a `weight` it may be split: numbers by answer, which make the whole. With `asks_whom` a representative who must
    consult says whom she asked.
    """

    choice = forms.ChoiceField(error_messages={"required": _("Choose an answer, then cast the ballot.")})
    reason = forms.CharField(required=False, max_length=4000)
    source = forms.CharField(max_length=500, error_messages={"required": _("Say whom you asked, and when.")})

    def __init__(
        self, *args: Any, method: Method, weight: int = 0, asks_whom: bool = False, may_split: bool = False, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.weight = weight if may_split else 0
        offer(self, "choice", [(choice.value, choice.value) for choice in choices_of(method)])
        for choice in choices_of(method) if self.weight > 1 else ():
            self.fields[PART + choice.value] = forms.IntegerField(required=False, min_value=0, max_value=self.weight)
            self.fields["choice"].required = False
        if not asks_whom:
            del self.fields["source"]

    def clean(self) -> dict[str, Any]:
        """A reservation and a block say why; the parts of a split ballot make the whole."""
        given = super().clean() or self.cleaned_data
        shares = self._shares()
        if not shares and not given.get("choice") and "choice" not in self.errors:
            self.add_error("choice", gettext("Choose an answer, then cast the ballot."))
        if shares and sum(shares.values()) != self.weight:
            told = {"weight": self.weight, "given": sum(shares.values())}
            self.add_error("choice", gettext("The parts make %(given)s; your ballot has %(weight)s votes.") % told)
        if set(shares or {given.get("choice")}) & NEEDS_REASON and not given.get("reason"):
            self.add_error("reason", str(reasons()["decisions.no_reason_given"]))
        return given

    def _shares(self) -> dict[str, int]:
        given = self.cleaned_data
        return {
            name.removeprefix(PART): given[name] for name in self.fields if name.startswith(PART) and given.get(name)
        }

    @property
    def answer(self) -> dict[str, Any]:
        """What the action is told, once the form is valid."""
        given, shares = self.cleaned_data, self._shares()
        if len(shares) == 1:
            given, shares = given | {"choice": next(iter(shares))}, {}
        said = {"choice": "" if shares else given["choice"], "shares": shares, "reason": given.get("reason", "")}
        return said | {"source": given.get("source", "")}


class AnswerForm(forms.Form):
    """An answer that was given elsewhere: whose, what, who said it, how, and when."""

    elector = forms.ChoiceField(label=_("Who answered"))
    choice = forms.ChoiceField(label=_("The answer"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("The reason"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Asked of a reservation or a block."),
    )
    who = forms.CharField(label=_("Who said so"), max_length=300, help_text=_("The name of the person who gave it."))
    how = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, electors: Iterable[Elector], method: Method, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "elector", [("", "–"), *((each.pk, each.name) for each in electors)])
        offer(self, "choice", [(choice.value, ANSWERS[choice.value][0]) for choice in choices_of(method)])
        if not choices_of(method):
            del self.fields["choice"]  # what was said of several stands in a form of its own (`ChoiceForm`)
        if not NEEDS_REASON & set(choices_of(method)):
            del self.fields["reason"]
        offer(self, "how", [(code, HOW[code]) for code in ("phone", "mail", "in_person")])

    def clean_on(self) -> date:
        """Not a day that has yet to come, wherever on earth one is."""
        day: date = self.cleaned_data["on"]
        if (day - clock.now().date()).days > 1:
            raise forms.ValidationError(gettext("This day has yet to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """A reservation and a block say why."""
        given = super().clean() or self.cleaned_data
        if given.get("choice") in NEEDS_REASON and not given.get("reason"):
            self.add_error("reason", str(reasons()["decisions.no_reason_given"]))
        return given


def ballot_form_for(
    standing: Standing, proposal: Proposal, data: Mapping[str, Any], own: Sequence[Elector]
) -> BallotForm | ChoiceForm:
    """The form of a standing's own ballot: split where the charter lets it be, with whom she asked where she must. `own` are
    the standing's electors, with which `permissions.may_cast` allowed it."""
    elector, process = own[0], proposal.frozen_process
    asks_whom = permissions.must_say_whom(standing, elector)
    choice = queries.choice_of(proposal) if process.method is Method.CHOICE else None
    if choice:
        return ChoiceForm(data, process=process, contest=choice.contest, asks_whom=asks_whom)
    may_split = elector.splits and not queries.is_secret(process)
    return BallotForm(data, method=process.method, weight=elector.weight, may_split=may_split, asks_whom=asks_whom)
