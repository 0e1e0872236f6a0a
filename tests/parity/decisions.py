"""How the API does what the pages of decisions do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "decisions:proposals": ("decisions_proposals",),
    "decisions:new": (
        "decisions_kinds",
        "decisions_kind",
        "decisions_draft_proposal",
    ),
    "decisions:record_call": (
        "decisions_call_electors",
        "decisions_record_call",
    ),
    "decisions:proposal": ("decisions_proposal",),
    "decisions:edit": (
        "decisions_draft",
        "decisions_amend_draft",
    ),
    "decisions:show": ("decisions_show",),
    "decisions:second": ("decisions_second",),
    "decisions:open": ("decisions_open_",),
    "decisions:withdraw": ("decisions_withdraw",),
    "decisions:cast": ("decisions_cast",),
    "decisions:object": ("decisions_object_to",),
    "decisions:withdraw-objection": ("decisions_withdraw_objection",),
    "decisions:comment": ("decisions_comment",),
    "decisions:translate": (
        "decisions_translation",
        "decisions_translate",
    ),
    "decisions:amend": ("decisions_amend",),
    "decisions:vote-on-amendments": ("decisions_vote_on_amendments",),
    "decisions:accept-amendment": ("decisions_accept_amendment",),
    "decisions:withdraw-amendment": ("decisions_withdraw_amendment",),
    "decisions:temperature": ("decisions_temperature",),
    "decisions:reword": ("decisions_reword",),
    "decisions:concern": ("decisions_raise_concern",),
    "decisions:answer-concern": ("decisions_answer_concern",),
    "decisions:settle-concern": ("decisions_settle_concern",),
    "decisions:refer": ("decisions_refer",),
    "decisions:advise": ("decisions_advise",),
    "decisions:became": ("decisions_became",),
    "decisions:send-back": ("decisions_send_back",),
    "decisions:brief": ("decisions_brief",),
    "decisions:brief-pdf": ("decisions_brief_pdf",),
    "decisions:brief-text": ("decisions_brief_text",),
    "decisions:delegations": (
        "decisions_delegations",
        "decisions_delegate_in",
    ),
    "decisions:end-delegation": ("decisions_end_delegation",),
    "decisions:delegate": ("decisions_delegate",),
    "decisions:stand-back": ("decisions_stand_back",),
    "decisions:step-in": ("decisions_step_in",),
    "decisions:extend": ("decisions_extend",),
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
    "decisions:open_urgently": ("decisions_open_urgently",),
    "decisions:undo_again": ("decisions_undo_again",),
    "decisions:put_again": ("decisions_put_again",),
}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = set()

READS: dict[str, str] = {}

WRITES: dict[str, str] = {}
