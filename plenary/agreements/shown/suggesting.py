"""Suggestions as they are shown beside the paragraphs of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plenary.agreements import permissions, queries
from plenary.agreements.labels import SUGGESTION, SUGGESTION_SHAPE
from plenary.agreements.models import Agreement
from plenary.agreements.queries import Suggested
from plenary.agreements.rules import Fit, Line
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.decisions.labels.amendments import what_it_does
from plenary.decisions.rules.amendments import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A suggestion with its words of state and what the reader may do with it."""

    suggested: Suggested
    does: str
    label: Label
    shape: str
    may_answer: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A paragraph of the draft with the suggestions on it that wait."""

    line: Line
    items: Sequence[Item]


def item(standing: Standing, one: Suggested) -> Item:
    """One suggestion for one reader. No query but the charter's."""
    return Item(
        suggested=one,
        does=what_it_does(one.row.act, str(one.number)) if one.number else "",
        label=SUGGESTION[one.state],
        shape=SUGGESTION_SHAPE[one.state],
        may_answer=bool(permissions.may_answer_suggestion(standing, one.row)),
        may_take_back=bool(permissions.may_take_back(standing, one.row)),
    )


def beside(standing: Standing, agreement: Agreement, lines: Sequence[Line]) -> dict[str, Any]:
    """What the page of a draft shows: `places`, each paragraph with what waits on it; `strays`, what waits on paragraphs that are
    gone; `answered`, what was answered or taken back, the newest first. Two queries."""
    items = [item(standing, one) for one in queries.suggestions_on(standing, agreement, lines)]
    waiting = [one for one in items if one.suggested.row.state == "open"]
    on: dict[str, list[Item]] = {}
    for one in waiting:
        on.setdefault(one.suggested.row.paragraph, []).append(one)
    return {
        "places": [Place(line=line, items=on.get(line.key, ())) for line in lines],
        "strays": [one for one in waiting if one.suggested.fit is Fit.GONE],
        "answered": [one for one in items if one.suggested.row.state != "open"],
        "may_suggest": permissions.may_suggest(standing, agreement),
    }


def after_taking(one: Suggested, stands: str) -> tuple[str, str]:
    """What stands in the draft now, and what would once the suggestion is taken over; where it adds, nothing stands."""
    before = "" if one.row.act == Act.ADD else stands
    return before, one.row.words
