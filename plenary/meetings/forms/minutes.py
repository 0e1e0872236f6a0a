"""Forms of minutes: what is written of an item, an action that is agreed, and what became of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.meetings.actions.minutes import LONGEST_NOTES
from plenary.meetings.forms.meetings import day_field
from plenary.meetings.forms.named import MemberField
from plenary.meetings.models import AgendaItem


class MinutesForm(forms.Form):
    """The minutes of an item, written over those of a revision."""

    notes = forms.CharField(
        label=_("Minutes"),
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("Markdown may be used. What was decided, and why, matters more than who said what."),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PointForm(forms.Form):
    """Who does what by when."""

    words = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = MemberField(label=_("Which member sees to it"), required=False)
    until = day_field(label=_("By when"), required=False)
    item = forms.ChoiceField(label=_("On the item"), required=False)

    def __init__(self, *args: Any, standing: Standing, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].standing = standing  # type: ignore[attr-defined]  # a field of this room's own
        offer(self, "item", [("", _("none")), *((item.pk, item.title) for item in items)])


class FinishForm(forms.Form):
    """What became of an action."""

    ended = forms.ChoiceField(
        label=_("What became of it?"),
        widget=forms.RadioSelect,
        choices=[("done", _("It is done")), ("dropped", _("It is dropped"))],
        initial="done",
    )
    became = forms.CharField(label=_("In a few words"), required=False, max_length=300)


class BecameForm(FinishForm):
    """What became of an action of an earlier meeting, as it stands on paper: nothing yet, where it is still to be done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = self.base_fields["ended"].choices  # type: ignore[attr-defined]  # a field of choices
        offer(self, "ended", [("", _("It is still to be done")), *ends])
        self.fields["ended"].required, self.fields["ended"].initial = False, ""

    def clean(self) -> dict[str, Any]:
        """What is said in words needs to be done or dropped, else it would be lost."""
        given = super().clean() or {}
        if given.get("became") and not given.get("ended"):
            self.add_error("ended", _("Say whether it is done or dropped, or leave the words out."))
        return given
