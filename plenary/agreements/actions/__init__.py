"""Writes of agreements: drafting, laying down and adopting editions, signing."""

from plenary.agreements.actions.drafting import change_terms, draft_agreement, remove_paragraph, write_paragraph
from plenary.agreements.actions.editions import adopt_edition, end_agreement, lay_down
from plenary.agreements.actions.paper import Paper, confirm_paper, decline_paper, enter_paper
from plenary.agreements.actions.parts import write_part
from plenary.agreements.actions.reviewing import enter_days, look_at
from plenary.agreements.actions.seconding import answer_link, enter_second_address, send_again, settle_second_address
from plenary.agreements.actions.signing import sign, withdraw_signature
from plenary.agreements.actions.suggesting import (
    decline_suggestion,
    suggest,
    take_suggestion,
    withdraw_suggestion,
)
from plenary.agreements.actions.translating import translate

__all__ = [
    "Paper",
    "adopt_edition",
    "answer_link",
    "change_terms",
    "confirm_paper",
    "decline_paper",
    "decline_suggestion",
    "draft_agreement",
    "end_agreement",
    "enter_days",
    "enter_paper",
    "enter_second_address",
    "lay_down",
    "look_at",
    "remove_paragraph",
    "send_again",
    "settle_second_address",
    "sign",
    "suggest",
    "take_suggestion",
    "translate",
    "withdraw_signature",
    "withdraw_suggestion",
    "write_paragraph",
    "write_part",
]
