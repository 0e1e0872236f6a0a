"""Forms built from a charter's questions, and the one that takes a charter as TOML."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter import labels
from plenary.charter.labels import guides
from plenary.charter.prose import phrases
from plenary.charter.rules.asking import Answer, Answers, Kind, Question, flat
from plenary.charter.rules.words import words_in
from plenary.core.verdicts import refuse
from plenary.texts.labels import language_name

MOST_BYTES = 200_000  # of a charter as text; those that ship have less than 30,000


class QuestionsForm(forms.Form):
    """Asks questions; `answers` gives what was answered, by the question's code. Fields are named as their questions."""

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = flat(questions)
        for question in self.questions:
            self.fields[question.code] = _field(question, self.said)

    def said(self, question: Question, code: str) -> str:
        """A choice in words."""
        return _choice(question, code)

    def answers(self) -> Answers:
        """The answers of a valid form."""
        return {question.code: _answer(question, self.cleaned_data[question.code]) for question in self.questions}


class DraftForm(QuestionsForm):
    """The questions of a starting charter, after the title under which the draft is kept."""

    title = forms.CharField(max_length=200)

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(questions, *args, **kwargs)
        self.fields["title"].label = _("What do you call this draft?")
        self.fields["title"].help_text = _("Members find it and the proposal under this title.")


class TomlForm(forms.Form):
    """A charter as TOML: a file, or its text; `cleaned_data["text"]` is the text of either, the file first."""

    title = forms.CharField(max_length=200)
    file = forms.FileField(
        required=False, widget=forms.FileInput(attrs={"accept": ".toml,text/plain,application/toml"})
    )
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "ltr", "spellcheck": "false", "class": "code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What do you call this draft?")
        self.fields["title"].help_text = _("Members find it and the proposal under this title.")
        self.fields["file"].label = _("A TOML file")
        self.fields["text"].label = _("Or its text")

    def clean(self) -> dict[str, Any]:
        """The text of what was brought, with line ends of one kind. Adds an error when it is none, too long or no text."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        size = file.size if file else len(text.encode(errors="replace"))
        if not file and not text.strip():
            self.add_error("text", refuse("charter.nothing_brought").sentence)
        elif size > MOST_BYTES:
            self.add_error(
                "file" if file else "text", refuse("charter.file_too_large", most=MOST_BYTES // 1000).sentence
            )
        elif file:
            try:
                text = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", refuse("charter.file_not_text").sentence)
        return {**self.cleaned_data, "text": text.replace("\r\n", "\n")}

    def again(self) -> "TomlForm":
        """The form of the next step: what was read of a file stands in the text, where it can be changed."""
        return TomlForm(initial={"title": self.cleaned_data["title"], "text": self.cleaned_data["text"]})


def _answer(question: Question, cleaned: Any) -> Answer:
    return tuple(cleaned) if question.kind is Kind.SEVERAL else cleaned


def _field(question: Question, said: Callable[[Question, str], str]) -> forms.Field:
    words, help_text = (labels.QUESTIONS | guides.QUESTIONS)[question.asks]
    about = words_in(question.about, get_language() or "en", ("en",))
    asked: dict[str, Any] = {
        "label": str(words) % {"about": about},
        "help_text": help_text,
        "initial": question.default,
    }
    choices = [(code, said(question, code)) for code in question.choices]
    match question.kind:
        case Kind.TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, **asked)
        case Kind.NAME:
            return forms.CharField(max_length=120, **asked)
        case Kind.NUMBER:
            return forms.IntegerField(min_value=question.least, max_value=question.most, **asked)
        case Kind.SEVERAL:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **asked)
    if question.asks in ("threshold", "quorum", "language"):
        return forms.ChoiceField(choices=choices, **asked)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **asked)


def _choice(question: Question, code: str) -> str:
    if question.asks in ("language", "languages"):
        return language_name(code)
    if question.asks == "threshold":
        return phrases.needed(Fraction(code), strictly=Fraction(code) <= Fraction(1, 2))
    if question.asks == "quorum":
        return phrases.share(Fraction(code)) if code != "0" else _("none")
    return str(labels.CHOICES[question.asks][code])
