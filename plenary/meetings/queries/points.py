"""Actions that were agreed at meetings: those of one, those left from before, and those of a member."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import F, Q

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.meetings.models import ActionPoint, Meeting
from plenary.meetings.queries.meetings import visible_meetings


def _of(coalition_id: str) -> ScopedQuerySet[ActionPoint]:
    rows = ActionPoint.objects.of(coalition_id).select_related(
        "meeting", "owner__organisation", "owner__individual", "item"
    )
    return rows.order_by("until", "agreed_at", "id")


def points_of(meeting: Meeting) -> list[ActionPoint]:
    """The actions that were agreed at a meeting. One query."""
    return list(_of(meeting.coalition_id).filter(meeting=meeting))


def points_from_before(meeting: Meeting) -> list[ActionPoint]:
    """The actions of earlier meetings of the same body that a meeting follows up: those that were open when it began (now,
    while it has not). One query."""
    begins = meeting.starts_at
    earlier = Q(meeting__called_at__lt=meeting.called_at)
    if begins is not None:
        earlier = Q(meeting__starts_at__lt=begins)
    still = Q(done_at=None) if begins is None else Q(done_at=None) | Q(done_at__gte=begins)
    rows = _of(meeting.coalition_id).filter(earlier, still, meeting__body=meeting.body)
    return list(rows.exclude(meeting=meeting))


def open_points(standing: Standing) -> list[ActionPoint]:
    """The open actions of one's own member, the most urgent first. One query."""
    if not standing.member:
        return []
    rows = _of(standing.coalition).filter(owner=standing.member, done_at=None)
    return list(rows.filter(meeting__in=visible_meetings(standing)))


def points_carried(standing: Standing, members: Iterable[str]) -> list[ActionPoint]:
    """The open actions of members (ids), as far as the standing may read of the meetings, the most urgent first. One query."""
    rows = _of(standing.coalition).filter(owner_id__in=members, done_at=None)
    return list(
        rows.filter(meeting__in=visible_meetings(standing)).order_by(F("until").asc(nulls_last=True), "agreed_at", "id")
    )


def points_due(coalition_id: str, after: date, until: date) -> Sequence[ActionPoint]:
    """The open actions with an owner whose day lies after one day and up to another. One query."""
    rows = _of(coalition_id).filter(done_at=None, until__gt=after, until__lte=until)
    return list(rows.exclude(owner=None))


def visible_point(standing: Standing, meeting: Meeting, point_id: str) -> ActionPoint | None:
    """An action of a meeting, or one that it follows up; None for others."""
    found = _of(standing.coalition).filter(pk=point_id, meeting__body=meeting.body)
    return found.filter(meeting__in=visible_meetings(standing)).first()


def ends_of_day(day: date, at: datetime) -> datetime:
    """The last moment of a day in the zone of a moment."""
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=at.tzinfo)
