"""Forms of a proposal's own words and of an objection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer


def unnamed_field() -> forms.BooleanField:
    """The choice to move or say something without a name."""
    return forms.BooleanField(
        label=_("Without my member's name"),
        required=False,
        help_text=_(
            "Only those who act for your member see that this is yours. Who is in danger does the same, and nobody can tell"
            " you apart."
        ),
    )


class ProposalForm(forms.Form):
    """Title, reasons and language of a proposal."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Say what will be the case if it is adopted.")
    )
    body = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Markdown may be used: a blank line makes a paragraph, *stars* make emphasis."),
    )
    language = forms.ChoiceField(label=_("Language of the text"))

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = offer(self, "language", languages)
        if len(languages) == 1:
            field.widget = forms.HiddenInput()
            field.initial = languages[0][0]


class DraftForm(ProposalForm):
    """The words of a draft, and whether it is moved without a name."""

    unnamed = unnamed_field()


class ObjectionForm(forms.Form):
    """An objection and its reason: to one of the parts that can be taken out, or to the whole when none is given."""

    effect = forms.ChoiceField(label=_("What you object to"))
    reason = forms.CharField(label=_("Why"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label=_("Whom you asked, and when"), max_length=500)
    unnamed = unnamed_field()

    def __init__(self, *args: Any, parts: list[tuple[str, str]], asks_whom: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "objection_%s")  # the page holds the form of a comment too
        super().__init__(*args, **kwargs)
        offer(self, "effect", parts)
        if not parts:
            del self.fields["effect"]
        if not asks_whom:
            del self.fields["source"]
