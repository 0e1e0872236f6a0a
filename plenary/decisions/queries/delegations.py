"""Reads of delegations: whose ballot one carries, and who carries one's own. Only the two concerned are told before the count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from plenary.bodies.queries import electorate
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Process
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.decisions.models import Delegation, Elector, Proposal
from plenary.decisions.queries.tally import deadline_or, delegations_for
from plenary.decisions.rules.ballots import takes_ballots
from plenary.decisions.rules.delegation import has_room, standing_for


@dataclass(frozen=True, slots=True)
class Lent:
    """A delegation as one of the two concerned reads it: the row, the other's name, and whether it is for the proposal."""

    delegation: Delegation
    name: str

    @property
    def is_for_proposal(self) -> bool:
        """True when it is for one proposal alone."""
        return self.delegation.proposal_id is not None


def _standing(coalition_id: str) -> ScopedQuerySet[Delegation]:
    return Delegation.objects.of(coalition_id).filter(until=None)


def delegation_of(standing: Standing, delegation_id: str) -> Delegation | None:
    """A delegation that stands and concerns a standing, as the one that gives or the one that carries; else None."""
    mine = {standing.member, standing.person} - {""}
    rows = _standing(standing.coalition).filter(Q(giver__in=mine) | Q(carrier__in=mine))
    return rows.filter(pk=delegation_id).select_related("proposal").first()


def given_by(coalition_id: str, giver: str, *, proposal: Proposal | None = None, body: str = "") -> Delegation | None:
    """The delegation that stands of a place for one proposal, or in a body."""
    rows = _standing(coalition_id).filter(giver=giver)
    found = rows.filter(proposal=proposal) if proposal else rows.filter(proposal=None, body=body)
    return found.first()


def lent(standing: Standing, proposal: Proposal, electors: Iterable[Elector]) -> tuple[Lent | None, list[Lent]]:
    """Who carries the ballot of a standing on a proposal, or None; and whose ballots it carries, by name. One query.

    `electors` are those of the present round. Names are those of the electorate. As the count has it: what is more than the
    charter lets one carry is not among them.
    """
    names = {elector.place: elector.name for elector in electors}
    mine = {place for place in (standing.person, standing.member) if place in names}
    process = proposal.frozen_process
    if not mine or not process.delegation:
        return None, []
    rows = delegations_for(proposal, process, deadline_or(proposal.voting_until, clock.now()))
    chosen: dict[str, Delegation] = {}
    stands = standing_for(rows, process.carries).items()
    for each in sorted(rows, key=lambda one: (one.for_proposal, one.since)):
        if (each.giver, each.carrier) in stands:
            chosen[each.giver] = rows[each]
    given = next((row for giver, row in chosen.items() if giver in mine and row.carrier in names), None)
    carried = [Lent(row, names[row.giver]) for row in chosen.values() if row.carrier in mine and row.giver in names]
    return Lent(given, names[given.carrier]) if given else None, sorted(carried, key=lambda each: each.name)


def room_in_proposal(proposal: Proposal, giver: str, carrier: str) -> bool:
    """True when a carrier may carry one ballot more on a proposal, that of the giver left out of the reckoning."""
    process = proposal.frozen_process
    given = [each for each in delegations_for(proposal, process, clock.now()) if each.giver != giver]
    return has_room(carrier, standing_for(given, process.carries).items(), process.carries)


def room_in_body(standing: Standing, processes: Iterable[Process], giver: str, carrier: str) -> bool:
    """True when a carrier may carry one ballot more in a body, by the strictest of the processes that let it, and on each
    proposal there that is open and for which the giver named nobody. One query more a proposal."""
    processes = list(processes)
    rows = _standing(standing.coalition).filter(proposal=None, body=processes[0].electorate).exclude(giver=giver)
    most = min(process.carries for process in processes)
    if not has_room(carrier, rows.values_list("giver", "carrier"), most):
        return False
    named = _standing(standing.coalition).filter(giver=giver, proposal__isnull=False).values("proposal")
    is_open = Q(voting_until=None) | Q(voting_until__gte=clock.now())
    proposals = Proposal.objects.of(standing.coalition).filter(is_open, process__electorate=processes[0].electorate)
    waiting = proposals.filter(opened_at__isnull=False, withdrawn_at=None, outcome="").exclude(pk__in=named)
    return all(room_in_proposal(each, giver, carrier) for each in waiting if each.frozen_process.delegation)


def places_by_name(coalition_id: str, body: str) -> Mapping[str, str]:
    """The places of a body's electorate by whose they are, with their names; protected members left out."""
    return {place.person or place.member: place.name for place in electorate(coalition_id, body) if not place.protected}


def lent_in(standing: Standing, body: str, names: Mapping[str, str]) -> tuple[Lent | None, list[Lent]]:
    """Who carries the ballots of a standing in a body, or None; and whose ballots it carries there, by name. One query."""
    mine = {standing.member, standing.person} - {""}
    rows = _standing(standing.coalition).filter(proposal=None, body=body)
    given = rows.filter(giver__in=mine).first()
    carried = [Lent(row, names[row.giver]) for row in rows.filter(carrier__in=mine) if row.giver in names]
    return Lent(given, names.get(given.carrier, "–")) if given else None, sorted(carried, key=lambda each: each.name)


def has_delegations(standing: Standing) -> bool:
    """True while others cast ballots for a standing's member, or it for others. One query."""
    own = Q(giver=standing.member) | Q(carrier=standing.member)
    return bool(standing.member) and Delegation.objects.of(standing.coalition).filter(own, until=None).exists()


def delegating_processes(coalition_id: str, body: str) -> list[Process]:
    """The processes of the charter in force by which a body decides, and which let electors delegate."""
    processes = charter_of(coalition_id).processes
    return [each for each in processes if each.electorate == body and each.delegation and takes_ballots(each.method)]
