"""Closing early: where the charter says so, voting ends as soon as no ballot that is missing could change the outcome."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.freezing import times_of
from plenary.decisions.models import Proposal
from plenary.decisions.queries.early import is_certain
from plenary.decisions.rules.phases import Phase
from plenary.record import actions as record

__all__ = ["close_early"]


def close_early(*, by: Standing, proposal: Proposal) -> Proposal:
    """End the voting on a proposal now, when its process closes early and its outcome is certain; enter the new deadline.

    The proposal is locked whole, so that ballots under way are in. Nothing is counted here: `close_proposal` does that once
    the write timeout has passed, as after any deadline. Does nothing else where, nor at the very moment of the deadline,
    which another run may just have set; only the program closes.
    """
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        now, until = clock.now(), proposal.voting_until
        goes_on = proposal.phase is Phase.VOTING and until is not None and now < until
        if goes_on and proposal.frozen_process.early and is_certain(proposal):
            proposal.voting_until = now
            proposal.save(update_fields=["voting_until"])
            record.enter(
                by=by,
                kind="decisions.closed_early",
                about=proposal.id,
                audience=audiences.of_proposals(proposal),
                facts=audiences.told(proposal, voted=queries.count_now(proposal).voted, **times_of(proposal)),
            )
    return proposal
