"""Writes of decisions; one module a noun. What other rooms and pages call is named here."""

from plenary.decisions.actions.answers import enter_answer
from plenary.decisions.actions.ballots import cast_ballot
from plenary.decisions.actions.carrying_out import carry_out, carry_out_again
from plenary.decisions.actions.comments import comment
from plenary.decisions.actions.delegations import decline, delegate, delegate_in, take_back
from plenary.decisions.actions.drafts import amend_draft, draft_proposal, second, show_draft
from plenary.decisions.actions.extensions import extend
from plenary.decisions.actions.objections import object_to, withdraw_objection
from plenary.decisions.actions.openings import open_proposal, withdraw_proposal
from plenary.decisions.actions.outcomes import close_proposal
from plenary.decisions.actions.standing_back import stand_back, step_in

__all__ = [
    "amend_draft",
    "carry_out",
    "carry_out_again",
    "cast_ballot",
    "close_proposal",
    "comment",
    "decline",
    "delegate",
    "delegate_in",
    "draft_proposal",
    "enter_answer",
    "extend",
    "object_to",
    "open_proposal",
    "second",
    "show_draft",
    "stand_back",
    "step_in",
    "take_back",
    "withdraw_objection",
    "withdraw_proposal",
]
