"""Proposals that choose among several, for tests: charters, drafts, ballots, the way to the outcome."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse

from plenary.charter.rules.schema import Charter, Method
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.tests import factories
from tests import founding

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


class Voter:
    """One who votes with a browser of its own."""

    def __init__(self, coalition: Any, name: str) -> None:
        account = founding.represent(founding.member(coalition, name)).account
        self.coalition, self.client = coalition, Client()
        self.client.force_login(account)
        self.by: Standing = standing_of(str(account.pk), coalition.id)

    def at(self, name: str, proposal: Proposal) -> str:
        """The address of a view of a proposal."""
        return reverse(f"decisions:{name}", args=[self.coalition.slug, proposal.pk])

    def reads(self, proposal: Proposal) -> str:
        """Its page while voting is open."""
        with clock.set_to(proposal.voting_from):
            return self.client.get(self.at("proposal", proposal)).content.decode()

    def casts(self, proposal: Proposal, given: dict[str, Any], **headers: str) -> Any:
        """The answer to a ballot that is sent while voting is open."""
        with clock.set_to(proposal.voting_from):
            return self.client.post(self.at("cast", proposal), given, headers=headers)

    def said(self) -> dict[str, Any]:
        """What the only ballot says."""
        return Ballot.objects.of(self.coalition.id).get().said


def voter_on(rules: Charter | None = None, effects: Any = None, others: int = 5) -> tuple[Voter, Proposal]:
    """A voter with some others, and an open proposal that chooses."""
    coalition = founding.coalition(rules=rules or charter())
    voter = Voter(coalition, "Campo Limpo")
    founding.standings(coalition, others)
    return voter, factories.opened(voter.by, effects or towns())
