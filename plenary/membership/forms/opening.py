"""The sheet of the opening questions: the whole, or one question of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.core.verdicts import Label
from plenary.membership.actions.opening import LONGEST_ANSWER, Given
from plenary.membership.labels import QUESTION, QUESTION_HELP
from plenary.membership.models import OpeningAnswer
from plenary.membership.rules.opening import SUGGESTED, Audience, Question
from plenary.texts.forms import page_language
from plenary.texts.labels import language_choices


class OpeningForm(forms.Form):
    """Answers to questions, each with its audience, in one language; typed in from paper, with the day.

    `audiences` are the choices in words; `stands` is what was answered already, by question.
    """

    language = forms.ChoiceField(label=_("Language of the answers"))
    said_on = forms.DateField(
        label=_("Said on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day on the paper."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Iterable[Question] = tuple(Question),
        audiences: Sequence[tuple[str, Label]],
        languages: Sequence[str],
        stands: Mapping[str, OpeningAnswer] | None = None,
        typed_in: bool = False,
    ) -> None:
        super().__init__(data)
        self.questions, stands = tuple(questions), stands or {}
        if not typed_in:
            del self.fields["said_on"]
        for question in self.questions:
            before = stands.get(question)
            self.fields[f"{question}_words"] = forms.CharField(
                label=str(QUESTION[question]),
                help_text=str(QUESTION_HELP[question]),
                max_length=LONGEST_ANSWER,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
                initial=before.said if before else "",
            )
            self.fields[f"{question}_audience"] = forms.ChoiceField(
                label=_("Who hears this answer"),
                choices=audiences,
                initial=before.audience if before else SUGGESTED[question],
            )
        spoken = next((each.language for each in stands.values() if each.language in languages), "")
        offer(self, "language", language_choices(languages)).initial = spoken or page_language(languages=languages)

    def sheet(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each question: the words, and who hears them."""
        for question in self.questions:
            yield self[f"{question}_words"], self[f"{question}_audience"]

    def given(self) -> list[Given]:
        """The answers that were written, of a form that is valid."""
        told = self.cleaned_data
        return [
            Given(
                question=question,
                words=told[f"{question}_words"],
                audience=Audience(told[f"{question}_audience"]),
                language=told["language"],
            )
            for question in self.questions
        ]
