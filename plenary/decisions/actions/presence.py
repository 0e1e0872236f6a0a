"""Holding fast who was present where a proposal was voted on, when its votes are counted."""

from plenary.decisions.models import Elector, Proposal
from plenary.decisions.queries.presence import electors_present


def hold_presence(proposal: Proposal) -> None:
    """Mark the electors of the present round who were present where it was voted on, so that its count stays what it is whatever
    is entered of the meeting afterwards; within the caller's act, the proposal locked. Nothing where that does not count."""
    rows = electors_present(proposal)
    if rows is not None:
        keys = list(rows.values_list("pk", flat=True))
        Elector.objects.of(proposal.coalition_id).filter(pk__in=keys).update(is_present=True)
