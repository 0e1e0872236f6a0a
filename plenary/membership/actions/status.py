"""Writes of a member's status once it belongs: leave, return, suspension, removal, withdrawal, confirmation."""

from collections.abc import Iterable, Mapping, Sequence

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, Verdict, refuse, require
from plenary.membership import permissions
from plenary.membership.actions.hearing import audience_of, enter, for_members
from plenary.membership.actions.locking import lock
from plenary.membership.labels import STATUS
from plenary.membership.models import Member, Representative
from plenary.membership.rules import FORMER, WAITING, Follows, Status, Step, may_become, returns_to
from plenary.record import actions as record
from plenary.record.kinds import does


def suspend_member(*, by: Standing, member_id: str, reason: str = "") -> Member:
    """Suspend: it still reads, without voice or vote. Done by a decision alone; `reason` is text for the record."""
    return change(by, member_id, Status.SUSPENDED, "membership.suspended", permissions.may_carry_out(by), reason=reason)


def remove_member(*, by: Standing, member_id: str, reason: str = "") -> Member:
    """Remove a member and end its representations. Done by a decision alone; `reason` is text for the record."""
    return change(by, member_id, Status.REMOVED, "membership.removed", permissions.may_carry_out(by), reason=reason)


def reinstate(*, by: Standing, member_id: str, reason: str = "") -> Member:
    """End a suspension: the member becomes what it would be without it. An officer, of a protected member one who may know it, or
    a decision."""
    hidden = not by.is_system and Member.objects.of(by.coalition).filter(id=member_id, protected=True).exists()
    allowed = permissions.may_see_protected(by) if hidden else permissions.may_administer_members(by)
    return change(by, member_id, None, "membership.reinstated", allowed, reason=reason, step=Step.REINSTATE)


def go_on_leave(*, by: Standing, member: Member) -> Member:
    """Go on leave: still a member, not waited for in votes; in open ones too when its own begin it. Its representatives who
    may decide, or an officer for them."""
    return change(by, member.id, Status.ON_LEAVE, "membership.on_leave", permissions.may_keep(by, member))


def return_from_leave(*, by: Standing, member: Member) -> Member:
    """Come back from leave or from dormancy; the rest of a provisional time counts on. Refuses as permissions.may_return says."""
    allowed = permissions.may_return(by, member)
    return change(by, member.id, None, "membership.returned", allowed, step=Step.RETURN)


def withdraw(*, by: Standing, member: Member, reason: str = "", with_signatures: bool = False) -> Member:
    """Leave the coalition at once, or take an application back; representations end. Its representatives who may decide
    alone. `reason` is text for the record, which members read and the public does not; `with_signatures` says in the entry
    that what the member signed is withdrawn too, for the rooms above to carry out."""
    allowed, said = permissions.may_act_for(by, member), reason.strip()
    facts = {"signatures": "withdrawn"} if with_signatures else {}
    return change(by, member.id, Status.WITHDRAWN, "membership.withdrawn", allowed, said=said, facts=facts)


def confirm_provisional(*, by: Standing, members: Iterable[Member]) -> int:
    """Enter that provisional members became full ones, their time being over; gives how many. For the clock alone.

    Whether they count as active is derived from the clock and does not wait for this. Runs twice without harm.
    """
    require(permissions.may_carry_out(by))
    confirmed = 0
    with record.act(by=by):
        for member in members:
            locked = lock(by.coalition, member.id)
            until = locked.provisional_until
            if locked.status == Status.PROVISIONAL and until and until <= clock.now():
                locked.status, locked.status_since = Status.ACTIVE, until
                locked.save(update_fields=["status", "status_since"])
                enter(by, "membership.confirmed", locked)
                confirmed += 1
    return confirmed


def change(
    by: Standing,
    member_id: str,
    status: Status | None,
    kind: str,
    allowed: Verdict,
    *,
    reason: str = "",
    said: str = "",
    step: Step | None = None,
    facts: Mapping[str, str] | None = None,
    heard: Sequence[str] = (),
) -> Member:
    """Check, lock, change, save, enter. Without `status`, back to what the member's time makes it; as a `step`, from
    the statuses alone that offer it. `said` is a reason that is never for the public; `facts` are further ones, and `heard` who
    hears of it. A kind that ends the membership ends all that act for the member. Refuses as `allowed` says, and a status that
    cannot follow (`membership.wrong_status`). Serves this package."""
    require(allowed)
    with record.act(by=by):
        member = lock(by.coalition, member_id)
        now, before = clock.now(), Status(member.status)
        after = status or returns_to(member.provisional_until, now)
        if not may_become(before, after) or (step and before.place.offers is not step):
            raise Refused(refuse("membership.wrong_status", name=member.name, status=STATUS[after]))
        if before in WAITING and after in FORMER:
            heard = audience_of(member)  # applications are never public
        member.status, member.status_since = after, now
        member.save(update_fields=["status", "status_since"])
        told = {"was": before, "status": after, **(facts or {})} | ({"reason": reason} if reason else {})
        enter(by, kind, member, told, [for_members(member, {"reason": said})] if said else [], audience=heard)
        if Follows.ENDS_MEMBERSHIP in does(kind):  # the entry tells it
            Representative.objects.of(by.coalition).filter(member=member, until=None).update(until=clock.now())
        return member
