"""Writes of membership, one module a noun; every one of them checks its permission and enters what it did."""

from plenary.membership.actions.accommodations import (
    agree_accommodation,
    ask_accommodation,
    end_accommodation,
    see_touched,
    set_consent,
    tell_touched,
)
from plenary.membership.actions.admission import (
    accept_purpose,
    add_applicants,
    admit_member,
    apply,
    found_member,
    take_back_applicants,
)
from plenary.membership.actions.amendment import amend_member, set_commitment
from plenary.membership.actions.contributions import (
    Offer,
    Promise,
    deliver,
    offer_contribution,
    promise,
    withdraw_commitment,
    withdraw_contribution,
)
from plenary.membership.actions.dormancy import find_dormant, give_notice, say_here
from plenary.membership.actions.opening import Given, answer_opening, look_again
from plenary.membership.actions.protection import (
    admit_protected,
    look_at_member,
    look_at_protected,
    propose_protected,
    take_up_protected,
    vouch,
)
from plenary.membership.actions.representation import (
    appoint_representative,
    begin_invited,
    change_mandate,
    end_representation,
    invite_representative,
    withdraw_invitation,
)
from plenary.membership.actions.status import (
    confirm_provisional,
    go_on_leave,
    reinstate,
    remove_member,
    return_from_leave,
    suspend_member,
    withdraw,
)
from plenary.membership.actions.steps import answer_here, take_step

__all__ = [
    "Given",
    "Offer",
    "Promise",
    "accept_purpose",
    "add_applicants",
    "admit_member",
    "admit_protected",
    "agree_accommodation",
    "amend_member",
    "answer_here",
    "answer_opening",
    "apply",
    "appoint_representative",
    "ask_accommodation",
    "begin_invited",
    "change_mandate",
    "confirm_provisional",
    "deliver",
    "end_accommodation",
    "end_representation",
    "find_dormant",
    "found_member",
    "give_notice",
    "go_on_leave",
    "invite_representative",
    "look_again",
    "look_at_member",
    "look_at_protected",
    "offer_contribution",
    "promise",
    "propose_protected",
    "reinstate",
    "remove_member",
    "return_from_leave",
    "say_here",
    "see_touched",
    "set_commitment",
    "set_consent",
    "suspend_member",
    "take_back_applicants",
    "take_step",
    "take_up_protected",
    "tell_touched",
    "vouch",
    "withdraw",
    "withdraw_commitment",
    "withdraw_contribution",
    "withdraw_invitation",
]
