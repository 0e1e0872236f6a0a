"""How the API does what the pages of agreements do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "agreements:agreement": ("agreements_agreement", "agreements_edition"),
    "agreements:draft": ("agreements_draft", "agreements_suggestions", "agreements_add_paragraph"),
    "agreements:part": ("agreements_write_part",),
    "agreements:paragraph": ("agreements_change_paragraph", "agreements_remove_paragraph"),
    "agreements:suggestion": (
        "agreements_suggestion",
        "agreements_take_suggestion",
        "agreements_decline_suggestion",
        "agreements_withdraw_suggestion",
    ),
    "agreements:translate": ("agreements_translation", "agreements_translate"),
    "agreements:paper": ("agreements_enter_paper",),
    "agreements:confirm": ("agreements_confirm_paper",),
    "agreements:second": (
        "agreements_second_address",
        "agreements_enter_second_address",
        "agreements_send_again",
    ),
    "agreements:print": ("agreements_print_agreement",),
}

EXCEPTIONS: dict[str, str] = {
    "agreements:second_link": "the link of a mail, for whoever reads it and has no account",
}

DRAFTER = "401 404 403 422 422 422 422 404"  # it is told what is missing

WRITES: dict[str, str] = {
    "agreements_new": DRAFTER,
    "agreements_terms": DRAFTER,
    "agreements_add_paragraph": DRAFTER,
    "agreements_change_paragraph": DRAFTER,
    "agreements_remove_paragraph": "401 404 403 204 204 204 204 404",
    "agreements_suggest": DRAFTER,
    "agreements_take_suggestion": "401 404 403 200 200 200 200 404",
    "agreements_decline_suggestion": DRAFTER,
    "agreements_withdraw_suggestion": "401 404 403 403 403 403 403 404",  # another member made it
    "agreements_lay_down": "401 404 403 201 201 201 201 404",
    "agreements_translate": DRAFTER,
    "agreements_enter_paper": "401 404 403 403 403 403 422 404",
    "agreements_confirm_paper": "401 404 403 403 403 403 403 404",  # no paper waits
    "agreements_write_part": "401 404 403 403 403 403 403 404",  # it is a platform
    "agreements_look_at": "401 404 403 403 403 403 200 404",
    "agreements_sign": DRAFTER,
    "agreements_enter_second_address": "401 404 403 200 200 200 200 404",  # none was there, and none is given
    "agreements_send_again": "401 404 403 403 403 403 403 404",  # nothing waits
    "agreements_withdraw": "401 404 403 403 403 403 403 404",  # another member signed
}
