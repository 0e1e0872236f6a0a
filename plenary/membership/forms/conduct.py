"""Forms of matters of conduct: one to open a matter, and one for each step, with what that step asks for."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from plenary.charter.prose import phrases
from plenary.charter.queries import called
from plenary.charter.rules.schema import Charter, Words
from plenary.charter.rules.words import words_in
from plenary.core.forms import offer
from plenary.core.verdicts import Label
from plenary.membership.actions import StepGiven
from plenary.membership.labels import BECAUSE
from plenary.membership.labels.conduct import AGREED, HEARD_HOW, MEASURE, MEASURE_SEALED, RULING, TALK
from plenary.membership.rules.capacity import Counted, CountedDuty
from plenary.membership.rules.conduct import BY_MEMBER, Duty, Taken, asked_for, duties

OTHER = "accountability"
LONGEST = 4000
_MOST_DAYS = 90


def duty_in_words(charter: Charter, duty: Duty) -> str:
    """A duty as the charter says it, in the active language, with the body or office that it belongs to."""
    key, code = duty.clause.split(".", maxsplit=1)
    named: tuple[Words, Sequence[Words]]
    if key == "category":
        named = ({}, charter.category(code).duties)
    elif key == "body":
        named = (charter.body(code).names, charter.body(code).duties)
    else:
        named = (charter.office(code).names, charter.office(code).duties)
    words = words_in(named[1][duty.place], get_language() or "", charter.languages)
    return f"{called(charter, named[0], code)}: {words}" if named[0] else words


def counted_in_words(duty: CountedDuty) -> str:
    """A duty that is counted, in the active language: how much is asked, and why that is less than of others."""
    phrases_of = {
        Counted.MEETINGS: ngettext(
            "takes part in at least one meeting of all members a year",
            "takes part in at least %(count)s meetings of all members a year",
            duty.asked,
        ),
        Counted.TASKS: ngettext(
            "takes on at least one task a year", "takes on at least %(count)s tasks a year", duty.asked
        ),
    }
    words = phrases_of[duty.what] % {"count": phrases.number(duty.asked)}
    if not duty.is_scaled or duty.capacity is None:
        return words
    because = {"words": words, "share": phrases.share(duty.share), "whole": duty.whole}
    return BECAUSE[duty.capacity] % because


class OpenCaseForm(forms.Form):
    """Which duty a member does not do, and what conversation is offered."""

    duty = forms.ChoiceField(label=_("Which duty is it about?"), widget=forms.RadioSelect)
    other = forms.CharField(
        label=_("Another duty, in words"),
        max_length=500,
        required=False,
        help_text=_("Something that the member promised and that stands in no clause."),
    )
    words = forms.CharField(
        label=_("What conversation do you offer?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Say what you have seen, that there may be reasons, and when you could talk. Its own read it, and officers."
        ),
    )

    def __init__(
        self, charter: Charter, category: str, *args: Any, counted: Sequence[CountedDuty] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known: Mapping[str, tuple[str, str]] = {
            **{duty.code: (duty.clause, duty_in_words(charter, duty)) for duty in duties(charter, category)},
            **{duty.code: (duty.clause, counted_in_words(duty)) for duty in counted},
        }
        offered = [(code, words) for code, (_clause, words) in self.known.items()]
        field = offer(self, "duty", [*offered, (OTHER, _("Another one"))])
        if not offered:
            field.initial = OTHER

    def clean(self) -> dict[str, Any]:
        """Another duty needs its words."""
        given = super().clean() or self.cleaned_data
        if given.get("duty") == OTHER and not str(given.get("other", "")).strip():
            self.add_error("other", _("Say which duty it is."))
        return given

    @property
    def chosen(self) -> tuple[str, str]:
        """The key of the clause and the words of the duty. Ask when the form is valid."""
        code: str = self.cleaned_data["duty"]
        clause, words = self.known.get(code, (OTHER, ""))
        return clause, (words or str(self.cleaned_data["other"]))[:500]


_WORDS: Mapping[Taken, tuple[Label, Label]] = {
    Taken.OFFER: (_("What conversation do you offer?"), _("Its own read it, and officers.")),
    Taken.TALK: (_("What was said and agreed?"), _("Its own read it, and officers; nobody else.")),
    Taken.NOTICE: (_("What is the member told?"), _("Which duty, what was seen, and what is asked now.")),
    Taken.ASK_TIME: (_("Why do you need more time?"), _("Officers read it.")),
    Taken.MORE_TIME: (_("What do you tell the member?"), ""),
    Taken.ANSWER: (
        _("What do you answer?"),
        _("Officers read it now. If it comes to a proposal about you, the members who decide read it there."),
    ),
    Taken.HEARING: (_("What was said?"), _("In short, so that both sides know it again.")),
    Taken.STATEMENT: (
        _("What do you say to those who decide?"),
        _("It stands on the proposal about you, and in its brief. Members who read the proposal read it."),
    ),
    Taken.MEASURE: (_("Why this, and what follows?"), _("Support and promises: what exactly, and until when.")),
    Taken.APPEAL: (
        _("Why do you appeal?"),
        _(
            "Until it is decided, a suspension or a removal does not take effect. Those who decide on the appeal read it."
        ),
    ),
    Taken.DECIDED: (_("Why, or why not?"), _("The member reads it.")),
    Taken.RULING: (_("What was decided, and why?"), ""),
    Taken.CLOSE: (_("Why is the matter closed?"), _("The member reads it.")),
}
_OF_PROTECTED = _("Officers who know your member read it, and if it comes to a grave measure those who vouched for it.")
_OUTCOMES: Mapping[Taken, tuple[Label, Mapping[str, Label]]] = {
    Taken.TALK: (_("What came of it?"), TALK),
    Taken.MEASURE: (_("What follows?"), MEASURE),
    Taken.DECIDED: (_("Do you agree to the measure?"), AGREED),
    Taken.RULING: (_("What came of the appeal?"), RULING),
}
_PEOPLE: Mapping[Taken, Label] = {
    Taken.TALK: _("Who took part?"),
    Taken.HEARING: _("Who heard the member?"),
    Taken.RULING: _("Who decided?"),
}


class StepForm(forms.Form):
    """What one step asks for; a step that asks for less has fewer fields."""

    day = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    people = forms.CharField(max_length=300)
    way = forms.ChoiceField(label=_("How was it heard?"), help_text=_("Whoever is in danger need not appear."))
    days = forms.IntegerField(label=_("How many more days?"), min_value=1, max_value=_MOST_DAYS)
    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, step: Taken, *args: Any, is_protected: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{step}_%s", **kwargs})
        wanted = {*asked_for(step), "words"}
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        said, remark = _WORDS[step]
        remark = _OF_PROTECTED if is_protected and step in BY_MEMBER else remark
        self.fields["words"].label, self.fields["words"].help_text = str(said), str(remark)
        self.fields["words"].required = "words" in asked_for(step)
        if step in _OUTCOMES:
            label, codes = _OUTCOMES[step]
            codes = MEASURE_SEALED if is_protected and step is Taken.MEASURE else codes
            offer(self, "outcome", list(codes.items())).label = str(label)
        if step in _PEOPLE:
            self.fields["people"].label = str(_PEOPLE[step])
        if "way" in self.fields:
            offer(self, "way", list(HEARD_HOW.items()))

    @property
    def given(self) -> StepGiven:
        """What was said. Ask when the form is valid."""
        return StepGiven(**{name: value for name, value in self.cleaned_data.items() if value is not None})
