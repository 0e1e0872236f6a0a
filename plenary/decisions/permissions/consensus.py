"""Who may say what on the way to consensus: the temperature, concerns and their answers, and the mover's other words."""

from plenary.charter.rules.schema import Method
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions.models import Concern, Proposal
from plenary.decisions.permissions.reading import acts_for_mover, has_a_voice
from plenary.decisions.permissions.voting import decides_as_elector
from plenary.decisions.rules.concerns import Move, State, after
from plenary.decisions.rules.phases import OPEN, Phase


def may_say_temperature(standing: Standing, proposal: Proposal) -> Verdict:
    """To say how warm one is to it: who decides for an elector, while it is discussed before a test of consensus."""
    found = _in_discussion(proposal)
    return decides_as_elector(standing, proposal) if found is None else found


def may_raise_concern(standing: Standing, proposal: Proposal) -> Verdict:
    """To raise a concern: whoever has a voice, while it is discussed before a test of consensus."""
    found = _in_discussion(proposal)
    return has_a_voice(standing) if found is None else found


def may_answer_concern(standing: Standing, concern: Concern) -> Verdict:
    """To answer a concern, or to answer it better: those who moved the proposal, until the test is over."""
    found = _until_tested(concern.proposal)
    if found is not None:
        return found
    mover = acts_for_mover(standing, concern.proposal)
    return _leads(concern, Move.ANSWER) if mover else mover


def may_settle_concern(standing: Standing, concern: Concern, move: Move) -> Verdict:
    """To withdraw a concern, or to uphold it after the answer: who raised it, until the test is over."""
    found = _until_tested(concern.proposal)
    if found is not None:
        return found
    if not concern.raised_by or concern.raised_by != (standing.member or standing.person):
        return refuse("decisions.concern_of_another")
    voice = has_a_voice(standing)
    return _leads(concern, move) if voice else voice


def may_reword(standing: Standing, proposal: Proposal) -> Verdict:
    """To change its words so that they meet concerns: those who moved it, while it is discussed before a test."""
    found = _in_discussion(proposal)
    if found is not None:
        return found
    mover = acts_for_mover(standing, proposal)
    return allow("decisions.you_may", _clause(proposal)) if mover else mover


def _clause(proposal: Proposal) -> str:
    return f"process.{proposal.frozen_process.code}"


def _by_consensus(proposal: Proposal) -> Verdict | None:
    if not proposal.opened_at:
        return refuse("decisions.not_discussed")
    if proposal.frozen_process.method is not Method.CONSENSUS:
        return refuse("decisions.not_by_consensus", _clause(proposal))
    return None


def _in_discussion(proposal: Proposal) -> Verdict | None:
    """Why it is not the time for it, or None."""
    found = _by_consensus(proposal)
    if found is not None or proposal.phase is Phase.DISCUSSION:
        return found
    return refuse("decisions.only_in_discussion" if proposal.phase in OPEN else "decisions.over", _clause(proposal))


def _until_tested(proposal: Proposal) -> Verdict | None:
    found = _by_consensus(proposal)
    if found is not None or proposal.phase in {Phase.DISCUSSION, Phase.VOTING}:
        return found
    return refuse("decisions.not_discussed" if proposal.phase in OPEN else "decisions.over", _clause(proposal))


def _leads(concern: Concern, move: Move) -> Verdict:
    if after(State(concern.state), move) is None:
        return refuse("decisions.concern_stands_so", _clause(concern.proposal))
    return allow("decisions.you_may", _clause(concern.proposal))
