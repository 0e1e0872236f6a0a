"""Who may write, change, second, open and withdraw a proposal."""

from plenary.bodies.queries import electorate
from plenary.charter import decidable
from plenary.charter.concerning import is_waited_for
from plenary.charter.queries import called, charter_of, version_in_force
from plenary.charter.rules.schema import Method, Process
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Effect, Proposal, Stage
from plenary.decisions.permissions.reading import has_a_voice, is_mover
from plenary.decisions.permissions.resting import may_put
from plenary.decisions.queries.nominations import opened_before
from plenary.decisions.rules.choosing import contest_problem
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.phases import OPEN, Phase

OPEN_ANY = "decisions.open_any"
"""The power to open proposals without belonging to the body that may move them."""

_NOMINATING = frozenset({Phase.TRANSLATION, Phase.NOTICE})


def may_draft(standing: Standing) -> Verdict:
    """To write a draft: whoever has a voice, once there is a charter."""
    return has_a_voice(standing) if version_in_force(standing.coalition) else refuse("core.not_yet")


def may_amend_draft(standing: Standing, proposal: Proposal) -> Verdict:
    """To change a draft: its movers, until it opens."""
    if not is_mover(standing, proposal):
        return refuse("decisions.not_yours")
    return allow("decisions.you_may") if proposal.phase is Phase.DRAFT else refuse("decisions.not_draft")


def may_second(standing: Standing, proposal: Proposal) -> Verdict:
    """To second a draft: an elector of the body that may move it, who decides for another member than the mover's."""
    process = queries.process_of(proposal)
    clause = f"process.{process.code}"
    if proposal.phase is not Phase.DRAFT:
        return refuse("decisions.not_draft", clause)
    if not process.seconders or proposal.shown_at is None:
        return refuse("decisions.not_seconded_here", clause)
    if is_mover(standing, proposal):
        return refuse("decisions.own_proposal", clause)
    if not standing.member or not has_a_vote(standing, process):
        return _not_a_mover(standing, process)
    if queries.has_seconded(standing, proposal):
        return refuse("decisions.seconded_already", clause)
    return allow("decisions.you_may", clause)


def may_open(standing: Standing, proposal: Proposal) -> Verdict:
    """To open a draft: its movers, when the body that may move it counts them in or their office may open any, it is seconded,
    and it can be done now. By an office, which is always named, it opens under no name only where its member is protected."""
    amend = may_amend_draft(standing, proposal)
    if not amend:
        return amend
    process = queries.process_of(proposal)
    clause = f"process.{process.code}"
    by_office = not has_a_vote(standing, process)
    if by_office and not standing.has_power(OPEN_ANY):
        return _not_a_mover(standing, process)
    if by_office and not (proposal.moved_by_name or standing.is_protected):
        return refuse("charter.office_is_named", "protection")
    missing = queries.missing_seconders(proposal)
    if missing:
        return refuse("decisions.seconders_missing", clause, missing=missing)
    effects = queries.effects_of(proposal)
    if not effects:
        return refuse("decisions.no_effects", clause)
    problem = first_problem(proposal.coalition_id, effects) or choice_problem(proposal, process, effects)
    return (
        refuse(problem, clause) if problem else may_put(standing, process, [(row.kind, row.payload) for row in effects])
    )


def has_a_vote(standing: Standing, process: Process) -> bool:
    """True for one who decides through a place in the body that moves and seconds under a process; others do so by an office."""
    return queries.place_among(standing, electorate(standing.coalition, process.moved_by, standing.as_of)) is not None


def first_problem(coalition_id: str, effects: list[Effect]) -> str:
    """The reason code of the first effect that cannot be done now, or empty."""
    for row in effects:
        found = decidable.effect(row.kind).problems(coalition_id, row.payload)
        if found:
            return found[0]
    return ""


def choice_problem(proposal: Proposal, process: Process, effects: list[Effect]) -> str:
    """Why these effects cannot be decided by a process, as a reason code, or empty: what chooses among several is decided by a
    process that does, alone in its proposal, and by a way of counting that fits; everything else by another."""
    choice = queries.choice_of(proposal, effects)
    if choice is None:
        return "decisions.process_chooses" if process.method is Method.CHOICE else ""
    if process.method is not Method.CHOICE:
        return "decisions.no_process_to_choose"
    if len(effects) > 1:
        return "decisions.choice_stands_alone"
    return contest_problem(process, choice.contest) or _open_already(proposal, choice.effect)


def _open_already(proposal: Proposal, effect: Effect) -> str:
    """Why a second election to the same is not opened beside one that is open, as a reason code, or empty."""
    kind = decidable.choosing(effect.kind)
    if kind is None or not kind.nominates:
        return ""
    others = opened_before(proposal.coalition_id, effect.kind)
    is_open = any(not row.outcome and kind.is_same(effect.payload, payload) for row, payload in others)
    return "decisions.election_open" if is_open else ""


def suits(process: Process, kind: str) -> Verdict:
    """Whether a process can decide a kind of effect (code): what chooses among several takes one that chooses, and a budget one
    that counts budgets; everything else another. Asked before a draft is written."""
    clause = f"process.{process.code}"
    chooses = decidable.choosing(kind)
    if chooses and process.method is not Method.CHOICE:
        return refuse("decisions.no_process_to_choose", clause)
    if not chooses and process.method is Method.CHOICE:
        return refuse("decisions.process_chooses", clause)
    problem = contest_problem(process, Contest(candidates=(), budget=int(chooses.spends))) if chooses else ""
    return refuse(problem, clause) if problem else allow("decisions.you_may", clause)


def _not_a_mover(standing: Standing, process: Process) -> Verdict:
    clause = f"process.{process.code}"
    if standing.member and standing.mandate is Mandate.CONSULTS:
        return refuse("decisions.consults", clause)
    charter = charter_of(standing.coalition)
    body = called(charter, charter.body(process.moved_by).names, process.moved_by)
    return refuse("decisions.not_a_mover", clause, body=body)


def may_withdraw(standing: Standing, proposal: Proposal) -> Verdict:
    """To take a proposal back: its movers, until voting closes; an election, until nominations close: from then on others stand
    in it, and who called it may stand too; an appeal, until it is opened: what it holds waits for the decision."""
    if not is_mover(standing, proposal):
        return refuse("decisions.not_yours")
    if proposal.is_election and proposal.phase in OPEN and proposal.phase not in _NOMINATING:
        return refuse("decisions.election_runs", f"process.{proposal.frozen_process.code}")
    if proposal.phase in OPEN and is_waited_for(proposal.matter):
        return refuse("decisions.is_waited_for", f"process.{proposal.frozen_process.code}")
    if proposal.stage in (Stage.RECORDED, Stage.CONFIRMING) and proposal.phase in OPEN:
        return refuse("decisions.decided_already", f"process.{proposal.frozen_process.code}")
    if proposal.phase is Phase.DRAFT or proposal.phase in OPEN:
        return allow("decisions.you_may")
    return refuse("decisions.over")
