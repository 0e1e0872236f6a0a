"""Reads of concerns: who receives, what waits for a receiver, and what a passphrase or a code opens."""

from plenary.health.queries.concerns import (
    comes_after,
    concerns_for,
    is_asked_whether_it_holds,
    is_with_nobody,
    may_propose_mediator,
    visible_concern,
    waiting_for,
)
from plenary.health.queries.opened import (
    Brought,
    Opened,
    Said,
    Side,
    by_code,
    file_for,
    opened_for,
    private_of,
    proposal_in,
)
from plenary.health.queries.passing import choices_of_next
from plenary.health.queries.receivers import (
    choices_of_concerned,
    holders,
    is_reached,
    key_in_use,
    keys_of,
    names_of_offices,
    outside,
    would_receive,
)

__all__ = [
    "Brought",
    "Opened",
    "Said",
    "Side",
    "by_code",
    "choices_of_concerned",
    "choices_of_next",
    "comes_after",
    "concerns_for",
    "file_for",
    "holders",
    "is_asked_whether_it_holds",
    "is_reached",
    "is_with_nobody",
    "key_in_use",
    "keys_of",
    "may_propose_mediator",
    "names_of_offices",
    "opened_for",
    "outside",
    "private_of",
    "proposal_in",
    "visible_concern",
    "waiting_for",
    "would_receive",
]
