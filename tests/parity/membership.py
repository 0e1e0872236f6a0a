"""How the API does what the pages of membership do (see tests/parity/__init__.py)."""

ASKED = "401 422 422 422 422 422 422 422"  # all may open the list: what is missing is told first, whatever the address
NOBODYS = "401 404 404 404 404 404 404 404"

DONE_BY: dict[str, tuple[str, ...]] = {
    "membership:members": ("membership_members", "membership_total"),
    "membership:applicants": ("membership_applicants",),
    "membership:protected": ("membership_look_at_protected",),
    "membership:take_up": ("membership_take_up",),
    "membership:admit_protected": ("membership_admit_protected",),
    "membership:vouch": ("membership_vouch",),
    "membership:here": ("membership_here",),
    "membership:apply": ("membership_applying", "membership_apply"),
    "membership:member": ("membership_member",),
    "membership:change": ("membership_change",),
    "membership:withdraw": ("membership_withdraw",),
    "membership:invite": ("membership_invite",),
    "membership:uninvite": ("membership_uninvite",),
    "membership:commitment": ("membership_commitment",),
    "membership:opening": ("membership_opening",),
    "membership:opening_paper": ("membership_opening_paper",),
    "membership:member_opening": ("membership_member_opening",),
    "membership:answer": ("membership_answer_opening",),
    "membership:answer_one": ("membership_answer_opening",),
    "membership:look_again": ("membership_look_again_at_opening",),
    "membership:balance": ("membership_balance",),
    "membership:contributions": ("membership_contributions",),
    "membership:commitments": ("membership_commitments",),
    "membership:offer": ("membership_offer",),
    "membership:contribution": ("membership_contribution", "membership_withdraw_contribution"),
    "membership:promise": ("membership_promise",),
    "membership:member_commitment": (
        "membership_member_commitment",
        "membership_deliver",
        "membership_withdraw_commitment",
    ),
    "membership:accommodations": ("membership_accommodations",),
    "membership:ask_accommodation": ("membership_ask_accommodation",),
    "membership:accommodation": ("membership_accommodation", "membership_change_accommodation"),
    "membership:mandate": ("membership_change_mandate", "membership_end_representation"),
}

EXCEPTIONS: dict[str, str] = {}

WRITES: dict[str, str] = {
    "membership_look_at_protected": "401 404 403 403 403 200 403 404",
    "membership_take_up": "401 404 403 403 403 422 403 404",
    "membership_admit_protected": "401 404 403 403 403 403 403 404",  # it is none that waits under protection
    "membership_vouch": "401 404 403 422 422 422 422 404",
    "membership_here": "401 404 404 204 204 204 204 404",
    "membership_apply": "401 422 403 403 403 403 403 422",
    "membership_change": ASKED,
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
