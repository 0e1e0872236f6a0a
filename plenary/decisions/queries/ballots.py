"""Reads of ballots: one's own, the turnout while voting is open, the roll call afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from plenary.core import clock
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.labels import CHOICE
from plenary.decisions.labels.places import carried_in_words, given_in_words, in_personal_capacity
from plenary.decisions.labels.saying import said_in_words
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.queries.choosing import box_of, is_choice, is_secret
from plenary.decisions.queries.electors import ballots_in, casts_alone, electors_in, electors_of
from plenary.decisions.queries.proposals import process_of
from plenary.decisions.queries.tally import carried_by, carriers, deadline_or
from plenary.decisions.rules import counting
from plenary.decisions.rules.delegation import with_carried
from plenary.membership.queries import personal_categories


def ballot_of(standing: Standing, proposal: Proposal, own: Sequence[Elector] | None = None) -> Ballot | None:
    """The ballot that stands for the standing's own elector, whoever of its representatives cast it. That of a seat that
    names a person is shown to that person alone, as its entry is, until they act for the member no longer: then it is the
    member's. `own` are the standing's electors where they are read."""
    electors = electors_of(standing, proposal) if own is None else own
    if not electors or (electors[0].person != standing.person and casts_alone(electors[0])):
        return None
    return lying_for(electors[0])


def lying_for(elector: Elector) -> Ballot | None:
    """The ballot that lies there for an elector, whoever cast it, or None. For casting, and for pages of the elector's own."""
    found = next(iter(_of_elector(elector.coalition_id, elector.pk)), None)
    if found:
        found.elector = elector
    return found


@prepared
def _of_elector(coalition_id: str, elector_id: str) -> QuerySet[Ballot]:
    return Ballot.objects.of(coalition_id).filter(elector=elector_id)


def count_now(proposal: Proposal) -> counting.Turnout:
    """Turnout: all that is told of a count before voting closes. Serves pages of those who may see the proposal.

    Electors who stood back are not counted, nor those away who did not vote (`rules.electorates.counted`). The database
    counts: two queries, the first of which counts what an index holds.
    """
    place = proposal.coalition_id, proposal.pk, proposal.round
    waited_for = sum(_waited_for(*place))
    cast, cast_away = next(iter(_cast(*place)), (0, 0))
    return counting.turnout(process_of(proposal), waited_for + cast_away, cast)


@prepared
def _waited_for(coalition_id: str, proposal_id: str, number: int) -> QuerySet[Elector, int]:
    rows = Elector.objects.of(coalition_id).filter(proposal=proposal_id, round=number, recused_at=None, is_away=False)
    return rows.order_by().values("round").annotate(all=Count("*")).values_list("all", flat=True)


@prepared
def _cast(coalition_id: str, proposal_id: str, number: int) -> QuerySet[Ballot, tuple[int, int]]:
    rows = Ballot.objects.of(coalition_id).filter(proposal=proposal_id, elector__round=number, elector__recused_at=None)
    cast = rows.order_by().values("elector__round")
    cast = cast.annotate(all=Count("*"), away=Count("pk", filter=Q(elector__is_away=True)))
    return cast.values_list("all", "away")


@dataclass(frozen=True, slots=True)
class Vote:
    """One line of a roll call: the votes of one elector that say the same; `given` says how, where not simply cast here, and
    `region` with which region they count."""

    name: str
    choice: str
    weight: int
    reason: str = ""
    given: str = ""
    region: str = ""
    says: str = ""  # of a choice among several, in words

    @property
    def word(self) -> str:
        """The answer in a word, or what it says of several."""
        return self.says or str(CHOICE[self.choice])


def roll_call(standing: Standing, proposal: Proposal) -> tuple[Vote, ...]:
    """How each elector voted, by name, once the outcome is entered; protected members are never listed, and nobody where
    ballots are secret.

    Whoever takes part in a personal capacity is named so; what was carried for another stands under the other's name.
    """
    if not proposal.outcome or not (standing.is_inside or standing.is_system) or is_secret(process_of(proposal)):
        return ()
    personal = personal_categories(proposal.coalition_id)
    if is_choice(proposal):
        return tuple(sorted(_of_choice(proposal, personal), key=lambda vote: vote.name))
    rows = list(ballots_in(proposal).select_related("elector__member").order_by("elector__name", "elector__key"))
    cast = [
        Vote(_name(ballot.elector, personal), choice, votes, ballot.reason, _given(ballot), ballot.elector.region)
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
            region=by_key[key].region,
        )
        for key in carried
        if not by_key[key].protected
    ]


def _of_choice(proposal: Proposal, personal: frozenset[str]) -> Iterator[Vote]:
    """What each open ballot says of several; what was carried too."""
    box = box_of(proposal)
    electors = {row.key: row for row in electors_in(proposal).filter(recused_at=None).select_related("member")}
    cast = {row.elector.key: row for row in ballots_in(proposal).select_related("elector")}
    moment = deadline_or(proposal.voting_until, proposal.decided_at or clock.now())
    carried = carried_by(proposal, proposal.frozen_process, list(electors.values()), cast.keys(), moment)
    for key, carrier in {**{key: key for key in cast}, **carried}.items():
        elector, row = electors[key], cast[carrier]
        if not elector.protected:
            given = _given(row) if key == carrier else carried_in_words(_name(electors[carrier], personal))
            says = said_in_words(row.said, box.what if box else None)
            yield Vote(_name(elector, personal), "", elector.weight, row.reason, given, says=says)


def _name(elector: Elector, personal: frozenset[str]) -> str:
    is_personal = elector.member is not None and elector.member.category in personal
    return in_personal_capacity(elector.name) if is_personal else elector.name


def _given(ballot: Ballot) -> str:
    return given_in_words(ballot.how, ballot.source, ballot.entered_by)
