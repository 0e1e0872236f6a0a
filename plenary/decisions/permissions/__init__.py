"""Who may see, move, second, vote on, object to and discuss proposals; each answer names the clause that it rests on."""

from plenary.decisions.permissions.drafting import (
    OPEN_ANY,
    first_problem,
    may_amend_draft,
    may_draft,
    may_open,
    may_second,
    may_withdraw,
)
from plenary.decisions.permissions.objecting import (
    may_comment,
    may_object,
    may_withdraw_objection,
    takes_objections,
)
from plenary.decisions.permissions.outcomes import may_carry_out_again, may_close
from plenary.decisions.permissions.places import (
    ENTER_ANSWERS,
    may_carry,
    may_decline,
    may_delegate,
    may_delegate_in,
    may_enter_answers,
    may_extend,
    may_stand_back,
    may_step_in,
    may_take_back,
)
from plenary.decisions.permissions.reading import has_a_voice, is_mover, may_read_proposals
from plenary.decisions.permissions.voting import answers_as_elector, decides_as_elector, may_cast, must_say_whom

__all__ = [
    "ENTER_ANSWERS",
    "OPEN_ANY",
    "answers_as_elector",
    "decides_as_elector",
    "first_problem",
    "has_a_voice",
    "is_mover",
    "may_amend_draft",
    "may_carry",
    "may_carry_out_again",
    "may_cast",
    "may_close",
    "may_comment",
    "may_decline",
    "may_delegate",
    "may_delegate_in",
    "may_draft",
    "may_enter_answers",
    "may_extend",
    "may_object",
    "may_open",
    "may_read_proposals",
    "may_second",
    "may_stand_back",
    "may_step_in",
    "may_take_back",
    "may_withdraw",
    "may_withdraw_objection",
    "must_say_whom",
    "takes_objections",
]
