"""Writes of membership, one module a noun; every one of them checks its permission and enters what it did."""

from plenary.membership.actions.accommodations import (
    agree_accommodation,
    ask_accommodation,
    end_accommodation,
    see_touched,
    set_consent,
)
from plenary.membership.actions.admission import (
    accept_purpose,
    add_applicants,
    admit_member,
    apply,
    found_member,
    take_back_applicants,
)
from plenary.membership.actions.amendment import amend_member, rename_member, set_commitment
from plenary.membership.actions.conduct import StepGiven, enter_decided, enter_ruling, open_case, take_conduct_step
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
from plenary.membership.actions.joining import (
    give_evidence,
    recommend,
    say_willing,
    take_back_recommendation,
    take_back_willing,
)
from plenary.membership.actions.merging import (
    agree_merging,
    ask_merging,
    drop_merging,
    merge_members,
    take_merge_step,
)
from plenary.membership.actions.networks import add_own_members, change_own_members
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
    read_taken_over,
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
from plenary.membership.actions.touching import tell_touched

__all__ = [
    "Given",
    "Offer",
    "Promise",
    "StepGiven",
    "accept_purpose",
    "add_applicants",
    "add_own_members",
    "admit_member",
    "admit_protected",
    "agree_accommodation",
    "agree_merging",
    "amend_member",
    "answer_here",
    "answer_opening",
    "apply",
    "appoint_representative",
    "ask_accommodation",
    "ask_merging",
    "begin_invited",
    "change_mandate",
    "change_own_members",
    "confirm_provisional",
    "deliver",
    "drop_merging",
    "end_accommodation",
    "end_representation",
    "enter_decided",
    "enter_ruling",
    "find_dormant",
    "found_member",
    "give_evidence",
    "give_notice",
    "go_on_leave",
    "invite_representative",
    "look_again",
    "look_at_member",
    "look_at_protected",
    "merge_members",
    "offer_contribution",
    "open_case",
    "promise",
    "propose_protected",
    "read_taken_over",
    "recommend",
    "reinstate",
    "remove_member",
    "rename_member",
    "return_from_leave",
    "say_here",
    "say_willing",
    "see_touched",
    "set_commitment",
    "set_consent",
    "suspend_member",
    "take_back_applicants",
    "take_back_recommendation",
    "take_back_willing",
    "take_conduct_step",
    "take_merge_step",
    "take_step",
    "take_up_protected",
    "tell_touched",
    "vouch",
    "withdraw",
    "withdraw_commitment",
    "withdraw_contribution",
    "withdraw_invitation",
]
