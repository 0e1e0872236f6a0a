"""How the API does what the pages of decisions do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "decisions:new": (
        "decisions_kinds",
        "decisions_kind",
        "decisions_draft_proposal",
    ),
    "decisions:record_call": (
        "decisions_call_electors",
        "decisions_record_call",
    ),
    "decisions:proposal": ("decisions_proposal", "decisions_candidates"),
    "decisions:edit": (
        "decisions_draft",
        "decisions_amend_draft",
    ),
    "decisions:open": ("decisions_open_",),
    "decisions:object": ("decisions_object_to",),
    "decisions:translate": (
        "decisions_translation",
        "decisions_translate",
    ),
    "decisions:concern": ("decisions_raise_concern",),
    "decisions:vacancy": ("decisions_vacancies",),
    "decisions:delegations": (
        "decisions_delegations",
        "decisions_delegate_in",
    ),
    "decisions:answers": (
        "decisions_answers",
        "decisions_enter_answer",
    ),
    "decisions:again": ("decisions_carry_out_again",),
    "decisions:settle_on_call": (
        "decisions_call_electors_of",
        "decisions_settle_on_call",
    ),
    "decisions:correct_call": (
        "decisions_call_entered",
        "decisions_correct_call",
    ),
}

READS: dict[str, str] = {
    "decisions_candidates": "401 404 404 404 404 404 404 404",  # the proposal of the page is no election
    "decisions_vacancies": "401 404 404 200 200 200 200 404",  # the list of none; the page is one vacancy's
    "decisions_kind": "401 404 403 404 404 404 404 404",  # the kind of the address is none; the page then shows all kinds
    "decisions_call_electors": "401 404 403 403 403 404 403 404",  # as above
}

WRITES: dict[str, str] = {
    "decisions_accept_amendment": "401 404 404 204 403 403 403 404",
    "decisions_advise": "401 404 404 404 404 404 404 404",
    "decisions_amend": "401 422 422 422 422 422 422 422",
    "decisions_amend_draft": "401 404 403 422 404 404 404 404",
    "decisions_answer_concern": "401 404 404 404 404 404 404 404",
    "decisions_answer_nomination": "401 422 422 422 422 422 422 422",
    "decisions_answer_vacancy": "401 422 422 422 422 422 422 422",
    "decisions_became": "401 404 404 404 404 404 404 404",
    "decisions_carry_out_again": "401 403 403 200 403 200 200 403",
    "decisions_cast": "401 404 404 422 403 422 422 404",
    "decisions_comment": "401 404 404 422 422 422 422 404",
    "decisions_correct_call": "401 404 404 403 403 422 403 404",
    "decisions_delegate": "401 404 404 403 403 403 403 404",
    "decisions_delegate_in": "401 404 403 404 404 404 404 404",
    "decisions_draft_proposal": "401 404 403 422 422 422 422 404",
    "decisions_end_delegation": "401 404 404 404 404 404 404 404",
    "decisions_enter_answer": "401 404 404 403 403 403 422 404",
    "decisions_extend": "401 404 404 403 403 403 403 404",
    "decisions_nominate": "401 404 404 403 403 403 403 404",
    "decisions_object_to": "401 404 404 422 422 422 422 404",
    "decisions_open_": "401 404 404 200 404 404 404 404",
    "decisions_open_urgently": "401 404 404 403 404 404 404 404",
    "decisions_put_again": "401 403 403 201 201 201 201 403",
    "decisions_raise_concern": "401 404 404 403 403 403 403 404",
    "decisions_record_call": "401 404 403 403 403 422 403 404",
    "decisions_refer": "401 404 404 403 403 403 403 404",
    "decisions_reword": "401 404 404 403 403 403 403 404",
    "decisions_second": "401 404 404 204 403 403 204 404",
    "decisions_send_back": "401 404 404 404 404 404 404 404",
    "decisions_settle_concern": "401 422 422 422 422 422 422 422",
    "decisions_settle_on_call": "401 404 404 403 403 422 403 404",
    "decisions_show": "401 404 404 403 404 404 404 404",
    "decisions_stand_back": "401 404 404 422 403 422 422 404",
    "decisions_statement": "401 404 404 404 404 404 404 404",
    "decisions_step_in": "401 404 404 403 403 403 403 404",
    "decisions_temperature": "401 404 404 403 403 403 403 404",
    "decisions_translate": "401 404 404 422 422 422 422 404",
    "decisions_undo_again": "401 404 404 403 403 403 403 404",
    "decisions_vote_on_amendments": "401 404 404 422 403 422 422 404",
    "decisions_withdraw": "401 404 404 204 403 403 403 404",
    "decisions_withdraw_amendment": "401 404 404 403 403 403 403 404",
    "decisions_withdraw_nomination": "401 404 404 404 404 404 404 404",
    "decisions_withdraw_objection": "401 404 404 403 403 403 403 404",
}
