"""Reads of ballots: one's own, the turnout while voting is open, the roll call afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.labels import CHOICE
from plenary.decisions.labels.places import carried_in_words, given_in_words, in_personal_capacity
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.queries.electors import ballots_in, electors_in, electors_of
from plenary.decisions.queries.proposals import process_of
from plenary.decisions.queries.tally import carriers, deadline_or
from plenary.decisions.rules import counting
from plenary.decisions.rules.delegation import with_carried
from plenary.membership.queries import personal_categories


def ballot_of(standing: Standing, proposal: Proposal, own: Sequence[Elector] | None = None) -> Ballot | None:
    """The ballot that stands for the standing's own elector, whoever of its representatives cast it. That of a seat that
    names a person is shown to that person alone, as its entry is. `own` are the standing's electors where they are read."""
    electors = electors_of(standing, proposal) if own is None else own
    if not electors or electors[0].person not in {"", standing.person}:
        return None
    return Ballot.objects.of(proposal.coalition_id).filter(elector=electors[0]).select_related("elector").first()


def count_now(proposal: Proposal) -> counting.Turnout:
    """Turnout: all that is told of a count before voting closes. Serves pages of those who may see the proposal.

    Electors who stood back are not counted, nor those away who did not vote (`rules.electorates.counted`). The database
    counts: two queries, the first of which counts what an index holds.
    """
    waited_for = electors_in(proposal).filter(recused_at=None, is_away=False).count()
    cast = ballots_in(proposal).aggregate(all=Count("pk"), away=Count("pk", filter=Q(elector__is_away=True)))
    return counting.turnout(process_of(proposal), waited_for + cast["away"], cast["all"])


@dataclass(frozen=True, slots=True)
class Vote:
    """One line of a roll call: the votes of one elector that say the same; `given` says how, where not simply cast here."""

    name: str
    choice: str
    weight: int
    reason: str = ""
    given: str = ""

    @property
    def word(self) -> str:
        """The answer in a word."""
        return str(CHOICE[self.choice])


def roll_call(standing: Standing, proposal: Proposal) -> tuple[Vote, ...]:
    """How each elector voted, by name, once the outcome is entered; protected members are never listed.

    Whoever takes part in a personal capacity is named so; what was carried for another stands under the other's name.
    """
    if not proposal.outcome or not (standing.is_inside or standing.is_system):
        return ()
    personal = personal_categories(proposal.coalition_id)
    rows = list(ballots_in(proposal).select_related("elector__member").order_by("elector__name", "elector__key"))
    cast = [
        Vote(_name(ballot.elector, personal), choice, votes, ballot.reason, _given(ballot))
        for ballot in rows
        if not ballot.elector.protected
        for choice, votes in ballot.votes.items()
        if votes or len(ballot.votes) == 1
    ]
    return tuple(sorted([*cast, *_carried(proposal, rows, personal)], key=lambda vote: vote.name))


def _carried(proposal: Proposal, ballots: list[Ballot], personal: frozenset[str]) -> list[Vote]:
    process = proposal.frozen_process
    if not process.delegation:
        return []
    electors = list(electors_in(proposal).select_related("member"))
    by_key = {elector.key: elector for elector in electors}
    given = carriers(
        proposal, process, electors, deadline_or(proposal.voting_until, proposal.decided_at or clock.now())
    )
    weights = {elector.key: elector.weight for elector in electors if not elector.is_recused}
    votes, carried = with_carried({row.elector.key: row.votes for row in ballots}, given, weights)
    return [
        Vote(
            _name(by_key[key], personal),
            next(iter(votes[key])),
            by_key[key].weight,
            given=carried_in_words(_name(by_key[given[key]], personal)),
        )
        for key in carried
        if not by_key[key].protected
    ]


def _name(elector: Elector, personal: frozenset[str]) -> str:
    is_personal = elector.member is not None and elector.member.category in personal
    return in_personal_capacity(elector.name) if is_personal else elector.name


def _given(ballot: Ballot) -> str:
    return given_in_words(ballot.how, ballot.source, ballot.entered_by)
