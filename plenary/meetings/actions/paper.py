"""Typing in what was written on paper, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.meetings import permissions
from plenary.meetings.actions.attendance import enter_attendance
from plenary.meetings.actions.minutes import write_minutes
from plenary.meetings.actions.points import agree_point, finish_point
from plenary.meetings.models import ActionPoint, AgendaItem, Meeting
from plenary.meetings.rules import Manner
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An action as it stands on paper; `owner` is the id of a member, or empty."""

    words: str
    owner: str = ""
    until: date | None = None
    item: AgendaItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of an action of an earlier meeting, as it stands on paper: done or dropped, in a few words."""

    point: ActionPoint
    words: str = ""
    is_dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the paper of a meeting: how each took part, by key, and who acts for whom, as
    `enter_attendance` takes it; the minutes of items, each over a revision; actions; and what became of earlier ones."""

    manners: Mapping[str, Manner | None]
    notes: Sequence[tuple[AgendaItem, str, int]] = ()
    points: Sequence[Agreed] = ()
    proxies: Mapping[str, str] = field(default_factory=dict)
    finished: Sequence[Became] = ()


def type_in(*, by: Standing, meeting: Meeting, sheet: Sheet) -> None:
    """Enter a whole sheet, or nothing of it: who was there, the minutes, what became of earlier actions, who does what.

    Refuses as permissions.may_keep_of says, and as each of the four does.
    """
    with record.act(by=by):
        require(permissions.may_keep_of(by, meeting))
        enter_attendance(by=by, meeting=meeting, manners=sheet.manners, proxies=sheet.proxies)
        for item, notes, revision in sheet.notes:
            write_minutes(by=by, item=item, notes=notes, revision=revision)
        for ended in sheet.finished:
            finish_point(by=by, point=ended.point, became=ended.words, is_dropped=ended.is_dropped)
        for each in sheet.points:
            agree_point(by=by, meeting=meeting, words=each.words, owner=each.owner, until=each.until, item=each.item)
