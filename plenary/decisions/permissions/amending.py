"""Who may move, accept and take back amendments, vote on them, and translate a proposal."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions.models import Amendment, Proposal
from plenary.decisions.permissions.reading import acts_for_mover, has_a_voice, is_mover
from plenary.decisions.permissions.voting import may_cast
from plenary.decisions.rules.phases import OPEN, Phase
from plenary.decisions.rules.tallies import decides_amendments


def may_move_amendment(standing: Standing, proposal: Proposal) -> Verdict:
    """To move an amendment to the text that a proposal resolves: whoever has a voice, during discussion."""
    if proposal.stage or not any(row.text for row in proposal.effects.all()):
        return refuse("decisions.nothing_to_amend")
    return has_a_voice(standing) if proposal.phase is Phase.DISCUSSION else _not_now(proposal)


def may_accept_amendment(standing: Standing, amendment: Amendment) -> Verdict:
    """To accept an amendment as friendly: those who moved the proposal, during discussion; from then on it is voted on."""
    proposal = amendment.proposal
    mover = acts_for_mover(standing, proposal)
    if not mover:
        return mover
    if proposal.phase is not Phase.DISCUSSION:
        return _not_now(proposal)
    return allow("decisions.you_may") if amendment.state == "open" else refuse("decisions.amendment_settled")


def may_withdraw_amendment(standing: Standing, amendment: Amendment) -> Verdict:
    """To take an amendment back: those who act for the one who moved it, until voting closes."""
    if amendment.moved_by != (standing.member or standing.person):
        return refuse("decisions.not_your_amendment")
    if amendment.proposal.phase not in {Phase.DISCUSSION, Phase.VOTING}:
        return refuse("decisions.over")
    if amendment.state != "open":
        return refuse("decisions.amendment_settled")
    return has_a_voice(standing)


def may_vote_on_amendments(standing: Standing, proposal: Proposal) -> Verdict:
    """To vote on the amendments that are open: whoever may cast the ballot on the whole, where there are ballots."""
    may = may_cast(standing, proposal)
    if may and not decides_amendments(proposal.frozen_process):
        return refuse("decisions.no_ballots_here", f"process.{proposal.frozen_process.code}")
    return may


def may_translate(standing: Standing, proposal: Proposal) -> Verdict:
    """To translate a proposal that one sees: its movers while it is a draft that they alone see; then whoever has a voice,
    until voting closes."""
    phase = proposal.phase
    if phase is Phase.DRAFT and proposal.shown_at is None and not is_mover(standing, proposal):
        return refuse("decisions.not_yours")
    if phase is not Phase.DRAFT and phase not in OPEN:
        return refuse("decisions.over")
    return has_a_voice(standing)


def _not_now(proposal: Proposal) -> Verdict:
    if proposal.phase is Phase.VOTING:
        return refuse("decisions.voting_on_amendments")
    return refuse("decisions.not_discussed_yet" if proposal.phase in OPEN | {Phase.DRAFT} else "decisions.over")
