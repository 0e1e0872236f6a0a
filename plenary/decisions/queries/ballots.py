"""Reads of ballots: one's own, the turnout while voting is open, the roll call afterwards."""

from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.queries.electors import electors_of
from plenary.decisions.queries.proposals import process_of
from plenary.decisions.rules import counting


def ballot_of(standing: Standing, proposal: Proposal) -> Ballot | None:
    """The ballot that stands for the standing's own elector, whoever of its representatives cast it. That of a seat that
    names a person is shown to that person alone, as its entry is."""
    electors = electors_of(standing, proposal)
    if not electors or electors[0].person not in {"", standing.person}:
        return None
    return Ballot.objects.of(proposal.coalition_id).filter(elector=electors[0]).select_related("elector").first()


def count_now(proposal: Proposal) -> counting.Turnout:
    """Turnout: all that is told of a count before voting closes. Serves pages of those who may see the proposal."""
    size = Elector.objects.of(proposal.coalition_id).filter(proposal=proposal).count()
    voted = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal).count()
    return counting.turnout(process_of(proposal), size, voted)


@dataclass(frozen=True, slots=True)
class Vote:
    """One line of a roll call."""

    name: str
    choice: str
    weight: int


def roll_call(standing: Standing, proposal: Proposal) -> tuple[Vote, ...]:
    """How each elector voted, by name, once the outcome is entered; protected members are never listed."""
    if not proposal.outcome or not (standing.is_inside or standing.is_system):
        return ()
    rows = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal, elector__protected=False)
    told = rows.order_by("elector__name", "elector__key").values_list("elector__name", "choice", "elector__weight")
    return tuple(Vote(*row) for row in told)
