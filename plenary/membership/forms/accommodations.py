"""Forms of accommodations: what one asks for, what the coalition does."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.core.verdicts import Label
from plenary.membership.models import OpeningAnswer, Room
from plenary.membership.rules.opening import LONGEST_SUBJECT, Audience, subject_in
from plenary.membership.rules.touching import folded
from plenary.texts.forms import page_language
from plenary.texts.labels import language_choices

LONGEST = 4_000


class AccommodationForm(forms.Form):
    """A subject, what we cannot do or be named for, what the coalition does, and who hears of it; `after` is the answer to an
    opening question that it begins with, for a reader who heard it."""

    subject = forms.CharField(
        label=_("Subject"),
        max_length=LONGEST_SUBJECT,
        help_text=_("As it would stand in a text: the words that are looked for."),
    )
    key_words = forms.CharField(
        label=_("Further key words"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Other words and phrases for it, in every language in use; set apart by commas or lines."),
    )
    cannot = forms.CharField(
        label=_("What we cannot do, or be named for"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    does = forms.CharField(
        label=_("What the coalition does about it"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What would be enough. The other side agrees, or says it in other words."),
    )
    audience = forms.ChoiceField(label=_("Who hears of it"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"))
    consents = forms.BooleanField(
        label=_("Tell whoever writes on the subject that we have limits there."),
        required=False,
        help_text=_("Otherwise you alone are told, and decide whom to talk to."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        audiences: Sequence[tuple[str, Label]],
        languages: Sequence[str],
        typed_in: bool = False,
        after: OpeningAnswer | None = None,
    ) -> None:
        super().__init__(data)
        offer(self, "audience", audiences).initial = Audience.FACILITATOR
        offer(self, "language", language_choices(languages)).initial = page_language(languages=languages)
        if after is not None:
            self._begin_with(after, languages)
        if typed_in:
            del self.fields["consents"]

    def _begin_with(self, answer: OpeningAnswer, languages: Sequence[str]) -> None:
        """Begin with what an opening question was answered, for those who heard that answer and for nobody else."""
        begins = {"subject": subject_in(answer.said), "cannot": answer.said[:LONGEST], "audience": answer.audience}
        self.initial.update(begins)
        if answer.language in languages:
            self.initial["language"] = answer.language

    def clean_subject(self) -> str:
        """Words that can be looked for: a letter or a figure at least."""
        subject: str = self.cleaned_data["subject"]
        if not folded(subject):
            raise forms.ValidationError(_("Name it in words."))
        return subject

    def room(self) -> Room:
        """The words, of a form that is valid."""
        told = self.cleaned_data
        return Room(subject=told["subject"], key_words=told["key_words"], cannot=told["cannot"], does=told["does"])


class AgreeForm(forms.Form):
    """What the coalition does about it, in the words of the one who agrees."""

    does = forms.CharField(
        label=_("What the coalition does about it"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
