"""Writing an agenda: all its items at once, so that those invited are told once."""

from collections.abc import Sequence
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions.queries import visible_proposal
from plenary.files.actions import remove_file
from plenary.files.queries import files_of
from plenary.meetings import permissions
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import AgendaItem, Meeting
from plenary.meetings.rules import PAPERS, ItemKind
from plenary.membership.queries import listed_members
from plenary.record import actions as record

_FIELDS = ("place", "title", "about", "kind", "minutes", "presenter_id", "proposal_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of an agenda; `id` is that of one that is there, or empty. `minutes` is how long it takes; `presenter` and
    `proposal` are ids, or empty."""

    title: str
    kind: ItemKind
    minutes: int
    id: str = ""
    about: str = ""
    presenter: str = ""
    proposal: str = ""


def set_agenda(*, by: Standing, meeting: Meeting, items: Sequence[Item]) -> list[AgendaItem]:
    """Make these items the agenda, in this order. Items that are there and not among them are taken out, with their papers.

    Nothing is entered where nothing changed. Refuses as permissions.may_change says; with meetings.has_minutes where one
    with minutes would go; with meetings.owner_not_here and meetings.no_such_proposal for what nobody named may read.
    """
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_change(by, found))
        there = {row.pk: row for row in AgendaItem.objects.of(by.coalition).filter(meeting=found)}
        before = {key: _values(row) for key, row in there.items()}
        rows = [_row(by, found, there.get(item.id), item, place) for place, item in enumerate(items, 1)]
        gone = [row for key, row in there.items() if key not in {each.pk for each in rows}]
        if any(row.notes for row in gone):
            raise Refused(refuse("meetings.has_minutes"))
        if not gone and before == {row.pk: _values(row) for row in rows}:
            return rows
        for papers in files_of(by, PAPERS, [row.pk for row in gone]).values():
            for each in papers:
                remove_file(by=by, file=each)
        AgendaItem.objects.of(by.coalition).filter(pk__in=[row.pk for row in gone]).delete()
        for row in rows:
            row.save()
        enter(by, "meetings.agenda_set", found, {"items": [[row.pk, row.title] for row in rows]})
    return rows


def _row(by: Standing, meeting: Meeting, row: AgendaItem | None, item: Item, place: int) -> AgendaItem:
    row = row or AgendaItem(coalition_id=by.coalition, meeting=meeting)
    is_new = bool(item.presenter) and item.presenter != row.presenter_id
    if is_new and not listed_members(by).filter(pk=item.presenter).exists():
        raise Refused(refuse("meetings.owner_not_here"))
    if item.proposal and item.proposal != row.proposal_id and visible_proposal(by, item.proposal) is None:
        raise Refused(refuse("meetings.no_such_proposal"))
    row.place, row.title, row.about, row.kind, row.minutes = (
        place,
        item.title,
        item.about,
        item.kind.value,
        item.minutes,
    )
    row.presenter_id, row.proposal_id = item.presenter or None, item.proposal or None
    return row


def _values(row: AgendaItem) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _FIELDS)
