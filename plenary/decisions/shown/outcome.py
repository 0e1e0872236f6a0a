"""What a decided choice among several shows beside its figures: who or what is chosen, what it costs, and the picture."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from plenary.core import money
from plenary.decisions import queries
from plenary.decisions.labels.choosing import REVEALS
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import Counted, counted, heaviest_of, published_papers
from plenary.decisions.rules.nominations import WITHOUT_BALLOT
from plenary.decisions.rules.secrecy import Reveals, reveals
from plenary.decisions.shown.account_money import in_currency
from plenary.decisions.shown.by_lot import lot_in_words
from plenary.decisions.shown.pictures.registry import picture_of
from plenary.decisions.shown.vacancies import vacancies_shown


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of those that are chosen, in the order in which they were: the name, and what it costs, in words, where it does."""

    id: str
    name: str
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """The money of a budget in words: what all that is chosen costs, how much there was, and what is left."""

    spent: str
    budget: str
    left: str


def outcome_context(proposal: Proposal) -> dict[str, Any]:
    """What the outcome of a choice, or of a secret vote, shows; nothing of it before the outcome is entered."""
    if not proposal.outcome or not (queries.is_choice(proposal) or queries.is_secret(proposal.frozen_process)):
        return {}
    found = counted(proposal)
    return {
        "has_count": found is not None,
        "chosen": chosen_shown(proposal, found),
        "vacancies": vacancies_shown(proposal) if proposal.is_election and proposal.outcome == "adopted" else [],
        "by_lot": lot_in_words(found.account) if found else "",
        "sums": sums_of(found) if found else None,
        "without_ballot": proposal.final_count is not None and proposal.final_count.reason in WITHOUT_BALLOT,
        "count_picture": picture_of(in_currency(found)) if found else None,
        **secrecy_context(proposal, found),
    }


def chosen_shown(proposal: Proposal, found: Counted | None) -> list[Chosen]:
    """Who or what is chosen, where the proposal was adopted. Two queries at most."""
    if proposal.outcome != "adopted" or not queries.is_choice(proposal):
        return []
    costs = {each.id: each.cost for each in found.contest.candidates} if found else {}
    currency = found.contest.currency if found else ""
    return [
        Chosen(each["id"], each["name"], in_money(costs[each["id"]], currency) if costs.get(each["id"]) else "")
        for each in queries.chosen_of(proposal, found.box if found else None)
    ]


def sums_of(found: Counted) -> Sums | None:
    """What is spent of a budget; None where there is none."""
    contest = found.contest
    if not contest.budget:
        return None
    spent = sum(contest.candidates[each].cost for each in found.account.winners)
    told = (in_money(amount, contest.currency) for amount in (spent, contest.budget, contest.budget - spent))
    return Sums(*told)


def in_money(minor: int, currency: str) -> str:
    """An amount of minor units in words, in the active language."""
    return money.in_words(minor, currency, get_language() or "en")


def secrecy_context(proposal: Proposal, found: Counted | None) -> dict[str, Any]:
    """Whether the vote was secret, how many votes are published, and what they give away of how people voted all the same.
    Three queries at most."""
    figures = proposal.final_count
    if not queries.is_secret(proposal.frozen_process) or (figures and figures.reason in WITHOUT_BALLOT):
        return {"is_secret": False}
    papers = published_papers(proposal).count()
    told: tuple[Reveals, ...] = ()
    if papers and figures:
        told = reveals(_votes(proposal, found, papers), voters=figures.turnout, heaviest=heaviest_of(proposal))
    return {"is_secret": True, "has_papers": bool(papers), "reveals": " ".join(str(REVEALS[each]) for each in told)}


def _votes(proposal: Proposal, found: Counted | None, papers: int) -> list[int]:
    """How many votes say each thing that is said, blank ones too."""
    if found:
        return [*found.profile.ballots.values(), papers - found.profile.total]
    box = queries.box_of(proposal)
    return [number for _said, number in box.bundle] if box else []
