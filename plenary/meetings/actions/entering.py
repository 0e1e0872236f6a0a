"""How what happens at a meeting is entered: for those who may read of it, and in whose name."""

from collections.abc import Mapping
from typing import Any

from plenary.core.standing import Standing
from plenary.meetings.models import Meeting
from plenary.meetings.queries.audience import audience_of
from plenary.record import actions as record


def enter(
    by: Standing, kind: str, meeting: Meeting, facts: Mapping[str, Any] | None = None, *, own: bool = False
) -> str:
    """Enter what happened at a meeting; gives the entry's id. What is one's `own` is no use of a power; what a protected
    member does goes unnamed."""
    acting = Standing.system(by.coalition, "protection") if by.is_protected else by
    told = {"title": meeting.title, **(facts or {})}
    power = "" if own else None
    audience = audience_of(meeting)
    return record.enter(by=acting, kind=kind, about=meeting.pk, audience=audience, facts=told, power=power)


def lock(by: Standing, meeting: Meeting) -> Meeting:
    """The meeting as it stands now, locked to the end of the act."""
    return Meeting.objects.of(by.coalition).select_for_update().get(pk=meeting.pk)
