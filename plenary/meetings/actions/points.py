"""Agreeing who does what by when, and saying what became of it."""

from datetime import date

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import ActionPoint, AgendaItem, Meeting
from plenary.membership.queries import listed_members
from plenary.membership.rules import BELONGING
from plenary.record import actions as record


def agree_point(
    *,
    by: Standing,
    meeting: Meeting,
    words: str,
    owner: str = "",
    until: date | None = None,
    item: AgendaItem | None = None,
) -> ActionPoint:
    """Enter an action that a meeting agreed: what, which member (its id) sees to it, and by which day.

    Refuses as permissions.may_write says, and with meetings.owner_not_here.
    """
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_write(by, found))
        if owner and not listed_members(by).filter(pk=owner, status__in=BELONGING).exists():
            raise Refused(refuse("meetings.owner_not_here"))
        point = ActionPoint.objects.create(
            coalition_id=by.coalition,
            meeting=found,
            item=item,
            words=words,
            owner_id=owner or None,
            until=until,
            agreed_at=clock.now(),
        )
        told = {"point": point.pk, "words": words, "owner": owner, "until": until.isoformat() if until else ""}
        enter(by, "meetings.agreed", found, told, own=not permissions.may_keep(by, found))
    return point


def finish_point(*, by: Standing, point: ActionPoint, became: str = "", is_dropped: bool = False) -> ActionPoint:
    """Say what became of an action: it is done, or dropped. Refuses as permissions.may_finish says."""
    with record.act(by=by):
        found = ActionPoint.objects.of(by.coalition).select_for_update().get(pk=point.pk)
        require(permissions.may_finish(by, found))
        found.done_at, found.became, found.is_dropped = clock.now(), became, is_dropped
        found.save(update_fields=["done_at", "became", "is_dropped"])
        told = {"point": found.pk, "words": found.words, "became": became, "dropped": is_dropped}
        own = bool(by.member) and found.owner_id == by.member
        enter(by, "meetings.finished", found.meeting, told, own=own or not permissions.may_keep(by, found.meeting))
    return found
