"""Periodic work: closing proposals whose voting is over and carrying out what is due. It may run twice or late."""

import logging
from collections.abc import Callable
from datetime import timedelta

from plenary.core import clock
from plenary.core.schedule import periodic
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.actions import carry_out, close_proposal
from plenary.decisions.actions.outcomes import WRITE_TIMEOUT
from plenary.decisions.models import Proposal

_log = logging.getLogger(__name__)


@periodic(every=timedelta(minutes=1), name="decisions.keep_deadlines")
def keep_deadlines() -> None:
    """Enter every outcome that is due, then carry out what was adopted and whose hold has passed.

    Each proposal stands for itself: what fails in one is logged, tried again in a minute, and keeps no other waiting.
    """
    now = clock.now()
    for proposal in queries.due_to_close(now - WRITE_TIMEOUT):
        _keep(proposal, lambda by, due: close_proposal(by=by, proposal=due))
    for proposal in queries.due_to_carry_out(now):
        _keep(proposal, lambda by, due: carry_out(by=by, proposal=due))


def _keep(proposal: Proposal, work: Callable[[Standing, Proposal], object]) -> None:
    try:
        by = Standing.system(proposal.coalition_id, f"process.{proposal.frozen_process.code}")
        work(by, proposal)
    except Exception:
        _log.exception("the deadline of proposal %s could not be kept", proposal.pk)
