"""Who may see, move, second, vote on, object to and discuss proposals; each answer names the clause that it rests on."""

from plenary.decisions.permissions.advice import may_advise, may_refer, may_say_what_became, may_send_back
from plenary.decisions.permissions.amending import (
    may_accept_amendment,
    may_move_amendment,
    may_translate,
    may_vote_on_amendments,
    may_withdraw_amendment,
)
from plenary.decisions.permissions.calls import (
    may_correct_call,
    may_enter_calls,
    may_record_call,
    may_settle_on_call,
)
from plenary.decisions.permissions.consensus import (
    may_answer_concern,
    may_raise_concern,
    may_reword,
    may_say_temperature,
    may_settle_concern,
)
from plenary.decisions.permissions.drafting import (
    OPEN_ANY,
    first_problem,
    may_amend_draft,
    may_draft,
    may_open,
    may_second,
    may_withdraw,
)
from plenary.decisions.permissions.nominations import (
    decides_for_candidate,
    is_of_candidate,
    may_answer_nomination,
    may_nominate,
    may_stand,
    may_withdraw_nomination,
    may_write_statement,
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
from plenary.decisions.permissions.reading import has_a_voice, is_mover, may_read_proposals, may_read_the_way
from plenary.decisions.permissions.resting import may_put, may_put_again
from plenary.decisions.permissions.urgency import may_open_urgently, may_undo_again
from plenary.decisions.permissions.voting import (
    answers_as_elector,
    asks_the_same,
    decides_as_elector,
    may_cast,
    must_say_whom,
)

__all__ = [
    "ENTER_ANSWERS",
    "OPEN_ANY",
    "answers_as_elector",
    "asks_the_same",
    "decides_as_elector",
    "decides_for_candidate",
    "first_problem",
    "has_a_voice",
    "is_mover",
    "is_of_candidate",
    "may_accept_amendment",
    "may_advise",
    "may_amend_draft",
    "may_answer_concern",
    "may_answer_nomination",
    "may_carry",
    "may_carry_out_again",
    "may_cast",
    "may_close",
    "may_comment",
    "may_correct_call",
    "may_decline",
    "may_delegate",
    "may_delegate_in",
    "may_draft",
    "may_enter_answers",
    "may_enter_calls",
    "may_extend",
    "may_move_amendment",
    "may_nominate",
    "may_object",
    "may_open",
    "may_open_urgently",
    "may_put",
    "may_put_again",
    "may_raise_concern",
    "may_read_proposals",
    "may_read_the_way",
    "may_record_call",
    "may_refer",
    "may_reword",
    "may_say_temperature",
    "may_say_what_became",
    "may_second",
    "may_send_back",
    "may_settle_concern",
    "may_settle_on_call",
    "may_stand",
    "may_stand_back",
    "may_step_in",
    "may_take_back",
    "may_translate",
    "may_undo_again",
    "may_vote_on_amendments",
    "may_withdraw",
    "may_withdraw_amendment",
    "may_withdraw_nomination",
    "may_withdraw_objection",
    "may_write_statement",
    "must_say_whom",
    "takes_objections",
]
