"""Writes of a member's silence: the notice, the sign that it is still here, and dormancy (B5)."""

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership import permissions
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.actions.status import change
from plenary.membership.models import Member
from plenary.membership.queries import last_signs
from plenary.membership.rules import Silence, Status, after_silence
from plenary.record import actions as record


def give_notice(*, by: Standing, member: Member, answer_days: int) -> Member:
    """Tell a member that it took no part for as long as the charter says, and ask whether it is still here. By the program
    alone. Its own alone hear of it; one that gave a sign meanwhile, or was told by another run, is not told."""
    require(permissions.may_carry_out(by))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if _follows(locked) is not Silence.NOTICE:
            return locked  # it gave a sign meanwhile, or another run was faster
        locked.dormancy_noticed_at = clock.now()
        locked.save(update_fields=["dormancy_noticed_at"])
        enter(by, "membership.dormancy_noticed", locked, {"answer_days": answer_days}, own_alone=True)
        return locked


def say_here(*, by: Standing, member: Member) -> Member:
    """Say that a member is still here: any of its representatives who does not merely observe. It does away with a notice.
    Refuses all others (`membership.not_here`)."""
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
    """Say that a member is dormant after the time that the charter names (B5); it wakes by returning. The program, or an officer.

    It is one that was told and whose time to answer ran out without a sign: asked again once the member is locked, so that
    whoever says at the same moment that it is here is not held for dormant. Else an officer is refused
    (membership.not_silent_yet), and the program does nothing.
    """
    allowed = permissions.may_administer_members(by)
    require(allowed)
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if _follows(locked) is not Silence.DORMANT:
            if by.is_system:
                return locked  # it gave a sign meanwhile, or another run was faster
            raise Refused(refuse("membership.not_silent_yet", "accountability"))
        return change(by, member.id, Status.DORMANT, "membership.dormant", allowed)


def _follows(member: Member) -> Silence:
    """What the rule says now of a member that is locked."""
    rule = charter_of(member.coalition_id).accountability
    return after_silence(
        last_signs(member.coalition_id, [member])[member.id],
        member.dormancy_noticed_at,
        clock.now(),
        months=rule.dormant_after_months,
        answer_days=rule.answer_days,
    )
