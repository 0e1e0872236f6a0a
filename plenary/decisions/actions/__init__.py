"""Writes of decisions; one module a noun. What other rooms and pages call is named here."""

from plenary.decisions.actions.advice import give_advice, say_what_became
from plenary.decisions.actions.amendment_votes import vote_on_amendments
from plenary.decisions.actions.amendments import accept_amendment, move_amendment, withdraw_amendment
from plenary.decisions.actions.ballots import cast_ballot
from plenary.decisions.actions.carrying_out import carry_out, carry_out_again
from plenary.decisions.actions.comments import comment
from plenary.decisions.actions.concerns import answer_concern, raise_concern, uphold_concern, withdraw_concern
from plenary.decisions.actions.drafts import amend_draft, draft_proposal, second, show_draft
from plenary.decisions.actions.languages import translate
from plenary.decisions.actions.objections import object_to, withdraw_objection
from plenary.decisions.actions.openings import open_proposal, withdraw_proposal
from plenary.decisions.actions.outcomes import close_proposal
from plenary.decisions.actions.referrals import refer, send_back
from plenary.decisions.actions.rewording import reword
from plenary.decisions.actions.temperatures import say_temperature

__all__ = [
    "accept_amendment",
    "amend_draft",
    "answer_concern",
    "carry_out",
    "carry_out_again",
    "cast_ballot",
    "close_proposal",
    "comment",
    "draft_proposal",
    "give_advice",
    "move_amendment",
    "object_to",
    "open_proposal",
    "raise_concern",
    "refer",
    "reword",
    "say_temperature",
    "say_what_became",
    "second",
    "send_back",
    "show_draft",
    "translate",
    "uphold_concern",
    "vote_on_amendments",
    "withdraw_amendment",
    "withdraw_concern",
    "withdraw_objection",
    "withdraw_proposal",
]
