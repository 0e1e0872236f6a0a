"""Decided choices among several, for tests of their outcome: ballots of each kind, pages, programs."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plenary.charter.rules.schema import Charter
from plenary.core.standing import Standing
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.tests import choosing, factories
from plenary.membership.models import Member
from tests import founding

type Effects = list[tuple[str, dict[str, Any]]]


def rank(*order: str) -> dict[str, Any]:
    """A ballot that ranks these."""
    return {"ranks": [[each] for each in order]}


TOWNS = choosing.TOWNS
RANKS = (rank("1", "2"), rank("2", "1"), rank("3", "4", "1"), rank("4", "3"), rank("2"))
TICKS = ({"ticks": ["1", "2"]}, {"ticks": ["3", "4"]}, {"ticks": ["1", "4"]}, {"ticks": ["2", "3"]}, {"ticks": ["4"]})
GRADES = tuple(
    {"grades": {"1": a, "2": b, "3": c}} for a, b, c in ((5, 0, 5), (0, 5, 5), (3, 3, 0), (2, 2, 0), (4, 4, 1))
)
BUYS = ({"ticks": ["1", "3"]}, {"ticks": ["2"]}, {"ticks": ["2", "3"]}, {"ticks": ["1"]}, {"ticks": ["3"]})
POINTS = (
    {"points": {"1": 6, "3": 4}},
    {"points": {"2": 10}},
    {"points": {"1": 4, "3": 6}},
    {"points": {"3": 1}},
    {"points": {"1": 1, "2": 1}},
)


def house_of(number: int = 5, rules: Charter | None = None) -> list[Standing]:
    """So many members who decide, of a coalition that chooses."""
    return founding.standings(founding.coalition(rules=rules or choosing.charter()), number)


def voted(
    by: list[Standing], effects: Effects, said: tuple[dict[str, Any], ...], weights: tuple[int, ...] = ()
) -> Proposal:
    """A proposal that was voted on and closed; `weights` are the votes of the first electors."""
    proposal = factories.opened(by[0], effects, title='Where "we" meet; 2026')
    for standing, weight in zip(by, weights, strict=False):
        Elector.objects.of(proposal.coalition_id).filter(proposal=proposal, member=standing.member).update(
            weight=weight
        )
    for standing, ballot in zip(by, said, strict=False):
        choosing.cast(standing, proposal, ballot)
    return factories.close(proposal)


def client_of(by: Standing) -> Client:
    """A browser of a representative of the same member."""
    member = Member.objects.of(by.coalition).get(pk=by.member)
    client = Client()
    client.force_login(founding.represent(member).account)
    return client


def get(client: Client, name: str, proposal: Proposal, *more: str, **query: str) -> HttpResponse:
    """A page of a proposal."""
    return client.get(reverse(f"decisions:{name}", args=[proposal.coalition.slug, proposal.pk, *more]), query)
