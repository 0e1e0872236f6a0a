"""What the API tells and takes of a choice among several: those that stand, what ballots ask, what a ballot says."""

from collections.abc import Mapping
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.core.http.problems import Invalid
from plenary.core.verdicts import reasons
from plenary.decisions import queries
from plenary.decisions.api.base import Said
from plenary.decisions.models import Proposal
from plenary.decisions.rules.choosing import said_problem
from plenary.decisions.shown.choosing import Choosing


class ChoiceOptionOut(Schema):
    """One that stands for choice. A ballot names it by its `id`."""

    id: str
    name: str
    body: str = Field(description="what explains it, Markdown")
    cost: int = Field(description="of a project: in minor units of `currency`; else 0")


class ChoiceAskedOut(Schema):
    """What a proposal chooses, and what its ballots say."""

    asks: str = Field(description="ranks, ticks, grades or points: the one key of `said`; empty before it opens")
    takes_equal_places: bool = Field(description="`ranks` may hold several in one place")
    highest: int = Field(description="of grades: they go from 0 to this; else 0")
    points: int = Field(description="how many may be shared out at most; else 0")
    seats: int = Field(description="how many are chosen; of a budget 1, and it says nothing")
    budget: int = Field(description="in minor units of `currency`; 0 where none is shared out")
    currency: str = Field(description="ISO 4217, or empty")
    options: list[ChoiceOptionOut] = Field(description="in the order of the list")
    sentence: Said


class SecrecyOut(Schema):
    """What is promised of a secret ballot, what is not, and a warning where so few may vote that votes can be guessed."""

    promised: list[Said]
    not_promised: list[Said]
    warning: Said


SAID = (
    "where it chooses among several, one of: `{ranks: [[id], [id, id]]}`, the best first; `{ticks: [id]}`;"
    " `{grades: {id: grade}}`; `{points: {id: points}}`; `{blank: true}`"
)


def choice_told(context: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a proposal chooses as `ChoiceAskedOut`; None where yes or no is asked."""
    choosing: Choosing | None = context.get("choosing")
    if choosing is None:
        return None
    asked = {name: context.get(name, default) for name, default in _UNASKED.items()}
    names = ("seats", "budget", "currency", "sentence")
    options = [{"id": each.id, "name": each.name, "body": each.body, "cost": each.cost} for each in choosing.listed]
    return {**asked, **{name: getattr(choosing, name) for name in names}, "options": options}


_UNASKED: Mapping[str, Any] = {"asks": "", "takes_equal_places": False, "highest": 0, "points": 0}


def secrecy_told(context: Mapping[str, Any]) -> dict[str, Any] | None:
    """What is promised as `SecrecyOut`; None where ballots are open, but for the warning to who votes unnamed among few."""
    if not context.get("is_secret"):
        warning = context.get("worked_out")
        return {"promised": [], "not_promised": [], "warning": warning} if warning else None
    names = ("promised", "not_promised")
    return {**{name: context[name] for name in names}, "warning": context["few_electors"]}


def require_said(proposal: Proposal, said: dict[str, Any]) -> None:
    """Go on when a ballot may say this. Raises Invalid."""
    choice = queries.choice_of(proposal)
    problem = said_problem(proposal.frozen_process, choice.contest, said) if choice else "decisions.no_such_choice"
    if problem:
        raise Invalid({"said": [reasons()[problem]]}, problem)
