"""One step for a member, as its page and programs name it."""

from collections.abc import Callable, Mapping

from plenary.core.standing import Standing
from plenary.membership.actions.admission import accept_purpose
from plenary.membership.actions.dormancy import find_dormant, say_here
from plenary.membership.actions.status import go_on_leave, reinstate, return_from_leave
from plenary.membership.models import Member
from plenary.membership.rules import AWAY, Status, Step

_TAKES: Mapping[Step, Callable[..., object]] = {
    Step.ACCEPT: accept_purpose,
    Step.LEAVE: go_on_leave,
    Step.RETURN: return_from_leave,
    Step.DORMANT: find_dormant,
    Step.REINSTATE: lambda *, by, member: reinstate(by=by, member_id=member.id),
}


def take_step(*, by: Standing, member: Member, step: Step) -> None:
    """Accept the purpose, go on leave, return, be found dormant, be reinstated. Refuses as the action of each does."""
    _TAKES[step](by=by, member=member)


def answer_here(*, by: Standing, member: Member) -> bool:
    """Give one sign for one's member: it comes back where it is away (True), else it is still here. Refuses as these do."""
    if Status(member.status) in AWAY:
        return_from_leave(by=by, member=member)
        return True
    say_here(by=by, member=member)
    return False
