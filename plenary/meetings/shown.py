"""What pages and the API show alike of a meeting, gathered for a standing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.decisions.models import Proposal
from plenary.meetings import permissions, queries
from plenary.meetings.labels import KIND, MANNER, PHASE, SHAPE
from plenary.meetings.models import ActionPoint, AgendaItem, Attendance, Meeting
from plenary.meetings.rules import is_due, runs_over, times_of
from plenary.notices.calendars import Event, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    """An item with when it begins (where the meeting has a date), who presents, and the proposal if the reader may read it."""

    row: AgendaItem
    kind: object
    begins: datetime | None
    presenter: str
    proposal: Proposal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointShown:
    """An action, the name of its owner, whether its day has come, and whether the reader may say what became of it."""

    row: ActionPoint
    owner: str
    is_due: bool
    may_finish: bool


def of_list(meeting: Meeting) -> dict[str, Any]:
    """A meeting as a line of a list."""
    return {
        "row": meeting,
        "body": body_of(meeting),
        "state": SHAPE[meeting.phase],
        "state_label": PHASE[meeting.phase],
    }


def body_of(meeting: Meeting) -> str:
    """Who meets, in words."""
    return queries.name_of_body(meeting.coalition_id, meeting.body, _("all members"))


def agenda_of(standing: Standing, meeting: Meeting) -> list[ItemShown]:
    """The agenda as the reader sees it. Two queries, and those of sight."""
    items = queries.items_of(meeting)
    seen = queries.proposals_seen(standing, items)
    starts = times_of(meeting.starts_at, [item.minutes for item in items]) if meeting.starts_at else [None] * len(items)
    return [
        ItemShown(
            row=item,
            kind=KIND[item.kind],
            begins=begins,
            presenter=item.presenter.name if item.presenter and not item.presenter.protected else "",
            proposal=seen.get(item.proposal_id or ""),
        )
        for item, begins in zip(items, starts, strict=True)
    ]


def over_by(meeting: Meeting, items: list[ItemShown]) -> int:
    """By how many minutes the agenda takes longer than the meeting."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return 0
    return runs_over(meeting.starts_at, meeting.ends_at, [item.row.minutes for item in items])


def points_shown(standing: Standing, meeting: Meeting, rows: list[ActionPoint]) -> list[PointShown]:
    """Actions as the reader sees them."""
    today = clock.now().astimezone(zone_of(meeting.time_zone)).date()
    return [
        PointShown(
            row=row,
            owner=row.owner.name if row.owner and not row.owner.protected else "",
            is_due=is_due(row.until, today, done=row.done_at is not None),
            may_finish=bool(permissions.may_finish(standing, row)),
        )
        for row in rows
    ]


def there_of(meeting: Meeting) -> list[tuple[str, object, Attendance]]:
    """Who was there, by name, with how."""
    rows = queries.attendances_of(meeting)
    named = [
        (row.member.name if row.member else row.person.shown_name if row.person else "", MANNER[row.manner], row)
        for row in rows
    ]
    return sorted(named, key=lambda each: each[0])


def calendar_of(standing: Standing, meeting: Meeting, url: str) -> bytes:
    """A meeting as a calendar file (RFC 5545), for its reader; the link to join stands in that of those invited alone."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return text_of([], meeting.title)
    lines = [body_of(meeting), meeting.about]
    if meeting.link and queries.is_invited(standing, meeting):
        lines.append(meeting.link)
    event = Event(
        key=f"meeting-{meeting.pk}",
        stamp=clock.now().replace(microsecond=0) if meeting.called_off_at is None else meeting.called_off_at,
        at=meeting.starts_at,
        ends=max(meeting.ends_at, meeting.starts_at + timedelta(minutes=1)),
        title=meeting.title,
        description="\n".join(line for line in lines if line),
        place=meeting.place,
        url=url,
        is_off=meeting.called_off_at is not None,
    )
    return text_of([event], meeting.title)
