"""The form of a comment, which a parent room's page includes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.texts.actions import MOST_OF_A_COMMENT


class CommentForm(forms.Form):
    """What one says in a thread."""

    body = forms.CharField(
        label=_("Your comment"),
        max_length=MOST_OF_A_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Markdown may be used: a blank line makes a paragraph, *stars* make emphasis."),
    )
