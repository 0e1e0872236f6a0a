"""Forms of concerns: raising one, coming back, what receivers do, and the key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.files.forms import FoundField, choose_again
from plenary.health.rules.receipts import read_code
from plenary.health.rules.receivers import About
from plenary.health.sealing import MOST_FILE

MOST_WORDS = 10_000
_LEAST_PASSPHRASE = 14


def _words(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 6) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, max_length=MOST_WORDS, required=required, widget=area)


class _WithFile(forms.Form):
    """A form with which a file may come: `cleaned_data["file"]` is what it is (`files.formats.Found`), or None. What tells of
    its maker is taken out, in memory, before anything else is done with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = FoundField(largest=MOST_FILE, label=_("A file"), required=False)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """All that was given; where something else is to be corrected, the file has to be chosen once more."""
        given = super().clean() or self.cleaned_data
        choose_again(self)
        return given


class WhoForm(forms.Form):
    """Whom a concern is about, before anything is said: so that it is known first who would receive it."""

    about = forms.MultipleChoiceField(
        label=_("Is it about any of these?"),
        help_text=_("Whoever you choose does not receive it, and is not told of it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # declared above
        field.choices = choices
        self._words = dict(choices)

    def concerned(self) -> About:
        """Whom it is about, as the rule of receivers takes it."""
        given = [each.partition(":") for each in self.cleaned_data["about"]]
        sets = {
            kind: frozenset(value for named, _colon, value in given if named == kind)
            for kind in ("office", "person", "member")
        }
        return About(offices=sets["office"], persons=sets["person"], members=sets["member"])

    def chosen(self) -> list[str]:
        """Whom one chose, in words."""
        return [self._words[each] for each in self.cleaned_data["about"]]


class RaiseForm(_WithFile, WhoForm):
    """What is raised, whom it is about, as one said before, and whether one says who one is."""

    field_order = ("words", "file")
    words = _words(_("What happened?"), _("As much as you want to say now. You can add to it later."), rows=10)
    told_about = forms.CharField(
        label=_("Whom is it about?"),
        help_text=_("Name those whom you could not choose. Nobody passes it on to them."),
        max_length=500,
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Only if those who receive it may know. Left empty, they do not learn it from here."),
        max_length=200,
        required=False,
    )
    may_be_named = forms.BooleanField(label=_("The one concerned may be told who raised it"), required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(choices, *args, **kwargs)
        self.fields["about"].widget = forms.MultipleHiddenInput()
        for name in ("told_about", "name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def told(self) -> str:
        """Whom it is about, in words: who was chosen, and what was written."""
        return "; ".join(filter(None, [*self.chosen(), self.cleaned_data["told_about"]]))


class CodeForm(forms.Form):
    """The receipt code with which one comes back."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Twenty digits."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The code, where it has the shape of one."""
        typed = str(self.cleaned_data["code"])
        if not read_code(typed):
            raise forms.ValidationError(_("A code has twenty digits."))
        return typed


class WordsForm(forms.Form):
    """Something said."""

    words = _words(_("Your words"))


class MoreForm(_WithFile, WordsForm):
    """Something said, with a file or without."""

    field_order = ("words", "file")


class SideForm(MoreForm):
    """Something said to one side."""

    part = forms.ChoiceField(label=_("To whom"), choices=[])

    def __init__(self, choices: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"] = forms.ChoiceField(label=_("To whom"), choices=choices)
        self.order_fields(["part", "words", "file"])


class AnswerForm(forms.Form):
    """Yes or no, and a word beside it."""

    is_yes = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = _words(_("Why"), required=False, rows=3)


class ProposalForm(AnswerForm):
    """Yes or no to what was proposed: to the very proposal that was read."""

    proposal = forms.IntegerField(label="", required=False, widget=forms.HiddenInput)

    def read_anew(self, number: int | None) -> None:
        """Offer what was sent again, beside what is proposed now; where that is another, the answer is to be chosen anew."""
        if self.data.get("proposal") != str(number):
            self.data = {"words": self.data.get("words", ""), "proposal": number}


class ProposeForm(forms.Form):
    """A mediator whom one side proposes to the other."""

    words = _words(
        _("Who it is, and how both reach them"),
        _("The other side reads this, and that it comes from yours. Write nothing in it that says who you are."),
        rows=3,
    )


class OutcomeForm(WordsForm):
    """An outcome, and the day on which it is looked at again."""

    check_on = forms.DateField(
        label=_("Looked at again on"),
        help_text=_("On this day you ask both whether it holds."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class PassphraseForm(forms.Form):
    """The passphrase of one who receives."""

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class PassForm(PassphraseForm):
    """That one concern is passed on: who of those who would receive it is concerned, and that nobody else among them is."""

    field_order = ("concerned", "nobody_else", "passphrase")
    concerned = forms.MultipleChoiceField(
        label=_("Is it about any of these?"),
        help_text=_("It would be sealed for them. Whoever you choose does not receive it, now or later."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    nobody_else = forms.BooleanField(label=_("Nobody else among those who receive it next is concerned"))

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["concerned"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # declared above
        field.choices = choices


class SealForm(forms.Form):
    """That whoever raised a concern seals it for those who receive now."""

    nobody_concerned = forms.BooleanField(label=_("Nobody among those who receive concerns now is concerned"))


class KeyForm(forms.Form):
    """A passphrase, chosen and typed twice."""

    passphrase = forms.CharField(
        label=_("Passphrase"),
        help_text=_("At least fourteen characters; four or five words that nobody would put together are best."),
        min_length=_LEAST_PASSPHRASE,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    anew = forms.BooleanField(
        label=_("Give up the key of before"),
        help_text=_("What was sealed for it cannot be opened with the new one."),
        required=False,
    )

    def __init__(self, *args: Any, has_key: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_key:
            del self.fields["anew"]

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        given = super().clean() or {}
        if {"passphrase", "again"} <= set(given) and given["passphrase"] != given["again"]:
            self.add_error("again", _("The two are not the same."))
        return given
