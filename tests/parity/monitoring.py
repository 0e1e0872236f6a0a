"""How the API does what the pages of monitoring do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "monitoring:instrument": ("monitoring_instrument", "monitoring_actions_on"),
    "monitoring:instruments": ("monitoring_instruments", "monitoring_status_of_many"),
    "monitoring:bring_list": ("monitoring_lists", "monitoring_bring_list"),
    "monitoring:compare_list": ("monitoring_compare_list", "monitoring_take_list"),
    "monitoring:map": ("monitoring_instrument",),
}

EXCEPTIONS: dict[str, str] = {
    "monitoring:calendar": "a program reads days of obligations, targets and what is next, and writes what file it likes",
    "monitoring:counter": "for frames of other sites; a program reads the numbers of the instrument itself",
    "monitoring:counter_json": "for scripts of other sites; a program reads the numbers of the instrument itself",
    "monitoring:timeline": "for frames of other sites; a program reads the treaty actions of the instrument",
}

WRITER = "401 404 403 422 422 422 422 404"  # whoever may write is told what is missing
KEEPER = "401 404 403 403 403 403 422 404"  # it is told what is missing

WRITES: dict[str, str] = {
    "monitoring_target": KEEPER,
    "monitoring_take_out_target": "401 404 403 403 403 403 204 404",
    "monitoring_approach": "401 404 403 200 403 403 200 404",  # the member leads it
    "monitoring_watch": KEEPER,
    "monitoring_new": KEEPER,
    "monitoring_change": KEEPER,
    "monitoring_enter_action": KEEPER,
    "monitoring_take_out_action": "401 404 403 403 403 403 204 404",
    "monitoring_bring_list": KEEPER,
    "monitoring_take_list": KEEPER,
    "monitoring_forget_list": "401 404 403 403 403 403 204 404",
    "monitoring_new_obligation": KEEPER,
    "monitoring_obligation": KEEPER,
    "monitoring_take_out_obligation": "401 404 403 403 403 403 204 404",
    "monitoring_extend": KEEPER,
    "monitoring_take_out_extension": "401 404 403 403 403 403 204 404",
    "monitoring_word": KEEPER,
    "monitoring_write_finding": "401 404 403 422 422 422 422 404",
    "monitoring_change_finding": WRITER,
    "monitoring_claim": WRITER,
    "monitoring_cite": WRITER,
    "monitoring_take_out_claim": "401 404 403 403 403 403 204 404",
    "monitoring_take_step": "401 404 403 422 422 422 422 404",
    "monitoring_hold_finding": KEEPER,
    "monitoring_let_go_on": "401 404 403 403 403 403 204 404",
    "monitoring_dissent": "401 404 403 422 422 422 422 404",
    "monitoring_take_back_dissent": "401 404 403 204 204 204 204 404",
    "monitoring_new_source": KEEPER,
    "monitoring_amend_source": KEEPER,
    "monitoring_redact": "401 404 403 403 403 403 403 404",  # nothing was named that would be taken out
    "monitoring_withdraw_source": KEEPER,
}
