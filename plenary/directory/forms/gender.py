"""The form in which a person says what their gender is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.directory import labels
from plenary.directory.models import Person
from plenary.directory.rules.gender import LONGEST

NOTHING, _OWN_WORD = "", "other"


class GenderForm(forms.Form):
    """What a person says of their own gender, and who may know."""

    gender_given = forms.ChoiceField(
        label=labels.FIELDS["gender"],
        required=False,
        help_text=_(
            "As you like. It is counted in sums of five persons and more, to show who sits, speaks and is heard; nobody reads it"
            " unless you let them."
        ),
    )
    gender_word = forms.CharField(label=_("The word that you use"), required=False, max_length=LONGEST)
    gender_shown = forms.BooleanField(label=_("All members may read it on my card"), required=False)

    def __init__(self, data: Any, *, card: Person) -> None:
        said = card.gender_given
        own = said if said in labels.GENDERS or not said else _OWN_WORD
        word = said if own == _OWN_WORD else ""
        shown = bool(said) and card.gender == said
        super().__init__(data, initial={"gender_given": own, "gender_word": word, "gender_shown": shown})
        words = [*labels.GENDERS.items()]
        offer(self, "gender_given", [(NOTHING, _("no answer")), *words[:2], (_OWN_WORD, _("another word")), *words[2:]])

    def clean(self) -> dict[str, Any]:
        """A word of one's own needs to be said."""
        found = super().clean() or {}
        if found.get("gender_given") == _OWN_WORD and not found.get("gender_word", "").strip():
            self.add_error("gender_word", _("Say which word, or choose another answer."))
        return found

    def given(self) -> dict[str, Any]:
        """What `actions.give_gender` is given. Ask when the form is valid."""
        said = self.cleaned_data["gender_given"]
        gender = self.cleaned_data["gender_word"] if said == _OWN_WORD else said
        return {"gender": gender, "is_shown": self.cleaned_data["gender_shown"]}
