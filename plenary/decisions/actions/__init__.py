"""Writes of decisions; one module a noun. What other rooms and pages call is named here."""

from plenary.decisions.actions.ballots import cast_ballot
from plenary.decisions.actions.calls import Call, correct_call, record_call, settle_on_call
from plenary.decisions.actions.carrying_out import carry_out, carry_out_again
from plenary.decisions.actions.comments import comment
from plenary.decisions.actions.drafts import amend_draft, draft_proposal, second, show_draft
from plenary.decisions.actions.early import close_early
from plenary.decisions.actions.objections import object_to, withdraw_objection
from plenary.decisions.actions.openings import open_proposal, withdraw_proposal
from plenary.decisions.actions.outcomes import close_proposal
from plenary.decisions.actions.resting import put_again
from plenary.decisions.actions.urgency import open_urgently, undo_again

__all__ = [
    "Call",
    "amend_draft",
    "carry_out",
    "carry_out_again",
    "cast_ballot",
    "close_early",
    "close_proposal",
    "comment",
    "correct_call",
    "draft_proposal",
    "object_to",
    "open_proposal",
    "open_urgently",
    "put_again",
    "record_call",
    "second",
    "settle_on_call",
    "show_draft",
    "undo_again",
    "withdraw_objection",
    "withdraw_proposal",
]
