"""The count of a round from its rows: what closing enters, and what an audit compares it with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Q

from plenary.charter.rules.schema import Method, Process, Secrecy
from plenary.core import clock
from plenary.decisions.models import Ballot, BallotBox, Delegation, Elector, Objection, Proposal
from plenary.decisions.rules import choosing, counting
from plenary.decisions.rules.ballots import Choice, Shares
from plenary.decisions.rules.delegation import Given, standing_for, with_carried
from plenary.decisions.rules.electorates import counted
from plenary.decisions.rules.nominations import without_ballot
from plenary.decisions.rules.papers import count_papers
from plenary.decisions.rules.quorums import Attended


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a round; the ballots that were cast in it, and those carried for others, by the key of their elector."""

    figures: counting.Count
    ballots: tuple[Ballot, ...]
    carried: Mapping[str, Shares]
    electors: Mapping[str, Elector]
    carriers: Mapping[str, str] = field(default_factory=dict)  # by the key of the elector whose ballot was carried


def tally_now(proposal: Proposal) -> Tally:
    """The count of the present round as it stands. For closing alone: nobody sees it before."""
    return tally(
        proposal,
        number=proposal.round,
        process=proposal.frozen_process,
        as_of=deadline_or(proposal.voting_until, clock.now()),
    )


def _of_box(proposal: Proposal, number: int, process: Process, as_of: datetime) -> Tally:
    """The figures where ballots are put into a box before they are counted: who took part, from the rows; what was said and
    who was chosen, from the box."""
    coalition = proposal.coalition_id
    everyone = list(Elector.objects.of(coalition).filter(proposal=proposal, round=number))
    rows = Ballot.objects.of(coalition).filter(proposal=proposal, elector__round=number, elector__recused_at=None)
    ballots = tuple(rows.select_related("elector").order_by("cast_at", "id"))
    by_key = {elector.key: elector for elector in everyone}
    cast = {row.elector.key for row in ballots}
    carried = carried_by(proposal, process, [each for each in everyone if not each.is_recused], cast, as_of)
    took_part = cast | carried.keys()
    electors = counted(everyone, took_part)
    box = BallotBox.objects.of(coalition).filter(proposal=proposal, round=number).first()
    recused = sum(elector.is_recused for elector in everyone)
    figures = _figures(
        process,
        box,
        Attended(electors, frozenset(took_part), _present(process, electors)),
        recused=recused,
        away=len(everyone) - recused - len(electors),
    )
    return Tally(replace(figures, carried=len(carried)), ballots, {}, by_key, carried)


def _present(process: Process, electors: Collection[Elector]) -> frozenset[str] | None:
    """The keys of those who were present at the meeting at which it was voted on, as it was held fast; None where none counts."""
    there = frozenset(elector.key for elector in electors if elector.is_present) if process.presence else frozenset()
    return there or None


def _figures(process: Process, box: BallotBox | None, attended: Attended, *, recused: int, away: int) -> counting.Count:
    bundle = box.bundle if box else ()
    if process.method is not Method.CHOICE:
        papers = [Choice(said["choice"]) for said, votes in bundle for _vote in range(votes)]
        return count_papers(process, papers, attended=attended, recused=recused, away=away)
    ballots = sum(votes for said, votes in bundle if "blank" not in said)
    winners = len(box.winners) if box else 0
    found = choosing.figures(process, attended=attended, ballots=ballots, winners=winners, recused=recused, away=away)
    return without_ballot(found, len(box.winners)) if box and box.is_without_ballot else found


def carried_by(
    proposal: Proposal, process: Process, electors: Collection[Elector], cast: Collection[str], as_of: datetime
) -> dict[str, str]:
    """Whose ballot is carried by whose, by key: of those who cast none, where the carrier cast one."""
    given = carriers(proposal, process, list(electors), as_of)
    return {giver: given[giver] for giver in sorted(given) if giver not in cast and given[giver] in cast}


def deadline_or(voting_until: datetime | None, moment: datetime) -> datetime:
    """The moment by whose delegations a round is counted: its deadline, or that of the count where it closed before."""
    return min(voting_until, moment) if voting_until else moment


def tally(proposal: Proposal, *, number: int, process: Process, as_of: datetime) -> Tally:
    """The count of one round of a proposal from its rows, with the delegations that stood at a moment. Four queries."""
    if process.method is Method.CHOICE or process.secrecy is Secrecy.SECRET:
        return _of_box(proposal, number, process, as_of)
    coalition = proposal.coalition_id
    everyone = list(Elector.objects.of(coalition).filter(proposal=proposal, round=number))
    rows = Ballot.objects.of(coalition).filter(proposal=proposal, elector__round=number, elector__recused_at=None)
    ballots = tuple(rows.select_related("elector").order_by("cast_at", "id"))
    cast = {row.elector.key: row.votes for row in ballots}
    against = _objectors(proposal, number)
    weights = {elector.key: elector.weight for elector in everyone if not elector.is_recused}
    given = carriers(proposal, process, everyone, as_of)
    votes, carried = with_carried(cast, given, weights)
    electors = counted(everyone, votes.keys() | against)
    recused = sum(elector.is_recused for elector in everyone)
    figures = counting.count(
        process,
        electors,
        votes,
        against & {elector.key for elector in electors},
        carried=len(carried),
        recused=recused,
        away=len(everyone) - recused - len(electors),
        present=_present(process, electors),
    )
    by_key = {elector.key: elector for elector in everyone}
    through = {key: given[key] for key in sorted(carried)}
    return Tally(figures, ballots, {key: votes[key] for key in through}, by_key, through)


def _objectors(proposal: Proposal, number: int) -> frozenset[str]:
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, effect=None, withdrawn_at=None)
    return frozenset(rows.filter(elector__round=number).values_list("elector__key", flat=True))


def carriers(proposal: Proposal, process: Process, electors: list[Elector], as_of: datetime) -> dict[str, str]:
    """Which elector's ballot another carries: key to key, by the delegations that stood at a moment (`standing_for`).
    Nothing where the process lets nobody delegate."""
    if not process.delegation:
        return {}
    chosen = standing_for(delegations_for(proposal, process, as_of), process.carries)
    places: dict[str, str] = {}
    for elector in sorted(electors, key=lambda one: one.key):
        places.setdefault(elector.place, elector.key)
    found = {}
    for elector in electors:
        carrier = places.get(chosen.get(elector.place, ""), "")
        if carrier and carrier != elector.key:
            found[elector.key] = carrier
    return found


def delegations_for(proposal: Proposal, process: Process, as_of: datetime) -> dict[Given, Delegation]:
    """The delegations that stood at a moment and bear on a proposal, by their values: for it, or in the body that decides
    it. One query."""
    rows = Delegation.objects.of(proposal.coalition_id).filter(Q(proposal=proposal) | Q(body=process.electorate))
    return {
        Given(giver=row.giver, carrier=row.carrier, since=row.since, for_proposal=row.proposal_id is not None): row
        for row in rows.filter(Q(until=None) | Q(until__gt=as_of), since__lte=as_of)
    }
