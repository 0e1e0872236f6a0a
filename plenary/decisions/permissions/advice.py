"""Who may send a proposal for advice, give it, send the proposal back, and say what became of the advice."""

from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Advice, Proposal
from plenary.decisions.permissions.reading import acts_for_mover, has_a_voice
from plenary.decisions.permissions.voting import decides_as_elector
from plenary.decisions.rules.phases import OPEN, Phase


def may_refer(standing: Standing, proposal: Proposal) -> Verdict:
    """To send a proposal to a body for advice: its movers, holders of offices, and who decides for an elector of the body
    that decides it; while it is discussed, where the charter allows it, and while no other body has it."""
    if not proposal.opened_at:
        return refuse("decisions.not_discussed")
    clause = _clause(proposal)
    if not proposal.frozen_process.referral_days:
        return refuse("decisions.not_referred_here", clause)
    if proposal.phase is not Phase.DISCUSSION:
        return refuse("decisions.only_in_discussion" if proposal.phase in OPEN else "decisions.over", clause)
    if not (acts_for_mover(standing, proposal) or standing.offices or decides_as_elector(standing, proposal)):
        return refuse("decisions.not_to_refer", clause)
    if queries.advice_away(proposal):
        return refuse("decisions.away_already", clause)
    return allow("decisions.you_may", clause)


def may_advise(standing: Standing, advice: Advice) -> Verdict:
    """To give the advice of a body, or change it: who sits in it with a voice, until it is due."""
    clause = _clause(advice.proposal)
    if advice.proposal.phase not in OPEN or clock.now() >= advice.due:
        return refuse("decisions.advice_was_due", clause)
    if advice.body not in standing.bodies:
        return refuse("decisions.not_asked_for_advice", f"body.{advice.body}")
    if standing.member and standing.mandate is Mandate.OBSERVES:
        return refuse("decisions.observes", clause)
    return has_a_voice(standing)


def may_send_back(standing: Standing, advice: Advice) -> Verdict:
    """To send a proposal back before its advice is due: who may give the advice, once it is given."""
    found = may_advise(standing, advice)
    if not found:
        return found
    if not advice.is_referral:
        return refuse("decisions.not_sent_for_advice", _clause(advice.proposal))
    return found if advice.words else refuse("decisions.advise_first", _clause(advice.proposal))


def may_say_what_became(standing: Standing, advice: Advice) -> Verdict:
    """To say what became of advice that was given: those who moved the proposal, until voting closes."""
    clause = _clause(advice.proposal)
    mover = acts_for_mover(standing, advice.proposal)
    if not mover:
        return mover
    if advice.proposal.phase not in OPEN:
        return refuse("decisions.over", clause)
    return allow("decisions.you_may", clause) if advice.words else refuse("decisions.no_advice_yet", clause)


def _clause(proposal: Proposal) -> str:
    return f"process.{proposal.frozen_process.code}"
