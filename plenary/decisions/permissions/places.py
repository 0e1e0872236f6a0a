"""Who may act in another's place, stand back, enter another's answer, and ask for more time."""

from collections.abc import Sequence

from plenary.charter.queries import clause_of_power
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Delegation, Elector, Proposal, Stage
from plenary.decisions.permissions.voting import decides_as_elector
from plenary.decisions.rules.ballots import takes_ballots
from plenary.decisions.rules.phases import OPEN, Phase
from plenary.membership.rules import WITHOUT_VOTE

ENTER_ANSWERS = "decisions.enter_answers"
"""The power to enter an answer that a member gave by phone, by mail or in person."""

_BEFORE_THE_COUNT = frozenset({Phase.TRANSLATION, Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING})


def _is_open(proposal: Proposal) -> Verdict:
    clause = f"process.{proposal.frozen_process.code}" if proposal.opened_at else ""
    if proposal.phase is Phase.DRAFT:
        return refuse("decisions.not_voting")
    return allow("decisions.you_may", clause) if proposal.phase in OPEN else refuse("decisions.over", clause)


def may_delegate(standing: Standing, proposal: Proposal) -> Verdict:
    """To let another elector cast one's ballot on a proposal: where its process says so, until voting closes, by mandate to
    decide; one's own, not that of a seat which names somebody who went. A protected member does not: whoever carries its ballot
    would know it."""
    is_open = _is_open(proposal)
    if not is_open:
        return is_open
    process = proposal.frozen_process
    clause = f"process.{process.code}"
    if not process.delegation or not takes_ballots(process.method) or proposal.phase not in _BEFORE_THE_COUNT:
        return refuse("decisions.no_delegation", clause)
    own = queries.electors_of(standing, proposal)
    decides = decides_as_elector(standing, proposal, own=own)
    if decides and standing.is_protected:
        return refuse("decisions.protected_alone", "protection")
    if decides and own[0].person not in ("", standing.person):  # what is delegated stands under the name of who went
        return refuse("decisions.seat_of_another", clause)
    return decides


def may_delegate_in(standing: Standing, body: str) -> Verdict:
    """To let another cast one's ballots in a body until it is taken back: where some process of the body says so, for one
    of its electors, by mandate to decide."""
    processes = queries.delegating_processes(standing.coalition, body)
    if not processes:
        return refuse("decisions.no_delegation", f"body.{body}")
    clause = f"process.{processes[0].code}"
    if standing.is_protected:
        return refuse("decisions.protected_alone", "protection")
    if queries.place_in(standing, body) is None:
        consults = standing.member and standing.mandate is Mandate.CONSULTS
        return refuse("decisions.consults" if consults else "decisions.not_in_body", clause)
    return allow("decisions.you_may", clause)


def may_carry(carrier: str, giver: str, *, is_protected: bool, has_room: bool, clause: str) -> Verdict:
    """Whether one place may carry the ballot of another (ids of members, or of persons with seats of their own): another
    than oneself, no protected member, and no more ballots than the charter lets one carry."""
    if not carrier or carrier == giver:
        return refuse("decisions.carries_own", clause)
    if is_protected:
        return refuse("decisions.no_such_elector", clause)
    return allow("decisions.you_may", clause) if has_room else refuse("decisions.carries_enough", clause)


def may_take_back(standing: Standing, delegation: Delegation) -> Verdict:
    """To take a delegation back: who decides for the one that delegates; in a proposal, until voting closes."""
    return _of_delegation(standing, delegation, delegation.giver)


def may_decline(standing: Standing, delegation: Delegation) -> Verdict:
    """To carry a ballot no longer: who decides for the one that carries; in a proposal, until voting closes."""
    return _of_delegation(standing, delegation, delegation.carrier)


def _of_delegation(standing: Standing, delegation: Delegation, whose: str) -> Verdict:
    if delegation.until is not None:
        return refuse("decisions.no_such_delegation")
    if delegation.proposal is not None and not (is_open := _is_open(delegation.proposal)):
        return is_open
    by_member = standing.member == whose and standing.mandate is Mandate.DECIDES
    if whose and (by_member or standing.person == whose):
        return allow("decisions.you_may")
    return refuse("decisions.not_your_delegation")


def may_stand_back(standing: Standing, proposal: Proposal, own: Sequence[Elector] | None = None) -> Verdict:
    """To stand back from a proposal: who decides for an elector of it, until voting closes. `own` are the standing's electors
    where they are read already."""
    is_open = _is_open(proposal)
    return decides_as_elector(standing, proposal, own=own) if is_open else is_open


def may_step_in(standing: Standing, proposal: Proposal) -> Verdict:
    """To step in again after standing back: likewise."""
    is_open = _is_open(proposal)
    if not is_open:
        return is_open
    decides = decides_as_elector(standing, proposal, though_back=True)
    own = queries.electors_of(standing, proposal)
    if own and own[0].is_recused and {own[0].member_id, own[0].person} & queries.concerned_in(proposal):
        return refuse("decisions.concerned", "accountability")
    return refuse("decisions.not_back", is_open.clause) if decides and not own[0].is_recused else decides


def may_enter_answers(standing: Standing, proposal: Proposal, elector: Elector | None = None) -> Verdict:
    """To enter answers that electors gave elsewhere: an office with the power, while voting is open; not for its own
    member, and never over a ballot that the elector cast itself. Protected members answer for themselves."""
    if not standing.has_power(ENTER_ANSWERS):
        return refuse("decisions.not_to_enter", clause_of_power(standing.coalition, ENTER_ANSWERS))
    clause = f"process.{proposal.frozen_process.code}" if proposal.opened_at else ""
    if proposal.phase is not Phase.VOTING:
        return refuse("decisions.not_voting", clause)
    if not takes_ballots(proposal.frozen_process.method):
        return refuse("decisions.in_silence", clause)
    if queries.is_secret(proposal.frozen_process):
        return refuse("decisions.secret_by_own_hand", clause)
    if elector is None:
        return allow("decisions.by_office", clause)
    problem = _problem_of_entering(standing, proposal, elector)
    return refuse(problem, clause) if problem else allow("decisions.by_office", clause)


def _problem_of_entering(standing: Standing, proposal: Proposal, elector: Elector) -> str:
    if elector.protected or elector.round != proposal.round or elector.proposal_id != proposal.pk:
        return "decisions.no_such_elector"
    if elector.is_recused:
        return "decisions.elector_stood_back"
    if elector.member is not None and elector.member.status in WITHOUT_VOTE:
        return "decisions.no_such_elector"  # it has no vote that another could cast for it
    if elector.pk in {own.pk for own in queries.electors_of(standing, proposal)}:
        return "decisions.enters_for_others"
    return "decisions.answered_itself" if queries.has_answered_itself(elector) else ""


def may_extend(standing: Standing, proposal: Proposal) -> Verdict:
    """To ask for more time: a representative who must consult, of an elector of it, once a proposal, while voting or the
    time for objections runs; not of what was decided on a call or is urgent."""
    if proposal.phase is not Phase.VOTING:
        return refuse("decisions.not_voting" if proposal.phase in OPEN | {Phase.DRAFT} else "decisions.over")
    process = proposal.frozen_process
    clause = f"process.{process.code}"
    if not process.extension_days or proposal.stage != Stage.WRITING:
        return refuse("decisions.no_extension", clause)
    if proposal.extended_at is not None:
        return refuse("decisions.extended_already", clause)
    decides = decides_as_elector(standing, proposal)
    if decides.reason != "decisions.consults":
        return refuse("decisions.consulting_alone", clause) if decides else decides
    return allow("decisions.you_may", clause)
