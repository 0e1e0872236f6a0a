"""How the API does what the pages of charter do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "charter:print": ("charter_print_charter",),
    "charter:export": ("charter_export_toml",),
    "charter:new": (
        "charter_drafts",
        "charter_starting_charters",
        "charter_starting_charter",
        "charter_preview_answers",
        "charter_draft_answers",
    ),
    "charter:import": ("charter_preview_import", "charter_import_toml"),
    "charter:part": ("charter_document", "charter_change"),
    "charter:clause": ("charter_clause", "charter_comment"),
}

EXCEPTIONS: dict[str, str] = dict.fromkeys(
    (
        "charter:questions",
        "charter:question",
        "charter:steps",
        "charter:step",
        "charter:chapter",
        "charter:add",
        "charter:take_out",
        "charter:move",
    ),
    "a form for people, which changes a part of a draft: a program puts its document whole",
)

DRAFTER = "401 404 403 422 422 422 422 404"  # it is told what is missing

WRITES: dict[str, str] = {
    "charter_preview_answers": DRAFTER,
    "charter_draft_answers": DRAFTER,
    "charter_begin": DRAFTER,
    "charter_preview_import": DRAFTER,
    "charter_import_toml": DRAFTER,
    "charter_change": DRAFTER,
    "charter_copy": "401 404 403 201 201 201 201 404",
    "charter_renew": "401 404 403 200 200 200 200 404",
    "charter_close": "401 404 403 403 403 403 200 404",  # the one who made it
    "charter_comment": DRAFTER,
    "charter_withdraw_comment": "401 404 403 404 404 404 404 404",
}
