"""Reads for decisions of calls: who stands in the table of those who were there, what they said, what would come of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Subquery

from plenary.bodies.queries import electorate
from plenary.charter.rules.schema import Process
from plenary.decisions.models import Ballot, Delegation, Proposal, Round, Stage
from plenary.decisions.queries.electors import electors_in
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.calls import Said, choice_of, said_by
from plenary.decisions.rules.counting import Count, count
from plenary.decisions.rules.electorates import counted
from plenary.membership.rules import WITHOUT_VOTE

CALL = "call"
"""How a ballot was given that was entered from a call."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the electorate of a call: whose, what its ballot weighs, whether it voted in writing before, its region."""

    key: str
    name: str
    weight: int
    is_protected: bool
    is_away: bool = False
    is_recused: bool = False
    has_voted: bool = False
    is_without_vote: bool = False
    region: str = ""

    @property
    def is_listed(self) -> bool:
        """True where an officer may say what it said: protected ones are not named, those suspended have no vote, and nobody
        overwrites a ballot that an elector cast."""
        return not (self.is_protected or self.is_recused or self.has_voted or self.is_without_vote)


def places_for(coalition_id: str, process: Process) -> list[Place]:
    """The electorate that a decision entered now would have, by name. Serves the page of those who may enter it."""
    rows = electorate(coalition_id, process.electorate)
    return [Place(row.key, row.name, row.weight, row.protected, is_away=row.away, region=row.region) for row in rows]


def places_in(proposal: Proposal) -> list[Place]:
    """The electorate of an opened proposal, by name."""
    written = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal, elector__round=proposal.round)
    voted = set(written.exclude(how=CALL).values_list("elector__key", flat=True))
    return [
        Place(
            row.key,
            row.name,
            row.weight,
            row.protected,
            row.is_away,
            row.is_recused,
            row.key in voted,
            row.member is not None and row.member.status in WITHOUT_VOTE,
            row.region,
        )
        for row in electors_in(proposal).select_related("member").order_by("name", "key")
    ]


def _on_call(proposal: Proposal) -> QuerySet[Ballot]:
    """The ballots of the call by which a proposal is decided, or was before it went on; those of an earlier call are not."""
    earlier = Round.objects.of(proposal.coalition_id).filter(proposal=proposal, stage=Stage.RECORDED)
    last = Subquery(earlier.order_by("-number").values("number")[:1])
    rows = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal, how=CALL)
    rows = rows.filter(elector__round=proposal.round if proposal.stage == Stage.RECORDED else last)
    return rows.select_related("elector").order_by("elector__name", "elector__key")


def said_on_call(proposal: Proposal) -> dict[str, Said]:
    """What each elector said on the call by which a proposal was decided, by key; those not there are left out."""
    return {row.elector.key: said_by(row.choice) for row in _on_call(proposal)}


def lines_of_call(proposal: Proposal) -> list[tuple[str, Said]]:
    """Who said what on the call, by name; protected ones, and who was not there, left out. Serves pages of those inside."""
    return [(row.elector.name, said_by(row.choice)) for row in _on_call(proposal).filter(elector__protected=False)]


def numbers(places: Iterable[Place], said: Mapping[str, Said]) -> dict[str, int]:
    """How many said what. Not there are all others that may vote and have not voted in writing, those not named among them,
    so that nobody can tell how many of these there are."""
    spoken = list(said.values())
    others = sum(not (place.is_recused or place.has_voted) for place in places) - len(spoken)
    return {word.value: spoken.count(word) for word in Said} | {Said.ABSENT.value: others}


def is_carried(coalition_id: str, process: Process, proposal_id: str = "") -> bool:
    """True where somebody lets another cast a ballot under a process: in its body, or for the proposal."""
    rows = Delegation.objects.of(coalition_id).filter(until=None)
    asked = Q(body=process.electorate) | (Q(proposal=proposal_id) if proposal_id else Q(pk=""))
    return process.delegation and rows.filter(asked).exists()


def expected(
    process: Process, places: Iterable[Place], said: Mapping[str, Said], *, carried: bool = False
) -> Count | None:
    """The count of a call before it is entered. None where ballots that were cast in writing, or are `carried` for others,
    are counted with it: how they voted is told to nobody before."""
    everyone = list(places)
    if carried or any(place.has_voted for place in everyone):
        return None
    votes: dict[str, Choice] = {}
    for key, spoken in said.items():
        choice = choice_of(process.method, spoken)
        if choice is not None:
            votes[key] = choice
    return count(process, counted(everyone, votes.keys()), votes)
