"""The effects that this room gives to proposals: resolutions, whose words are all that happens."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import Payload, register_effect
from plenary.charter.rules.schema import OTHER_MATTER
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.decisions.matters import AFFAIRS, MONEY

_LONGEST = 4000


class Resolve:
    """The coalition resolves words of its own choosing. Payload: ``{"text": words}``."""

    code = "decisions.resolve"
    matter = OTHER_MATTER
    label: Label = _("Resolve something in words")
    severable = False
    governs = False
    revocable = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """A resolution needs words, at most 4,000 characters."""
        text = payload.get("text")
        fits = isinstance(text, str) and bool(text.strip()) and len(text) <= _LONGEST
        return [] if fits else ["decisions.no_words"]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """The words themselves."""
        return [str(payload["text"]) for payload in payloads]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Nothing more: the words stand in the entry of the outcome."""

    def undo(self, by: Standing, payload: Payload) -> None:
        """Nothing more: the entry says that the words are no longer in force."""


class Arrange(Resolve):
    """The same for what a body settles from day to day, under the process that the charter has for affairs."""

    code = "decisions.arrange"
    matter = AFFAIRS
    label: Label = _("Settle something from day to day")


class Spend(Resolve):
    """The same for money, a budget or an expense, under the process that the charter has for it."""

    code = "decisions.spend"
    matter = MONEY
    label: Label = _("Decide about money")


IN_WORDS = frozenset({Resolve.code, Arrange.code, Spend.code})
"""The kinds of effect whose words are what is decided."""

register_effect(Resolve())
register_effect(Arrange())
register_effect(Spend())
