"""The form of a comment, which a parent room's page includes; the languages that forms offer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.texts.actions import MOST_OF_A_COMMENT
from plenary.texts.labels import language_choices


def page_language(*, languages: Sequence[str]) -> str:
    """The language of the page where it is among these, else the first of them: in which one is taken to write."""
    active = get_language() or ""
    return next((tag for tag in (active, active.split("-", maxsplit=1)[0]) if tag in languages), languages[0])


class CommentForm(forms.Form):
    """What one says in a thread, and in which language: at first that of the page, where it is among those offered."""

    body = forms.CharField(
        label=_("Your comment"),
        max_length=MOST_OF_A_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Markdown may be used: a blank line makes a paragraph, *stars* make emphasis."),
    )
    language = forms.ChoiceField(label=_("Language of the comment"))
    unnamed = forms.BooleanField(
        label=_("Without my name"),
        required=False,
        help_text=_(
            "So it cannot be taken back. Who is in danger speaks like this too, and nobody can tell you apart."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, languages: Iterable[str] = (), **kwargs: Any) -> None:
        choices = language_choices(languages)
        begins = page_language(languages=[tag for tag, _name in choices])
        if data is not None and "language" not in data:
            data = {"body": data.get("body", ""), "unnamed": data.get("unnamed", ""), "language": begins}
        super().__init__(data, **kwargs)
        offer(self, "language", choices).initial = begins
