"""Forms of the guided questions, of the steps by which a charter grows, of a new thing's name, and of a draft's title."""

from collections.abc import Sequence
from typing import Any

from babel.dates import get_day_names
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.charter import labels
from plenary.charter.forms import QuestionsForm
from plenary.charter.labels import fields as wording
from plenary.charter.labels import guides
from plenary.charter.labels import parts as naming
from plenary.charter.rules.asking import Kind, Question
from plenary.charter.rules.choices import Weekday
from plenary.charter.rules.parts import ITEMS
from plenary.charter.rules.schema import Charter, Words
from plenary.charter.rules.words import words_in
from plenary.charter.starting import shipped
from plenary.core.forms import offer
from plenary.core.times import locale_of
from plenary.texts.labels import language_name


class GuidedForm(QuestionsForm):
    """Asks questions of a charter: choices are named as it names its bodies and offices."""

    def __init__(self, charter: Charter, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        self.charter = charter
        super().__init__(questions, *args, **kwargs)
        for question in self.questions:
            if question.kind is Kind.SEVERAL:
                self.fields[question.code].required = False

    def said(self, question: Question, code: str) -> str:
        """A choice in words."""
        if code in guides.CHOICES.get(question.asks, {}):
            return str(guides.CHOICES[question.asks][code])
        if code in labels.CHOICES.get(question.asks, {}):
            return str(labels.CHOICES[question.asks][code])
        if question.asks == "rest_days":
            names = get_day_names("wide", context="stand-alone", locale=locale_of(get_language() or "en"))
            return str(names[list(Weekday).index(Weekday(code))])
        if question.asks in ("tongues", "more_languages"):
            return language_name(code)
        if question.asks == "offices":
            return called_as_shipped(code)
        return called(self.charter, code)


class NameForm(forms.Form):
    """What a new thing is called, in each language of the charter; of seats, in which body they are."""

    def __init__(self, charter: Charter, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tags = charter.languages or ("en",)
        label = str(naming.ADD[kind][1])
        for place, tag in enumerate(self.tags):
            several = len(self.tags) > 1
            self.fields[f"name:{tag}"] = forms.CharField(
                label=wording.in_language(label, language_name(tag)) if several else label,
                required=place == 0,
                max_length=160,
                widget=forms.TextInput({"lang": tag, "dir": "auto"}),
            )

    def names(self) -> Words:
        """The names that were given, by language."""
        return {tag: said for tag in self.tags if (said := self.cleaned_data[f"name:{tag}"].strip())}


class TitleForm(forms.Form):
    """Under which title a draft is kept."""

    title = forms.CharField(
        max_length=200,
        label=_("What do you call this draft?"),
        help_text=_("Members find it and the proposal under this title."),
    )


class InsteadForm(forms.Form):
    """What takes the place of a thing that is taken out, in the clauses that name it."""

    instead = forms.ChoiceField(label=_("What do these clauses name instead?"), required=False)

    def __init__(self, charter: Charter, kind: str, code: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [item.code for item in getattr(charter, ITEMS[kind]) if item.code != code]
        nothing = ("", _("Nothing: we will mend these clauses ourselves"))
        offer(self, "instead", [nothing, *((other, called(charter, f"{kind}.{other}")) for other in others)])


def called(charter: Charter, key: str) -> str:
    """What a charter calls the body, office, process or category of a key; the key's code where it has none."""
    kind, _dot, code = key.partition(".")
    for item in getattr(charter, ITEMS[kind]) if kind in ITEMS and kind != "sharing" else ():
        if item.code == code:
            return words_in(item.names, get_language() or "en", charter.languages) or code
    return code or key


def called_as_shipped(key: str) -> str:
    """What a shipped charter calls one of its offices."""
    return called(shipped("elected-board"), key)
