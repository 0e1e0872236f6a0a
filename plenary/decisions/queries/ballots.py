"""Reads of ballots: one's own, the turnout while voting is open, the roll call afterwards."""

from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.decisions.labels import CHOICE
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.queries.electors import ballots_in, electors_in, electors_of
from plenary.decisions.queries.proposals import process_of
from plenary.decisions.rules import counting
from plenary.decisions.rules.electorates import counted


def ballot_of(standing: Standing, proposal: Proposal) -> Ballot | None:
    """The ballot that stands for the standing's own elector, whoever of its representatives cast it. That of a seat that
    names a person is shown to that person alone, as its entry is."""
    electors = electors_of(standing, proposal)
    if not electors or electors[0].person not in {"", standing.person}:
        return None
    return Ballot.objects.of(proposal.coalition_id).filter(elector=electors[0]).select_related("elector").first()


def count_now(proposal: Proposal) -> counting.Turnout:
    """Turnout: all that is told of a count before voting closes. Serves pages of those who may see the proposal.

    Electors who stood back are not counted, nor those away who did not vote. Two queries.
    """
    voted = set(ballots_in(proposal).values_list("elector__key", flat=True))
    electors = counted(electors_in(proposal), voted)
    return counting.turnout(process_of(proposal), len(electors), len(voted))


@dataclass(frozen=True, slots=True)
class Vote:
    """One line of a roll call: the votes of one elector that say the same."""

    name: str
    choice: str
    weight: int
    reason: str = ""
    how: str = "self"

    @property
    def word(self) -> str:
        """The answer in a word."""
        return str(CHOICE[self.choice])


def roll_call(standing: Standing, proposal: Proposal) -> tuple[Vote, ...]:
    """How each elector voted, by name, once the outcome is entered; protected members are never listed."""
    if not proposal.outcome or not (standing.is_inside or standing.is_system):
        return ()
    rows = ballots_in(proposal).filter(elector__protected=False).order_by("elector__name", "elector__key")
    return tuple(
        Vote(ballot.elector.name, choice, votes, ballot.reason, ballot.how)
        for ballot in rows
        for choice, votes in ballot.votes.items()
        if votes or len(ballot.votes) == 1
    )
