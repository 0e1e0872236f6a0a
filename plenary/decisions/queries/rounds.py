"""Reads of rounds that are over: what each came to, and what was said in it."""

from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.decisions.models import Ballot, Objection, Proposal, Round
from plenary.decisions.rules.ballots import Choice


@dataclass(frozen=True, slots=True)
class PastRound:
    """A round that is over, with the ballots that say more than a number: blocks, reservations, those standing aside; and
    with the objections to the whole that ended it."""

    row: Round
    blocks: tuple[Ballot, ...]
    reservations: tuple[Ballot, ...]
    aside: tuple[Ballot, ...]
    objections: tuple[Objection, ...]


def rounds_of(standing: Standing, proposal: Proposal) -> list[PastRound]:
    """The rounds of a proposal that are over, in order; by name for those inside alone, protected members never. Three
    queries."""
    rows = list(Round.objects.of(proposal.coalition_id).filter(proposal=proposal))
    said = _said(standing, proposal, [row.number for row in rows]) if rows else []
    objected = _objected(standing, proposal, [row.number for row in rows]) if rows else []
    return [
        PastRound(
            row,
            blocks=_of(said, row.number, Choice.BLOCK),
            reservations=_of(said, row.number, Choice.RESERVATION),
            aside=_of(said, row.number, Choice.ASIDE),
            objections=tuple(one for one in objected if one.elector and one.elector.round == row.number),
        )
        for row in rows
    ]


def _of(said: list[Ballot], number: int, choice: Choice) -> tuple[Ballot, ...]:
    return tuple(one for one in said if one.elector.round == number and one.choice == choice)


def reservations_in(standing: Standing, proposal: Proposal) -> list[Ballot]:
    """The reservations with which a proposal was decided, by name and reason: they stay visible beside the outcome."""
    if not proposal.outcome:
        return []
    return [row for row in _said(standing, proposal, [proposal.round]) if row.choice == Choice.RESERVATION]


def _said(standing: Standing, proposal: Proposal, numbers: list[int]) -> list[Ballot]:
    if not (standing.is_inside or standing.is_system):
        return []
    rows = Ballot.objects.of(proposal.coalition_id).filter(
        proposal=proposal, elector__round__in=numbers, elector__protected=False, elector__recused_at=None
    )
    rows = rows.filter(choice__in=[Choice.BLOCK, Choice.RESERVATION, Choice.ASIDE]).select_related("elector")
    return list(rows.order_by("elector__name", "elector__key"))


def _objected(standing: Standing, proposal: Proposal, numbers: list[int]) -> list[Objection]:
    if not (standing.is_inside or standing.is_system):
        return []
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, effect=None, withdrawn_at=None)
    return list(rows.filter(elector__round__in=numbers).select_related("elector"))
