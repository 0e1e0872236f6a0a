"""Statuses of members, what each may become, who has voice and vote, and the limits of protection: pure functions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from plenary.charter.rules.schema import Category, Protection
from plenary.core.clock import months_later


class Status(StrEnum):
    """Where a member stands (B4, B5)."""

    INVITED = "invited"
    APPLIED = "applied"
    PROVISIONAL = "provisional"
    ACTIVE = "active"
    ON_LEAVE = "on_leave"
    DORMANT = "dormant"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


WAITING = frozenset({Status.INVITED, Status.APPLIED})
"""Not members yet."""

INSIDE = frozenset({Status.PROVISIONAL, Status.ACTIVE, Status.ON_LEAVE, Status.DORMANT})
"""Members in good standing: they read what members read, and speak where their category has a voice."""

BELONGING = INSIDE | {Status.SUSPENDED}
"""Those whom the coalition counts as its members; one that is suspended still reads, without voice or vote."""

AWAY = frozenset({Status.ON_LEAVE, Status.DORMANT})
"""Members that may act and are not waited for: they stand outside the quorum until they come back."""

FORMER = frozenset({Status.WITHDRAWN, Status.REMOVED})

_BECOMES: Mapping[Status, frozenset[Status]] = {
    Status.INVITED: frozenset({Status.APPLIED, Status.PROVISIONAL, Status.ACTIVE, Status.WITHDRAWN}),
    Status.APPLIED: frozenset({Status.PROVISIONAL, Status.ACTIVE, Status.WITHDRAWN}),
    Status.PROVISIONAL: frozenset(
        {Status.ACTIVE, Status.ON_LEAVE, Status.DORMANT, Status.SUSPENDED, Status.WITHDRAWN, Status.REMOVED}
    ),
    Status.ACTIVE: frozenset({Status.ON_LEAVE, Status.DORMANT, Status.SUSPENDED, Status.WITHDRAWN, Status.REMOVED}),
    Status.ON_LEAVE: frozenset(
        {Status.ACTIVE, Status.PROVISIONAL, Status.DORMANT, Status.SUSPENDED, Status.WITHDRAWN, Status.REMOVED}
    ),
    Status.DORMANT: frozenset({Status.ACTIVE, Status.PROVISIONAL, Status.SUSPENDED, Status.WITHDRAWN, Status.REMOVED}),
    Status.SUSPENDED: frozenset({Status.ACTIVE, Status.PROVISIONAL, Status.WITHDRAWN, Status.REMOVED}),
    Status.WITHDRAWN: frozenset({Status.APPLIED}),
    Status.REMOVED: frozenset({Status.APPLIED}),
}


def may_become(status: Status, other: Status) -> bool:
    """True when a member of this status may take the other; one that left or was removed may only apply again."""
    return other in _BECOMES[status]


def admitted(category: Category, at: datetime) -> tuple[Status, datetime | None]:
    """The status that admission gives, and until when it is provisional: whole calendar months, as the category says."""
    if category.provisional_months:
        return Status.PROVISIONAL, months_later(at, category.provisional_months)
    return Status.ACTIVE, None


def status_at(status: Status, provisional_until: datetime | None, at: datetime) -> Status:
    """The status at a moment: a provisional member is active once its time has passed; derived, no task is needed."""
    if status is Status.PROVISIONAL and provisional_until is not None and at >= provisional_until:
        return Status.ACTIVE
    return status


def returns_to(provisional_until: datetime | None, at: datetime) -> Status:
    """What a member becomes when it comes back from leave, dormancy or suspension: the rest of its provisional time counts."""
    if provisional_until is not None and at < provisional_until:
        return Status.PROVISIONAL
    return Status.ACTIVE


def has_vote(category: Category, status: Status, protection: Protection, *, protected: bool = False) -> bool:
    """True when a member of this category and status casts ballots.

    Active members do where the category votes; provisional ones where it says so; those suspended do not, and those on
    leave or dormant are asked as `votes_though_away` says. Protected members do only where the charter says so (C4).
    """
    if not category.vote or (protected and not protection.vote):
        return False
    return status is Status.ACTIVE or (status is Status.PROVISIONAL and category.provisional_vote)


def votes_though_away(
    category: Category,
    status: Status,
    provisional_until: datetime | None,
    at: datetime,
    protection: Protection,
    *,
    protected: bool = False,
) -> bool:
    """True when a member on leave or dormant would cast ballots if it came back now: it may, and is not waited for."""
    if status not in AWAY:
        return False
    return has_vote(category, returns_to(provisional_until, at), protection, protected=protected)


def has_voice(category: Category, status: Status) -> bool:
    """True when a member of this category and status may take part in discussion."""
    return category.voice and status in INSIDE


def protection_problem(protection: Protection, *, protected_now: int, vouchers: int) -> str:
    """Why one more protected member may not be admitted (C4), or empty: the charter must allow it, the cap must leave
    room, and enough members must vouch."""
    if not protection.allowed:
        return "membership.protection_not_allowed"
    if protected_now >= protection.cap:
        return "membership.protection_cap"
    if vouchers < protection.vouchers:
        return "membership.protection_vouchers"
    return ""


class Step(StrEnum):
    """One step that is taken for a member on its page."""

    ACCEPT = "accept"  # the purpose
    LEAVE = "leave"  # it goes on leave
    RETURN = "return"  # from leave or dormancy
    DORMANT = "dormant"  # it is found dormant
    REINSTATE = "reinstate"  # its suspension ends


class Silence(StrEnum):
    """What follows on a member's silence (B5)."""

    NOTHING = "nothing"
    NOTICE = "notice"  # it is told, and asked whether it is still here
    DORMANT = "dormant"


def after_silence(
    last_sign: datetime, noticed_at: datetime | None, now: datetime, *, months: int, answer_days: int
) -> Silence:
    """What follows on the silence of a member whose last sign was at a moment: after so many whole months a notice, and
    after so many days more without a sign, dormancy. Any sign after the notice does away with it. 0 months: nothing.

    Joining is a sign, so that nothing follows in the first months of a membership.
    """
    if not months or now < months_later(last_sign, months):
        return Silence.NOTHING
    if noticed_at is None or noticed_at <= last_sign:
        return Silence.NOTICE
    return Silence.DORMANT if now >= noticed_at + timedelta(days=answer_days) else Silence.NOTHING
