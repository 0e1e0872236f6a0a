"""How the API does what the pages of decisions do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = {
    "decisions:proposals",
    "decisions:new",
    "decisions:record_call",
    "decisions:proposal",
    "decisions:edit",
    "decisions:show",
    "decisions:second",
    "decisions:open",
    "decisions:withdraw",
    "decisions:cast",
    "decisions:object",
    "decisions:withdraw-objection",
    "decisions:comment",
    "decisions:translate",
    "decisions:amend",
    "decisions:vote-on-amendments",
    "decisions:accept-amendment",
    "decisions:withdraw-amendment",
    "decisions:temperature",
    "decisions:reword",
    "decisions:concern",
    "decisions:answer-concern",
    "decisions:settle-concern",
    "decisions:refer",
    "decisions:advise",
    "decisions:became",
    "decisions:send-back",
    "decisions:brief",
    "decisions:brief-pdf",
    "decisions:brief-text",
    "decisions:delegations",
    "decisions:end-delegation",
    "decisions:delegate",
    "decisions:stand-back",
    "decisions:step-in",
    "decisions:extend",
    "decisions:answers",
    "decisions:again",
    "decisions:settle_on_call",
    "decisions:correct_call",
    "decisions:open_urgently",
    "decisions:undo_again",
    "decisions:put_again",
}

WRITES: dict[str, str] = {}
