"""How the API does what the pages of membership do (see tests/parity/__init__.py)."""

ASKED = "401 422 422 422 422 422 422 422"  # all may open the list: what is missing is told first, whatever the address
NOBODYS = "401 404 404 404 404 404 404 404"

DONE_BY: dict[str, tuple[str, ...]] = {
    "membership:members": ("membership_members", "membership_total"),
    "membership:protected": ("membership_look_at_protected",),
    "membership:take_over": ("membership_take_over", "membership_read_taken_over"),
    "membership:apply": ("membership_applying", "membership_apply"),
    "membership:application": ("membership_application", "membership_give_evidence"),
    "membership:recommend": ("membership_recommend", "membership_take_back_recommendation"),
    "membership:willing": ("membership_say_willing", "membership_take_back_willing"),
    "membership:network": ("membership_network", "membership_add_to_network", "membership_change_network"),
    "membership:network_csv": ("membership_network",),
    "membership:merge": ("membership_ask_merging",),
    "membership:merging_step": ("membership_change_merging",),
    "membership:answer": ("membership_answer_opening",),
    "membership:answer_one": ("membership_answer_opening",),
    "membership:look_again": ("membership_look_again_at_opening",),
    "membership:contribution": ("membership_contribution", "membership_withdraw_contribution"),
    "membership:member_commitment": (
        "membership_member_commitment",
        "membership_deliver",
        "membership_withdraw_commitment",
    ),
    "membership:accommodation": ("membership_accommodation", "membership_change_accommodation"),
    "membership:mandate": ("membership_change_mandate", "membership_end_representation"),
}

WRITES: dict[str, str] = {
    "membership_look_at_protected": "401 404 403 403 403 200 403 404",
    "membership_take_up": "401 404 403 403 403 422 403 404",
    "membership_admit_protected": "401 404 403 403 403 403 403 404",  # it is none that waits under protection
    "membership_vouch": "401 404 403 422 422 422 422 404",
    "membership_read_taken_over": "401 404 403 204 204 204 204 404",
    "membership_here": "401 404 404 204 204 204 204 404",
    "membership_apply": "401 422 403 403 403 403 403 422",
    "membership_open_case": ASKED,
    "membership_case_step": "401 404 422 422 422 422 422 404",
    "membership_change": ASKED,
    "membership_give_evidence": ASKED,
    "membership_recommend": ASKED,
    "membership_rename": ASKED,
    "membership_take_back_recommendation": "401 403 403 403 403 403 403 403",
    "membership_say_willing": "401 403 204 403 403 204 204 403",
    "membership_take_back_willing": "401 403 204 403 403 204 204 403",
    "membership_ask_merging": ASKED,
    "membership_change_merging": ASKED,
    "membership_add_to_network": ASKED,
    "membership_change_network": ASKED,
    "membership_withdraw": "401 403 403 204 403 403 403 403",
    "membership_invite": ASKED,
    "membership_uninvite": "401 403 403 404 403 403 404 403",
    "membership_commitment": ASKED,
    "membership_answer_opening": ASKED,
    "membership_ask_accommodation": ASKED,
    "membership_offer": ASKED,
    "membership_withdraw_contribution": NOBODYS,
    "membership_promise": ASKED,
    "membership_deliver": ASKED,
    "membership_withdraw_commitment": NOBODYS,
    "membership_change_accommodation": ASKED,
    "membership_look_again_at_opening": "401 403 403 403 403 403 403 403",  # it has left by then
    "membership_change_mandate": ASKED,
    "membership_end_representation": "401 404 404 204 403 403 204 404",  # who represents whom is for members
}
