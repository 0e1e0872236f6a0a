"""Reads of drafts: whether one still says what somebody saw of it."""

import json
from hashlib import sha256

from plenary.decisions.models import Proposal
from plenary.decisions.queries.effects import effects_of


def draft_as_seen(proposal: Proposal) -> str:
    """A short mark of what a draft says now, words and effects: it differs as soon as somebody changed any of it. A form
    carries it, so that two who change a draft at once do not write over each other unseen. One query."""
    told = [proposal.title, proposal.body, proposal.language, str(proposal.effects_from or "")]
    told += [json.dumps([row.kind, row.payload], sort_keys=True) for row in effects_of(proposal)]
    return sha256(json.dumps(told).encode()).hexdigest()[:16]
