"""Forms of the universalisation drive: a target, and how the coalition goes about an actor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.standing import Standing
from plenary.meetings.forms.named import MemberField
from plenary.membership.models import Member
from plenary.monitoring.actions import Aim, Way
from plenary.monitoring.forms.fields import a_day, text_of
from plenary.monitoring.labels import STEP, region_in_words
from plenary.monitoring.models import Approach, Target
from plenary.monitoring.rules.driving import EVERYWHERE, REGIONS, Step
from plenary.monitoring.rules.instruments import LONGEST_WORDS, MOST_PARTIES


class _Led(forms.Form):
    """A form that names the member which leads. A lead whose name is shown to nobody stays where none is named."""

    def __init__(self, *args: Any, standing: Standing, lead: Member | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_hidden = lead is not None and lead.protected
        if "lead" in self.fields:
            self.fields["lead"].standing = standing  # type: ignore[attr-defined]  # a field of the house's own
            self.fields["lead"].initial = lead.name if lead and not lead.protected else ""

    @property
    def led(self) -> str | None:
        """The id of the member that was named; None to let it be. Ask when the form is valid."""
        return self.cleaned_data.get("lead") or (None if self.is_hidden or "lead" not in self.fields else "")


class TargetForm(_Led):
    """What the coalition aims at in a region."""

    region = forms.ChoiceField(label=_("Where"), required=False)
    parties = forms.IntegerField(label=_("How many parties"), min_value=1, max_value=MOST_PARTIES)
    until = a_day(_("By when"))
    lead = MemberField(label=_("Which member leads"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [(code, region_in_words(code)) for code in (EVERYWHERE, *REGIONS)]
        self.fields["region"].choices = regions  # type: ignore[attr-defined]  # a field of choices

    @property
    def aim(self) -> Aim:
        """What was filled in. Ask when the form is valid."""
        given = self.cleaned_data
        return Aim(region=given["region"], parties=given["parties"], until=given["until"], lead=self.led)

    @classmethod
    def of(cls, target: Target) -> dict[str, Any]:
        """What is kept of a target fills in."""
        return {name: getattr(target, name) for name in ("region", "parties", "until")}


class ApproachForm(_Led):
    """How the coalition goes about an actor; who leads is named by those who keep instruments."""

    step = forms.ChoiceField(
        label=_("Next step"),
        required=False,
        choices=[("", _("as it stands")), *STEP.items()],
        help_text=_("Choose one where it will do otherwise than most in its place."),
    )
    obstacles = text_of(
        _("What stands in the way"), LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_action = text_of(
        _("What the coalition does next"), LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = a_day(_("By when"), required=False)
    is_friend = forms.BooleanField(label=_("It is of the core group, which works with the coalition"), required=False)
    lead = MemberField(label=_("Which member leads"), required=False, help_text=_("Empty: that of its region."))

    def __init__(self, *args: Any, names_lead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not names_lead:
            del self.fields["lead"]

    @property
    def way(self) -> Way:
        """What was filled in. Ask when the form is valid."""
        given = self.cleaned_data
        return Way(
            step=Step(given["step"]) if given["step"] else None,
            obstacles=given["obstacles"],
            next_action=given["next_action"],
            due_on=given["due_on"],
            is_friend=given["is_friend"],
            lead=self.led,
        )

    @classmethod
    def of(cls, approach: Approach | None) -> dict[str, Any]:
        """What is kept of it fills in."""
        names = ("step", "obstacles", "next_action", "due_on", "is_friend")
        return {name: getattr(approach, name) for name in names} if approach else {}
