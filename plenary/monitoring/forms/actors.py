"""The form by which the coalition words an actor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.monitoring.actions import Wording
from plenary.monitoring.forms.fields import InLanguages, actor_named, text_of
from plenary.monitoring.labels import ACTOR_KIND
from plenary.monitoring.models import Actor
from plenary.monitoring.rules.actors import LONGEST_CODE
from plenary.monitoring.rules.instruments import LONGEST_NAME, LONGEST_NOTE, ActorKind


class ActorForm(InLanguages):
    """What an actor is called, and what stands beside its name."""

    in_languages = (("name", _("Name"), LONGEST_NAME, True),)

    code = text_of(
        _("Code"),
        LONGEST_CODE,
        help_text=_("That of ISO 3166 for a state or area that you call otherwise; else one of your own, in capitals."),
    )
    kind = forms.ChoiceField(label=_("Is"), choices=list(ACTOR_KIND.items()))
    also = text_of(
        _("Also called"),
        LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One name a line, former ones too: files and pages that come in are read by them."),
    )
    within = text_of(
        _("Lies or acts in"), LONGEST_NAME, required=False, help_text=_("A state, by its name or its code; or empty.")
    )
    wording = text_of(
        _("Note beside the name"),
        LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as how the coalition puts a status that is contested. To name an actor recognises nothing."),
    )

    def __init__(self, *args: Any, coalition_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalition_id = coalition_id

    def clean_code(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["code"]).upper()

    def clean_within(self) -> str:
        """The code of the state."""
        return actor_named(self.coalition_id, self.cleaned_data["within"])

    @property
    def worded(self) -> Wording:
        """What was filled in. Ask when the form is valid."""
        given = self.cleaned_data
        return Wording(
            kind=ActorKind(given["kind"]),
            names=self.texts("name"),
            also=given["also"].splitlines(),
            within=given["within"],
            wording=given["wording"],
        )

    @classmethod
    def of(cls, actor: Actor) -> dict[str, Any]:
        """What is kept of an actor fills in."""
        told = {name: getattr(actor, name) for name in ("code", "kind", "within", "wording")}
        return told | cls.filled("name", actor.names) | {"also": "\n".join(actor.also)}
