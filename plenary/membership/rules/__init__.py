"""Who has voice and vote, what time makes of a status, and the limits of protection: pure functions. The table of statuses
stands in `statuses`."""

from datetime import datetime, timedelta
from enum import StrEnum

from plenary.charter.rules.schema import Category, Protection
from plenary.core.clock import months_later
from plenary.membership.rules.statuses import (
    AWAITED,
    AWAY,
    BELONGING,
    FORMER,
    SEATED,
    SIGNING,
    SILENCED,
    SPEAKING,
    TRIED,
    UNSEATED,
    VOTING,
    WAITING,
    WITHOUT_VOTE,
    Follows,
    Status,
    Step,
    Votes,
    may_become,
)

__all__ = [
    "AWAITED",
    "AWAY",
    "BELONGING",
    "FORMER",
    "SEATED",
    "SIGNING",
    "SILENCED",
    "SPEAKING",
    "TRIED",
    "UNSEATED",
    "VOTING",
    "WAITING",
    "WITHOUT_VOTE",
    "Follows",
    "Silence",
    "Status",
    "Step",
    "admitted",
    "after_silence",
    "has_voice",
    "has_vote",
    "may_become",
    "protection_problem",
    "returns_to",
    "status_at",
    "votes_though_away",
]


def admitted(category: Category, at: datetime) -> tuple[Status, datetime | None]:
    """The status that admission gives, and until when it is provisional: whole calendar months, as the category says."""
    if category.provisional_months:
        return Status.PROVISIONAL, months_later(at, category.provisional_months)
    return Status.ACTIVE, None


def status_at(status: Status, provisional_until: datetime | None, at: datetime) -> Status:
    """The status at a moment: a provisional member is active once its time has passed; derived, no task is needed."""
    if status in TRIED and provisional_until is not None and at >= provisional_until:
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
    votes = status.place.votes
    return votes is Votes.ALWAYS or (votes is Votes.ON_TRIAL and category.provisional_vote)


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
    return category.voice and status in SPEAKING


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
