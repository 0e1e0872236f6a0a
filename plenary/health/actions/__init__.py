"""Writes of concerns: keys, raising, what receivers do, and what the two sides say by their codes."""

from plenary.health.actions.answering import answer, ask_mediator, say_by_code, say_fair, say_holds
from plenary.health.actions.escalating import escalate, remind_of_check
from plenary.health.actions.keys import make_key
from plenary.health.actions.passing import Passed, ask_for_key, pass_on, pass_on_by_code, pass_on_one
from plenary.health.actions.raising import raise_concern
from plenary.health.actions.receiving import acknowledge, ask_statement, close, conclude, propose_mediator, say
from plenary.health.actions.recovering import hand_share, recover_key, share_key
from plenary.health.actions.telling import tell_receivers

__all__ = [
    "Passed",
    "acknowledge",
    "answer",
    "ask_for_key",
    "ask_mediator",
    "ask_statement",
    "close",
    "conclude",
    "escalate",
    "hand_share",
    "make_key",
    "pass_on",
    "pass_on_by_code",
    "pass_on_one",
    "propose_mediator",
    "raise_concern",
    "recover_key",
    "remind_of_check",
    "say",
    "say_by_code",
    "say_fair",
    "say_holds",
    "share_key",
    "tell_receivers",
]
