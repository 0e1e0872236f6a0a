"""The effects that this room gives to proposals: resolutions, and choices among several, whose words are all that happens."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import Asked, Choosing, Lasting, Option, Payload, register_effect
from plenary.charter.rules.schema import OTHER_MATTER
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.decisions.matters import AFFAIRS, BUDGET, CHOICE, MONEY

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


MOST_OPTIONS = 200
LONGEST = (200, 2000)
"""Characters of a title, and of what explains it."""
_LARGEST = 10**15  # minor units


class Choose(Choosing, Lasting):
    """The coalition chooses among answers to a question. Payload: ``{"text": the question, "number": how many are chosen,
    "options": [{"title": words, "body": Markdown}]}``; the ids of options are their places, from 1."""

    code = "decisions.choose"
    matter = CHOICE
    label: Label = _("Choose among several")
    governs = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """A question in at most 4,000 characters; at least two options, each with a title of its own; some are not chosen."""
        if not _has_words(payload):
            return ["decisions.no_words"]
        problem = _options_problem(payload)
        if problem:
            return [problem]
        number = payload.get("number")
        fits = type(number) is int and 1 <= number < len(payload["options"])
        return [] if fits else ["decisions.number_of_choices"]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """The question itself; the options stand beneath it on a page of its own kind."""
        return [str(payload["text"]) for payload in payloads]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Nothing more: what was chosen stands in the entry of the outcome."""

    def asked(self, coalition_id: str, payload: Payload) -> Asked:
        """Its options, and how many of them are chosen."""
        return Asked(seats=payload["number"], options=_options(payload))


class Fund(Choosing, Lasting):
    """The coalition shares out a budget among projects. Payload: ``{"text": what for, "budget": minor units,
    "currency": ISO 4217, "options": [{"title": words, "body": Markdown, "cost": minor units}]}``."""

    code = "decisions.fund"
    matter = BUDGET
    label: Label = _("Share out a budget among projects")
    governs = False
    spends = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """As for a choice; a budget above nought in a currency, and projects each of which it can pay."""
        if not _has_words(payload):
            return ["decisions.no_words"]
        problem = _options_problem(payload)
        if problem:
            return [problem]
        budget, currency = payload.get("budget"), payload.get("currency")
        if type(budget) is not int or not 0 < budget <= _LARGEST or not isinstance(currency, str) or len(currency) != 3:
            return ["decisions.no_budget"]
        costs = [option.get("cost") for option in payload["options"]]
        fit = all(type(cost) is int and 0 < cost <= budget for cost in costs)
        return [] if fit else ["decisions.cost_of_project"]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """What the money is for; how much it is, and for how many projects, stands with them."""
        return [str(payload["text"]) for payload in payloads]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Nothing more: the projects that are funded stand in the entry of the outcome."""

    def asked(self, coalition_id: str, payload: Payload) -> Asked:
        """Its projects and its budget."""
        return Asked(options=_options(payload), budget=payload["budget"], currency=payload["currency"])


def _has_words(payload: Payload) -> bool:
    text = payload.get("text")
    return isinstance(text, str) and bool(text.strip()) and len(text) <= _LONGEST


def _options_problem(payload: Payload) -> str:
    options = payload.get("options")
    if not isinstance(options, list) or not 2 <= len(options) <= MOST_OPTIONS:
        return "decisions.too_few_options"
    if not all(isinstance(option, dict) and _is_told(option) for option in options):
        return "decisions.option_untold"
    titles = [option["title"].strip().casefold() for option in options]
    return "" if len(set(titles)) == len(titles) else "decisions.options_alike"


def _is_told(option: Mapping[str, Any]) -> bool:
    title, body = option.get("title"), option.get("body", "")
    if not isinstance(title, str) or not isinstance(body, str):
        return False
    return 0 < len(title.strip()) <= LONGEST[0] and len(body) <= LONGEST[1]


def _options(payload: Payload) -> tuple[Option, ...]:
    return tuple(
        Option(id=str(place), title=option["title"].strip(), body=option.get("body", ""), cost=option.get("cost", 0))
        for place, option in enumerate(payload["options"], 1)
    )


IN_WORDS = frozenset({Resolve.code, Arrange.code, Spend.code})
"""The kinds of effect whose words are what is decided."""

register_effect(Resolve())
register_effect(Arrange(), matter=_("What is settled from day to day"))
register_effect(Spend(), matter=_("What is decided about money"))
register_effect(Choose(), matter=_("A choice among several"))
register_effect(Fund(), matter=_("A budget shared out among projects"))
