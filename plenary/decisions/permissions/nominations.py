"""Who may nominate, who may stand, and who answers and speaks for a candidate (B10)."""

from plenary.charter import decidable
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.permissions.reading import has_a_voice
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.queries.nominations import election_of, has_closed_nominations, has_declined, is_nominated
from plenary.decisions.rules.phases import Phase
from plenary.membership.rules import UNSEATED

MOST_NOMINATED = 200
"""So many may stand in one election: more no ballot holds, and none reads."""

MOST_ASKED = 20
"""So many may be asked by one member, or one person for none, and not have answered: nobody fills an election with names."""

_BEFORE_VOTING = frozenset({Phase.NOTICE, Phase.DISCUSSION})


def may_nominate(standing: Standing, proposal: Proposal, choice: Choice | None = None) -> Verdict:
    """To nominate, oneself or another: whoever has a voice, while the notice of an election runs. `choice` is what the proposal
    chooses, where it is read already."""
    choice = (choice or election_of(proposal)) if proposal.opened_at else None
    if choice is None or not choice.asked.nominated:
        return refuse("decisions.nobody_nominated_here", _clause(proposal))
    if not _is_open(proposal):
        return refuse("decisions.nominations_over", _clause(proposal))
    if _asked_by(standing, choice) >= MOST_ASKED:
        return refuse("decisions.too_many_nominated", _clause(proposal))
    voice = has_a_voice(standing)
    return allow("decisions.you_may", _clause(proposal)) if voice else voice


def may_stand(
    proposal: Proposal, *, member: str, person: str, nominated: bool = False, by_itself: bool = False
) -> Verdict:
    """Whether a member or a person (ids) may stand in an election, as the charter says; `nominated` where it is so already.
    Who declined there is nominated by nobody else again, and may still stand `by_itself`."""
    choice = election_of(proposal)
    if choice is None:
        return refuse("decisions.nobody_nominated_here", _clause(proposal))
    kind = decidable.choosing(choice.effect.kind)
    assert kind is not None  # noqa: S101  # it is what the proposal chooses
    if not nominated and is_nominated(proposal, member, "" if member else person):
        return refuse("decisions.nominated_already", _clause(proposal))
    if not (nominated or by_itself) and has_declined(proposal, member, "" if member else person):
        return refuse("decisions.declined_before", _clause(proposal))
    if sum(row.accepted_at is not None for row in choice.nominated) >= MOST_NOMINATED:
        return refuse("decisions.too_many_nominated", _clause(proposal))
    problem = kind.candidate_problem(proposal.coalition_id, choice.effect.payload, member=member, person=person)
    return refuse(problem, "elections") if problem else allow("decisions.you_may", "elections")


def may_answer_nomination(standing: Standing, nomination: Nomination) -> Verdict:
    """To accept or decline a nomination: who decides for the one nominated, while the notice runs."""
    if nomination.ended_at is not None or nomination.accepted_at is not None:
        return refuse("decisions.nomination_answered", _clause(nomination.proposal))
    decides = decides_for_candidate(standing, nomination)
    if decides and not _is_open(nomination.proposal):  # asked last: it is the only one that asks the database
        return refuse("decisions.nominations_over", _clause(nomination.proposal))
    return decides


def may_withdraw_nomination(standing: Standing, nomination: Nomination) -> Verdict:
    """To stand no longer: who decides for the candidate, until voting opens."""
    if nomination.ended_at is not None or nomination.accepted_at is None:
        return refuse("decisions.does_not_stand", _clause(nomination.proposal))
    if not _is_before_voting(nomination.proposal):
        return refuse("decisions.candidates_fixed", _clause(nomination.proposal))
    return decides_for_candidate(standing, nomination)


def may_write_statement(standing: Standing, nomination: Nomination) -> Verdict:
    """To write the statement of a candidate, in any language: the person, or the representatives of the member but for those
    who observe, until voting opens."""
    if nomination.ended_at is not None or nomination.accepted_at is None:
        return refuse("decisions.does_not_stand", _clause(nomination.proposal))
    if not _is_before_voting(nomination.proposal):
        return refuse("decisions.candidates_fixed", _clause(nomination.proposal))
    if standing.member == nomination.member_id and standing.mandate is Mandate.OBSERVES:
        return refuse("decisions.observes", f"category.{standing.category}")
    if not is_of_candidate(standing, nomination):
        return refuse("decisions.not_the_candidate", _clause(nomination.proposal))
    return _unless_suspended(standing, nomination)


def decides_for_candidate(standing: Standing, nomination: Nomination) -> Verdict:
    """Whether a standing answers for the one nominated: the person itself, or who decides for the member."""
    if not is_of_candidate(standing, nomination):
        return refuse("decisions.not_the_candidate", _clause(nomination.proposal))
    if nomination.member_id and standing.mandate is not Mandate.DECIDES:
        consults = standing.mandate is Mandate.CONSULTS
        return refuse("decisions.consults" if consults else "decisions.observes", f"category.{standing.category}")
    return _unless_suspended(standing, nomination)


def is_of_candidate(standing: Standing, nomination: Nomination) -> bool:
    """True for the representatives of the member that is nominated, or for the person who is."""
    if nomination.member_id:
        return standing.member == nomination.member_id
    return bool(standing.person) and standing.person == nomination.person_id


def _asked_by(standing: Standing, choice: Choice) -> int:
    """How many wait for an answer whom the member of a standing nominated, or its person where it acts for none."""
    waiting = (row for row in choice.nominated if row.accepted_at is None)
    if standing.member:
        return sum(row.by_member_id == standing.member for row in waiting)
    return sum(not row.by_member_id and row.by_person == standing.person for row in waiting)


def _is_open(proposal: Proposal) -> bool:
    """True while the notice runs and it is not entered that nominations are closed, which a write that waited may find."""
    return proposal.phase is Phase.NOTICE and not has_closed_nominations(proposal)


def _is_before_voting(proposal: Proposal) -> bool:
    """True until voting opens, by the clock of now: whatever was received before, nobody is taken off a list that is voted on."""
    opens = proposal.voting_from
    return proposal.phase in _BEFORE_VOTING and opens is not None and clock.now() < opens


def _unless_suspended(standing: Standing, nomination: Nomination) -> Verdict:
    if nomination.member_id and standing.member_status in UNSEATED:
        return refuse("decisions.suspended", "accountability")
    return allow("decisions.you_may", _clause(nomination.proposal))


def _clause(proposal: Proposal) -> str:
    return f"process.{queries.process_of(proposal).code}"
