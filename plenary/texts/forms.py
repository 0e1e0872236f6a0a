"""The form of a comment, which a parent room's page includes; the languages that forms offer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.texts.actions import MOST_OF_A_COMMENT
from plenary.texts.labels import language_choices


class CommentForm(forms.Form):
    """What one says in a thread, and in which language: at first that of the page, where it is among those offered."""

    body = forms.CharField(
        label=_("Your comment"),
        max_length=MOST_OF_A_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Markdown may be used: a blank line makes a paragraph, *stars* make emphasis."),
    )
    language = forms.ChoiceField(label=_("Language of the comment"), required=False)

    def __init__(self, *args: Any, languages: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = language_choices(languages)
        field = offer(self, "language", choices)
        active = get_language() or ""
        offered = [tag for tag, _name in choices]
        field.initial = next((tag for tag in (active, active.split("-", maxsplit=1)[0]) if tag in offered), offered[0])

    def clean_language(self) -> str:
        """The language that was chosen, else the one that the form began with."""
        return str(self.cleaned_data["language"] or self.fields["language"].initial)
