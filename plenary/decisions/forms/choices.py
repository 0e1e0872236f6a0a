"""The form of a ballot that chooses among several: an order, ticks, grades or points, one field for each."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.countings import Asks
from plenary.charter.rules.schema import Process
from plenary.core.verdicts import reasons
from plenary.decisions.models import Proposal
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.rules.choosing import Said, asks_of, said_problem
from plenary.decisions.rules.contests import Contest

OF = "of_"
"""Before the id of one that stands for choice: the field in which the ballot says something of it."""

_IN_A_ROW = 5
"""Grades up to so many stand in a row; more make a list that opens."""

_LISTED = 30
"""Places and grades up to so many are chosen from a list; more are typed, for the lists would make the page heavy."""


class ChoiceForm(forms.Form):
    """One ballot. Its errors stand with those whom they concern; places may leave gaps, for they are an order alone.

    With `asks_whom` a representative who must consult says whom she asked.
    """

    blank = forms.BooleanField(required=False, label=_("Cast a blank ballot"))
    source = forms.CharField(
        label=_("Whom you asked, and when"),
        max_length=500,
        error_messages={"required": _("Say whom you asked, and when.")},
    )

    def __init__(
        self,
        *args: Any,
        process: Process,
        contest: Contest,
        said: Said | None = None,
        asks_whom: bool = False,
        **kw: Any,
    ) -> None:
        kw.setdefault("initial", initial_of(said) if said else None)
        kw.setdefault("auto_id", "ballot_%s")
        super().__init__(*args, **kw)
        self.process, self.contest = process, contest
        self.asks = asks_of(process, contest)
        for each in contest.candidates:
            self.fields[OF + each.id] = self._field(each.name)
        if not asks_whom:
            del self.fields["source"]
        self.order_fields([OF + each.id for each in contest.candidates])  # as they stand on the page, what is wrong too

    def _field(self, name: str) -> forms.Field:
        if self.asks is Asks.RANKS and len(self.contest.candidates) > _LISTED:
            return self._number(name, least=1, most=len(self.contest.candidates))
        if self.asks is Asks.RANKS:
            places = [("", "–"), *((place, place) for place in range(1, len(self.contest.candidates) + 1))]
            return forms.TypedChoiceField(label=name, choices=places, coerce=int, empty_value=None, required=False)
        if self.asks is Asks.TICKS:
            return forms.BooleanField(label=name, required=False)
        if self.asks is Asks.POINTS:
            return self._number(name, least=0, most=self.process.points)
        if self.process.grades > _LISTED:
            return self._number(name, least=0, most=self.process.grades)
        grades = [("", "–"), *((grade, grade) for grade in range(self.process.grades + 1))]
        widget = forms.RadioSelect if self.process.grades <= _IN_A_ROW else forms.Select
        return forms.TypedChoiceField(
            label=name, choices=grades, coerce=int, empty_value=None, required=False, widget=widget
        )

    def _number(self, name: str, *, least: int, most: int) -> forms.Field:
        numbers = forms.NumberInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(label=name, min_value=least, max_value=most, required=False, widget=numbers)

    @property
    def lines(self) -> Iterator[tuple[str, BoundField]]:
        """Each that stands for choice (id) with its field, in the order of the list."""
        return ((each.id, self[OF + each.id]) for each in self.contest.candidates)

    @property
    def said(self) -> dict[str, Any]:
        """What the ballot says, as far as it could be read."""
        found = {each: self.cleaned_data.get(OF + each) for each in self.contest.ids}
        if self.asks is Asks.RANKS:
            places = sorted({place for place in found.values() if place})
            return {"ranks": [[each for each, at in found.items() if at == place] for place in places]}
        if self.asks is Asks.TICKS:
            return {"ticks": [each for each, is_ticked in found.items() if is_ticked]}
        if self.asks is Asks.POINTS:
            return {"points": {each: number for each, number in found.items() if number}}
        return {"grades": {each: grade for each, grade in found.items() if grade is not None}}

    def clean(self) -> dict[str, Any]:
        """Blank or filled in, not both; and nothing that the process does not allow."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        problem = said_problem(self.process, self.contest, self.said)
        if given.get("blank"):
            if problem != "decisions.says_nothing":
                self.add_error("blank", gettext("It is filled in. Empty it, or do not cast it blank."))
        elif problem == "decisions.same_place":
            self._tell_same_places()
        elif problem == "decisions.too_many_points":
            self.add_error(None, self._too_many_points())
        elif problem:
            self.add_error(None, str(reasons()[problem]))
        return given

    def _tell_same_places(self) -> None:
        names = {each.id: each.name for each in self.contest.candidates}
        for equal in self.said["ranks"]:
            for each in equal if len(equal) > 1 else ():
                others = gettext(", ").join(names[other] for other in equal if other != each)
                told = {"place": self.cleaned_data[OF + each], "others": others}
                self.add_error(
                    OF + each, gettext("Place %(place)s has also: %(others)s. Give each a place of its own.") % told
                )

    def _too_many_points(self) -> str:
        given, most = sum(self.said["points"].values()), self.process.points
        words = ngettext(
            "You gave %(given)s points, and there is %(most)s: take %(over)s away.",
            "You gave %(given)s points, and there are %(most)s: take %(over)s away.",
            most,
        )
        return words % {"given": given, "most": most, "over": given - most}

    @property
    def answer(self) -> dict[str, Any]:
        """What the action is told, once the form is valid."""
        said = {"blank": True} if self.cleaned_data.get("blank") else self.said
        return {"said": said, "source": self.cleaned_data.get("source", "")}


def choice_form_for(proposal: Proposal, choice: Choice | None, data: Mapping[str, Any] | None) -> ChoiceForm | None:
    """The form of what somebody said elsewhere of those that stand for choice; None where yes or no is asked."""
    if choice is None:
        return None
    return ChoiceForm(data, process=proposal.frozen_process, contest=choice.contest)


def initial_of(said: Said) -> dict[str, Any]:
    """What a ballot that was cast fills in."""
    if said.get("blank"):
        return {"blank": True}
    if "ranks" in said:
        return {OF + each: place for place, equal in enumerate(said["ranks"], 1) for each in equal}
    if "ticks" in said:
        return {OF + each: True for each in said["ticks"]}
    return {OF + each: number for each, number in said.get("grades", said.get("points", {})).items()}
