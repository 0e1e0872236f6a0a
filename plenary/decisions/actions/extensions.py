"""More time for those who must ask their organisation first: had once a proposal, by everyone (B3)."""

from datetime import UTC

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, freezing, locking
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import extended
from plenary.record import actions as record


def extend(*, by: Standing, proposal: Proposal) -> Proposal:
    """Ask for the days more that the process gives; the deadline moves for everyone, in the zone and on the days that were
    held fast at opening. Entered for all who see the proposal. Refuses as permissions.may_extend says."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_extend(by, proposal))
        process, days = proposal.frozen_process, proposal.frozen_days
        assert proposal.voting_until is not None  # noqa: S101  # it is being voted on
        until = extended(proposal.voting_until.astimezone(zone_of(days.time_zone)), process.extension_days, days)
        proposal.voting_until, proposal.extended_at = until.astimezone(UTC), clock.now()
        proposal.save(update_fields=["voting_until", "extended_at"])
        record.enter(
            by=audiences.of_one_unnamed(by, proposal),
            kind="decisions.extended",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts=audiences.told(proposal, more_days=process.extension_days, **freezing.frozen_facts(proposal)),
        )
    return proposal
