"""Pages of proposals: the list, writing, reading, voting."""

from plenary.decisions.views.brief import brief, brief_pdf, brief_text
from plenary.decisions.views.lists import proposals
from plenary.decisions.views.places import (
    answers,
    delegate,
    delegations,
    end_delegation,
    extend,
    stand_back,
    step_in,
)
from plenary.decisions.views.reading import proposal
from plenary.decisions.views.voting import carry_out_again, cast, comment, object_, withdraw_objection
from plenary.decisions.views.writing import edit, new, open_, second, show, withdraw

__all__ = [
    "answers",
    "brief",
    "brief_pdf",
    "brief_text",
    "carry_out_again",
    "cast",
    "comment",
    "delegate",
    "delegations",
    "edit",
    "end_delegation",
    "extend",
    "new",
    "object_",
    "open_",
    "proposal",
    "proposals",
    "second",
    "show",
    "stand_back",
    "step_in",
    "withdraw",
    "withdraw_objection",
]
