"""Writes of decisions; one module a noun. What other rooms and pages call is named here."""

from plenary.decisions.actions.ballots import cast_ballot
from plenary.decisions.actions.carrying_out import carry_out, carry_out_again
from plenary.decisions.actions.comments import comment
from plenary.decisions.actions.drafts import amend_draft, draft_proposal, second, show_draft
from plenary.decisions.actions.objections import object_to, withdraw_objection
from plenary.decisions.actions.openings import open_proposal, withdraw_proposal
from plenary.decisions.actions.outcomes import close_proposal

__all__ = [
    "amend_draft",
    "carry_out",
    "carry_out_again",
    "cast_ballot",
    "close_proposal",
    "comment",
    "draft_proposal",
    "object_to",
    "open_proposal",
    "second",
    "show_draft",
    "withdraw_objection",
    "withdraw_proposal",
]
