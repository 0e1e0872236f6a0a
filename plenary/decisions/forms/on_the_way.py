"""Forms of what is said on the way: concerns and their answers, advice and what became of it, other words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.core.verdicts import reasons
from plenary.decisions.forms.proposals import unnamed_field
from plenary.decisions.labels.consensus import FATE, FEELING
from plenary.decisions.models import Effect
from plenary.decisions.rules.advice import NEEDS_WHY

_MOST = 4000


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TemperatureForm(forms.Form):
    """How warm one is to a proposal."""

    feeling = forms.ChoiceField(choices=list(FEELING.items()))


class ConcernForm(forms.Form):
    """A concern in words."""

    words = forms.CharField(
        label=_("What you are concerned about"),
        max_length=_MOST,
        widget=_lines(3),
        help_text=_("Say what you fear would happen, and what would have to be otherwise."),
    )
    unnamed = unnamed_field()


class AnswerForm(forms.Form):
    """The mover's answer to a concern."""

    answer = forms.CharField(label=_("Your answer"), max_length=_MOST, widget=_lines(3))


class SettleForm(forms.Form):
    """What one does with a concern that one raised."""

    step = forms.ChoiceField(choices=[("withdraw", "withdraw"), ("uphold", "uphold")])


class AdviceForm(forms.Form):
    """The advice of a body."""

    words = forms.CharField(label=_("The advice"), max_length=10_000, widget=_lines(6))


class BecameForm(forms.Form):
    """What became of advice, and why."""

    became = forms.ChoiceField(label=_("What became of it"), choices=list(FATE.items()), widget=forms.RadioSelect)
    why = forms.CharField(label=_("Why"), required=False, max_length=_MOST, widget=_lines(2))

    def clean(self) -> dict[str, Any]:
        """What is not taken whole is owed a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("became") in NEEDS_WHY and not given.get("why"):
            self.add_error("why", str(reasons()["decisions.why_missing"]))
        return given


class ReferForm(forms.Form):
    """To which body a proposal is sent for advice, for how long, and what is asked."""

    body = forms.ChoiceField(label=_("The body"))
    question = forms.CharField(label=_("What you ask of it"), required=False, max_length=_MOST, widget=_lines(2))

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies)
        self.fields["days"] = forms.IntegerField(
            label=_("For how many days"), min_value=1, max_value=most, initial=most
        )
        self.order_fields(["body", "days", "question"])


class RewordForm(forms.Form):
    """The words of a proposal anew: its title, what is resolved in words, the reasons."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(label=_("Why"), required=False, max_length=20_000, widget=_lines(8))

    def __init__(self, *args: Any, effects: list[Effect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_words = effects
        for row in self.in_words:
            self.fields[f"text_{row.pk}"] = forms.CharField(
                label=_("What is resolved"), max_length=_MOST, widget=_lines(5), initial=row.payload["text"]
            )
        self.order_fields(["title", *(f"text_{row.pk}" for row in self.in_words), "body"])

    @property
    def words(self) -> dict[str, str]:
        """What is resolved, by the id of its effect."""
        return {row.pk: self.cleaned_data[f"text_{row.pk}"] for row in self.in_words}
