"""Writes of a member's silence: the notice, the sign that it is still here, and dormancy (B5)."""

from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership import permissions
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.actions.status import change
from plenary.membership.models import Member
from plenary.membership.rules import Status
from plenary.record import actions as record


def give_notice(*, by: Standing, member: Member, answer_days: int) -> Member:
    """Tell a member that it took no part for as long as the charter says, and ask whether it is still here. By the program
    alone. Its own alone hear of it; what another run told meanwhile is not told anew."""
    require(permissions.may_carry_out(by))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if locked.dormancy_noticed_at != member.dormancy_noticed_at:
            return locked  # another run was faster
        locked.dormancy_noticed_at = clock.now()
        locked.save(update_fields=["dormancy_noticed_at"])
        enter(by, "membership.dormancy_noticed", locked, {"answer_days": answer_days}, own_alone=True)
        return locked


def say_here(*, by: Standing, member: Member) -> Member:
    """Say that a member is still here: any of its representatives who does not merely observe. It does away with a notice."""
    if by.member != member.id or by.mandate not in (Mandate.DECIDES, Mandate.CONSULTS):
        raise Refused(refuse("membership.not_here", "accountability"))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if not locked.is_asked:
            return locked  # clicked twice, or there was nothing to answer
        locked.here_at = clock.now()
        locked.save(update_fields=["here_at"])
        enter(by, "membership.is_here", locked, own_alone=True)
        return locked


def find_dormant(*, by: Standing, member: Member) -> Member:
    """Say that a member is dormant after the time that the charter names (B5). The program after its notice, or an officer;
    it wakes by returning."""
    return change(by, member.id, Status.DORMANT, "membership.dormant", permissions.may_administer_members(by))
