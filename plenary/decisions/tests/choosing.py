"""Proposals that choose among several, for tests: charters, drafts, ballots, the way to the outcome."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plenary.charter.rules.schema import Charter, Method
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.tests import factories

TOWNS = ("Tirana", "Oslo", "Dakar", "Lima")
WELLS = (("A well", 600_00), ("A school", 900_00), ("A road", 300_00))


def charter(**terms: Any) -> Charter:
    """The charter of the factories, with a process that chooses, and one like it for elections; their terms can be changed."""
    made = factories.charter()
    ordinary = made.process("ordinary")
    given = {"method": Method.CHOICE, "notice_days": 0, "discussion_days": 0} | terms
    chooses = replace(ordinary, code="choice", names={"en": "A choice"}, **given)
    elects = replace(chooses, code="election", names={"en": "An election"}, notice_days=7)
    matters = {**made.matters, "decisions.choice": "choice", "decisions.budget": "choice", "bodies.elect": "election"}
    return replace(made, processes=(*made.processes, chooses, elects), matters=matters)


def towns(number: int = 1, options: tuple[str, ...] = TOWNS) -> list[tuple[str, dict[str, Any]]]:
    """The effect of a choice among towns."""
    told = {"text": "Where do we meet?", "number": number, "options": [{"title": each} for each in options]}
    return [("decisions.choose", told)]


def projects(budget: int = 1000_00) -> list[tuple[str, dict[str, Any]]]:
    """The effect of a budget."""
    options = [{"title": title, "cost": cost} for title, cost in WELLS]
    return [
        ("decisions.fund", {"text": "The year's projects", "budget": budget, "currency": "EUR", "options": options})
    ]


def cast(by: Standing, proposal: Proposal, said: Mapping[str, Any]) -> Ballot:
    """Cast a ballot while voting is open."""
    assert proposal.voting_from is not None
    with clock.set_to(max(clock.now(), proposal.voting_from)):
        return actions.cast_ballot(by=factories.now(by), proposal=proposal, said=said)
