"""Forms of drafting: terms, paragraphs, translations, laying down."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.agreements.labels import KIND, SIDE
from plenary.agreements.models import Agreement
from plenary.agreements.queries import Worded
from plenary.agreements.rules import LONGEST_NAME, LONGEST_PARAGRAPH, LONGEST_REASON, LONGEST_TITLE, Kind, Terms
from plenary.bodies.formed import names_at_work
from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.core.verdicts import refuse
from plenary.membership.queries import listed_members
from plenary.membership.rules import SIGNING
from plenary.texts.labels import language_choices


class TermsForm(forms.Form):
    """What an agreement says of itself besides its paragraphs."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    language = forms.ChoiceField(
        label=_("Language that decides"), help_text=_("Where translations differ, the text in this language holds.")
    )
    allows_reservations = forms.BooleanField(
        label=_("Who signs may state reservations"),
        required=False,
        help_text=_("A reservation says in words what a member does not accept; all who read the signatures read it."),
    )
    is_public = forms.BooleanField(
        label=_("May be read without signing in"),
        required=False,
        help_text=_("Once it is adopted, and where the charter makes decisions public."),
    )
    review_on = forms.DateField(
        label=_("Looked at again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("It stands among what is coming; on the day those who look after it are asked."),
    )
    expires_on = forms.DateField(
        label=_("Holds until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day on which it holds. Empty: until the coalition ends it."),
    )

    def __init__(self, *args: Any, coalition_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = charter_of(coalition_id).languages
        offer(self, "language", language_choices(tags))
        self.fields["language"].initial = tags[0] if tags else "en"

    def clean(self) -> dict[str, Any]:
        """Both days lie ahead, and it is looked at again before it expires."""
        given = super().clean() or self.cleaned_data
        today, review, expires = clock.now().date(), given.get("review_on"), given.get("expires_on")
        for name, day in (("review_on", review), ("expires_on", expires)):
            if day is not None and day < today:
                self.add_error(name, _("This day is over."))
        if review and expires and review > expires:
            self.add_error("review_on", _("It is looked at again before it expires."))
        return given

    def terms(self, kind: str) -> Terms:
        """What was filled in, for an agreement of a kind. Ask when the form is valid."""
        return Terms(kind=kind, **{name: self.cleaned_data[name] for name in TermsForm.base_fields})

    @classmethod
    def of(cls, agreement: Agreement) -> dict[str, Any]:
        """What the draft's terms fill in."""
        return {name: getattr(agreement, name) for name in cls.base_fields}


class NewForm(TermsForm):
    """An agreement to begin: what it is about, then its terms."""

    kind = forms.ChoiceField(label=_("What kind of agreement"), choices=list(KIND.items()))
    body = forms.ChoiceField(
        label=_("Of which body"),
        required=False,
        help_text=_("Asked of terms of reference alone. The page of the body leads to them once they are adopted."),
    )

    field_order = ("kind", "body", "title")

    def __init__(self, *args: Any, coalition_id: str, **kwargs: Any) -> None:
        super().__init__(*args, coalition_id=coalition_id, **kwargs)
        offer(self, "body", [("", "–"), *names_at_work(coalition_id)])

    def clean(self) -> dict[str, Any]:
        """None but terms of reference are of a body."""
        given = super().clean() or self.cleaned_data
        if given.get("body") and given.get("kind") != Kind.TERMS:
            self.add_error("body", _("Only terms of reference are of a body."))
        return given


class ParagraphForm(forms.Form):
    """The words of one paragraph."""

    words = forms.CharField(
        label=_("Words"),
        max_length=LONGEST_PARAGRAPH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One thought a paragraph: people sign it, cite it and propose changes to it by its number."),
    )
    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class PartForm(forms.Form):
    """What one member or role will do, and what it will not."""

    member = forms.ChoiceField(label=_("Which member"), required=False)
    role = forms.CharField(
        label=_("Or which role"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Where it is nobody’s alone: the host, whoever speaks, all members."),
    )
    will = forms.CharField(
        label=_("What it will do"),
        required=False,
        max_length=LONGEST_PARAGRAPH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    will_not = forms.CharField(
        label=_("What it will not do"),
        required=False,
        max_length=LONGEST_PARAGRAPH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = listed_members(standing).filter(status__in=SIGNING, organisation__isnull=False)
        names = sorted({row.name for row in rows}, key=str.casefold)
        offer(self, "member", [("", "–"), *((name, name) for name in names)])

    def clean(self) -> dict[str, Any]:
        """A member or a role, and something that it will do or will not."""
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given["member"]) == bool(given["role"]):
            self.add_error("role", _("Choose a member, or name a role."))
        if not self.errors and not (given["will"] or given["will_not"]):
            self.add_error("will", refuse("agreements.no_words").sentence)
        return given

    def given(self) -> dict[str, str]:
        """What `actions.write_part` takes. Ask when the form is valid."""
        told = self.cleaned_data
        return {"who": told["member"] or told["role"], "will": told["will"], "will_not": told["will_not"]}


class NewParagraphForm(forms.Form):
    """A new paragraph: its words, and where it stands."""

    words = forms.CharField(
        label=_("A new paragraph"),
        max_length=LONGEST_PARAGRAPH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One thought a paragraph: people sign it, cite it and propose changes to it by its number."),
    )
    after = forms.ChoiceField(label=_("It stands"), required=False)

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(key, _("after paragraph %(number)s") % {"number": number}) for number, key in enumerate(keys, 1)]
        offer(self, "after", [("", _("at the end")), *places])


class LayDownForm(forms.Form):
    """That the draft goes to the members as it stands."""

    is_material = forms.BooleanField(
        label=_("It changes what was agreed"),
        required=False,
        initial=True,
        help_text=_(
            "Members who signed are asked to sign again. Without the tick, for corrections that change nothing, they "
            "stand on the new edition too."
        ),
    )
    why = forms.CharField(
        label=_("What changes, and why"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LookAtForm(forms.Form):
    """That an agreement was looked at, and when it is looked at again."""

    words = forms.CharField(
        label=_("What you found"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It enters the record, for the members. What is to change is written on the draft."),
    )
    next_on = forms.DateField(
        label=_("Looked at again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: on no day. Whoever looks after it is asked on that day."),
    )


class TranslationForm(forms.Form):
    """A translation, a field for each paragraph beside the words that decide; what is left empty is not translated."""

    def __init__(self, *args: Any, title: Worded, lines: Sequence[Worded], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, each in enumerate((title, *lines)):
            is_there = each.words != each.source or each.is_stale
            words = _("Title") if not number else _("Paragraph %(number)s") % {"number": number}
            words = f"{words} · {each.who} · {SIDE[each.side]}" if each.who else words
            self.fields[f"p_{each.key}"] = forms.CharField(
                label=_("%(place)s: out of date") % {"place": words} if each.is_stale else words,
                help_text=each.source,
                required=False,
                max_length=LONGEST_PARAGRAPH if number else LONGEST_TITLE,
                initial=each.words if is_there else "",
                widget=forms.Textarea(attrs={"rows": 3 if number else 1, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        """Something must be translated."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.words():
            raise forms.ValidationError(_("There are no words to save yet."))
        return given

    def words(self) -> dict[str, str]:
        """What was translated, by key of paragraph; the title under an empty key."""
        found = {name.removeprefix("p_"): said for name, said in self.cleaned_data.items() if name.startswith("p_")}
        return {key: said for key, said in found.items() if said.strip()}
