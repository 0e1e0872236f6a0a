"""Pages of proposals: the list, writing, reading, voting."""

from plenary.decisions.views.calls import correct_call, record_call, settle_on_call
from plenary.decisions.views.lists import proposals
from plenary.decisions.views.reading import proposal
from plenary.decisions.views.urgency import open_urgently, put_again, undo_again
from plenary.decisions.views.voting import carry_out_again, cast, comment, object_, withdraw_objection
from plenary.decisions.views.writing import edit, new, open_, second, show, withdraw

__all__ = [
    "carry_out_again",
    "cast",
    "comment",
    "correct_call",
    "edit",
    "new",
    "object_",
    "open_",
    "open_urgently",
    "proposal",
    "proposals",
    "put_again",
    "record_call",
    "second",
    "settle_on_call",
    "show",
    "undo_again",
    "withdraw",
    "withdraw_objection",
]
