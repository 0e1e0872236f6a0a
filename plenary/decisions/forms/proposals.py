"""Forms of a proposal's own words, of a ballot and of an objection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.schema import Method
from plenary.core.forms import offer
from plenary.core.verdicts import reasons
from plenary.decisions.rules.ballots import NEEDS_REASON, choices_of


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


class BallotForm(forms.Form):
    """One ballot: an answer that the method knows, and its reason where the answer needs one."""

    choice = forms.ChoiceField(error_messages={"required": _("Choose an answer, then cast the ballot.")})
    reason = forms.CharField(required=False, max_length=4000)

    def __init__(self, *args: Any, method: Method, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "choice", [(choice.value, choice.value) for choice in choices_of(method)])

    def clean(self) -> dict[str, Any]:
        """A reservation and a block say why."""
        given = super().clean() or self.cleaned_data
        if given.get("choice") in NEEDS_REASON and not given.get("reason"):
            self.add_error("reason", str(reasons()["decisions.no_reason_given"]))
        return given


class ObjectionForm(forms.Form):
    """An objection and its reason: to one of the parts that can be taken out, or to the whole when none is given."""

    effect = forms.ChoiceField(label=_("What you object to"))
    reason = forms.CharField(label=_("Why"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "objection_%s")  # the page holds the form of a comment too
        super().__init__(*args, **kwargs)
        offer(self, "effect", parts)
        if not parts:
            del self.fields["effect"]
