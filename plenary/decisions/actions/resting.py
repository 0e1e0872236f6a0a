"""Putting a decided question again, once it has rested."""

from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions, queries
from plenary.decisions.actions.drafts import draft_proposal
from plenary.decisions.models import Proposal


def put_again(*, by: Standing, proposal: Proposal) -> Proposal:
    """Write a draft that puts a decided proposal again, with its words and effects as they were amended, for its movers to
    change. Refuses as permissions.may_put_again says, and as drafting does."""
    require(permissions.may_put_again(by, proposal))
    rows = queries.amendments_of(proposal)
    return draft_proposal(
        by=by,
        title=proposal.title,
        body=proposal.body,
        language=proposal.language,
        effects=[(row.kind, queries.payload_of(row, rows)) for row in queries.effects_of(proposal)],
        reconsiders=proposal,
    )
