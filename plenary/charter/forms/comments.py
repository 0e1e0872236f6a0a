"""The form of a comment on a clause: the words and the language in which they are written."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.texts.forms import CommentForm
from plenary.texts.labels import language_name


class ClauseCommentForm(CommentForm):
    """What one says about a clause of a draft."""

    language = forms.ChoiceField(label=_("Written in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.initial.get("language", "")
        tags = dict.fromkeys([*filter(None, [own]), *(tag for tag, _name in settings.LANGUAGES)])
        offer(self, "language", [(tag, language_name(tag)) for tag in tags])
