"""Writes of membership, one module a noun; every one of them checks its permission and enters what it did."""

from plenary.membership.actions.admission import (
    accept_purpose,
    add_applicants,
    admit_member,
    apply,
    found_member,
    take_back_applicants,
)
from plenary.membership.actions.amendment import amend_member, rename_member, set_commitment
from plenary.membership.actions.dormancy import find_dormant, give_notice, say_here
from plenary.membership.actions.joining import (
    give_evidence,
    recommend,
    say_willing,
    take_back_recommendation,
    take_back_willing,
)
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
    "accept_purpose",
    "add_applicants",
    "admit_member",
    "admit_protected",
    "amend_member",
    "answer_here",
    "apply",
    "appoint_representative",
    "begin_invited",
    "change_mandate",
    "confirm_provisional",
    "end_representation",
    "find_dormant",
    "found_member",
    "give_evidence",
    "give_notice",
    "go_on_leave",
    "invite_representative",
    "look_at_member",
    "look_at_protected",
    "propose_protected",
    "recommend",
    "reinstate",
    "remove_member",
    "rename_member",
    "return_from_leave",
    "say_here",
    "say_willing",
    "set_commitment",
    "suspend_member",
    "take_back_applicants",
    "take_back_recommendation",
    "take_back_willing",
    "take_step",
    "take_up_protected",
    "vouch",
    "withdraw",
    "withdraw_invitation",
]
