"""Writes of decisions; one module a noun. What other rooms and pages call is named here."""

from plenary.decisions.actions.advice import give_advice, say_what_became
from plenary.decisions.actions.amendment_votes import vote_on_amendments
from plenary.decisions.actions.amendments import accept_amendment, move_amendment, withdraw_amendment
from plenary.decisions.actions.answers import enter_answer
from plenary.decisions.actions.ballots import cast_ballot
from plenary.decisions.actions.calls import Call, correct_call, record_call, settle_on_call
from plenary.decisions.actions.carrying_out import carry_out, carry_out_again
from plenary.decisions.actions.closing_nominations import close_nominations, fix_candidates
from plenary.decisions.actions.comments import comment
from plenary.decisions.actions.concerns import answer_concern, raise_concern, uphold_concern, withdraw_concern
from plenary.decisions.actions.delegations import decline, delegate, delegate_in, take_back
from plenary.decisions.actions.drafts import amend_draft, draft_proposal, second, show_draft
from plenary.decisions.actions.early import close_early
from plenary.decisions.actions.extensions import extend
from plenary.decisions.actions.languages import translate
from plenary.decisions.actions.nominations import (
    accept_nomination,
    decline_nomination,
    nominate,
    withdraw_nomination,
)
from plenary.decisions.actions.objections import object_to, withdraw_objection
from plenary.decisions.actions.openings import open_proposal, withdraw_proposal
from plenary.decisions.actions.outcomes import close_proposal
from plenary.decisions.actions.referrals import refer, send_back
from plenary.decisions.actions.resting import put_again
from plenary.decisions.actions.rewording import reword
from plenary.decisions.actions.standing_back import stand_back, step_in
from plenary.decisions.actions.statements import write_statement
from plenary.decisions.actions.temperatures import say_temperature
from plenary.decisions.actions.urgency import open_urgently, undo_again

__all__ = [
    "Call",
    "accept_amendment",
    "accept_nomination",
    "amend_draft",
    "answer_concern",
    "carry_out",
    "carry_out_again",
    "cast_ballot",
    "close_early",
    "close_nominations",
    "close_proposal",
    "comment",
    "correct_call",
    "decline",
    "decline_nomination",
    "delegate",
    "delegate_in",
    "draft_proposal",
    "enter_answer",
    "extend",
    "fix_candidates",
    "give_advice",
    "move_amendment",
    "nominate",
    "object_to",
    "open_proposal",
    "open_urgently",
    "put_again",
    "raise_concern",
    "record_call",
    "refer",
    "reword",
    "say_temperature",
    "say_what_became",
    "second",
    "send_back",
    "settle_on_call",
    "show_draft",
    "stand_back",
    "step_in",
    "take_back",
    "translate",
    "undo_again",
    "uphold_concern",
    "vote_on_amendments",
    "withdraw_amendment",
    "withdraw_concern",
    "withdraw_nomination",
    "withdraw_objection",
    "withdraw_proposal",
    "write_statement",
]
