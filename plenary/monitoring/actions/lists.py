"""Taking a status list over: brought with a file, compared with what is kept, taken over whole in one act, or forgotten."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from django.utils.translation import get_language

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import enter, lock, settle
from plenary.monitoring.formats import StatusList, read_status
from plenary.monitoring.models import BroughtList, Instrument, TakenList, TreatyAction
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import meanings_of, names_of_actors
from plenary.monitoring.queries.lists import as_kept, comparison_of, sources_of
from plenary.monitoring.rules import treaty_actions as rules
from plenary.monitoring.rules.comparing import Differences, taken
from plenary.monitoring.rules.instruments import MOST_ACTIONS
from plenary.monitoring.rules.taking import Choices, Comparison, contradictions
from plenary.record import actions as record

ABANDONED_AFTER = timedelta(days=7)


def bring_list(*, by: Standing, instrument: Instrument, file_name: str, data: bytes) -> BroughtList:
    """Read a status list and keep what it tells until it is taken over; nothing of the instrument changes. One that was brought
    for it earlier is forgotten, and so are those of a week ago. Nothing is entered: nothing was done.

    Refuses as `permissions.instruments.may_keep` does, and more than 5,000 treaty actions (`monitoring.too_many`). Raises
    directory.formats.FileError and formats.UnreadableError where the file is no status list.
    """
    require(may_keep(by))
    meaning = meanings_of(by.coalition)
    read = read_status(data, file_name, meaning)
    if len(read.actions) > MOST_ACTIONS:
        raise Refused(refuse("monitoring.too_many", most=MOST_ACTIONS))
    with record.act(by=by):
        locked = lock(by, instrument)
        brought = BroughtList.objects.of(by.coalition)
        brought.filter(brought_at__lt=clock.now() - ABANDONED_AFTER).delete()
        brought.filter(instrument=locked).delete()
        return BroughtList.objects.create(
            coalition_id=by.coalition,
            instrument=locked,
            name=file_name[-150:],
            sha256=sha256(data).hexdigest(),
            title=read.title[:500],
            as_at=read.as_at,
            told=as_kept(read.actions, read.sources),
            ends=[[each.line, each.actor, as_kept(each.actions, {})] for each in read.ends],
            unread=[[each.line, each.name[:300], each.words[:300], each.why.value] for each in read.unread],
            silent=_silent(read, {each.name: meaning(each.name) for each in read.unread}),
            brought_at=clock.now(),
            brought_by=by.person,
        )


def take_list(*, by: Standing, brought: BroughtList, seen: str, choices: Choices) -> TakenList:
    """Do all that was chosen of a list, or nothing; the status follows, and one entry tells how much it was. `seen` is the digest
    of the comparison from which it was chosen.

    Refuses as `permissions.instruments.may_keep` does, a list that was taken over or forgotten meanwhile and a comparison that is
    no more the same (`monitoring.list_changed`), a choice of nothing (`monitoring.nothing_to_take`), what cannot be
    (`monitoring.list_contradicts`), and more than 5,000 treaty actions (`monitoring.too_many`).
    """
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, brought.instrument)
        rows = BroughtList.objects.of(by.coalition).select_for_update(of=("self",)).select_related("instrument")
        row = rows.filter(id=brought.id).first()
        compared = comparison_of(row) if row else None
        if row is None or compared is None or compared.digest != seen:
            raise Refused(refuse("monitoring.list_changed"))
        done = compared.chosen(choices)
        _require_possible(locked, compared, done)
        made = TakenList.objects.create(
            coalition_id=by.coalition,
            instrument=locked,
            name=row.name,
            sha256=row.sha256,
            title=row.title,
            as_at=row.as_at,
            taken_at=clock.now(),
            taken_by=by.person,
        )
        _keep(locked, done, made, sources_of(row))
        settle(locked)
        row.delete()
        facts = {"list": made.id, "sha256": made.sha256, "name": made.name}
        numbers = {"new": len(done.new), "moved": len(done.moved), "taken_out": len(done.missing)}
        as_at = made.as_at.isoformat() if made.as_at else ""
        enter(by, "monitoring.list_taken", locked, {**facts, **numbers, "as_at": as_at})
    return made


def forget_list(*, by: Standing, brought: BroughtList) -> None:
    """Forget a list that was brought. Refuses as `permissions.instruments.may_keep` does."""
    require(may_keep(by))
    with record.act(by=by):
        lock(by, brought.instrument)
        BroughtList.objects.of(by.coalition).filter(id=brought.id).delete()


def _silent(read: StatusList, meant: Mapping[str, str]) -> list[str]:
    return sorted({*meant.values(), *(each.actor for each in read.ends)} - {""})


def _require_possible(instrument: Instrument, compared: Comparison, done: Differences) -> None:
    if done.are_none:
        raise Refused(refuse("monitoring.nothing_to_take"))
    if len(taken(compared.kept, done)) > MOST_ACTIONS:
        raise Refused(refuse("monitoring.too_many", most=MOST_ACTIONS))
    wrong = contradictions(
        compared.kept,
        done,
        adopted=instrument.adopted_on,
        today=clock.now().date(),
        signed_first=instrument.signed_first,
    )
    for action, why in wrong.items():
        who = names_of_actors(instrument.coalition_id, get_language() or "en")[action.actor]
        raise Refused(refuse("monitoring.list_contradicts", who=who, why=refuse(f"monitoring.{why}").sentence))


def _keep(
    instrument: Instrument, done: Differences, made: TakenList, sources: Mapping[rules.TreatyAction, str]
) -> None:
    """Write what is done: three queries, whatever its number. What is of another day stays the same row, with its note."""
    rows = TreatyAction.objects.of(instrument.coalition_id).filter(instrument=instrument)
    ids: dict[rules.TreatyAction, str] = {}
    for row in rows:
        ids.setdefault(row.told, row.id)
    gone = [ids[each] for each in (*done.missing, *(old for old, _now in done.moved))]
    rows.filter(id__in=gone).delete()
    TreatyAction.objects.bulk_create(
        [_row(instrument, each, made, sources.get(each, "")) for each in done.new]
        + [
            _row(instrument, replace(now, note=now.note or old.note), made, sources.get(now, ""), id=ids[old])
            for old, now in done.moved
        ]
    )


def _row(instrument: Instrument, action: rules.TreatyAction, made: TakenList, source: str, **same: str) -> TreatyAction:
    return TreatyAction(
        coalition_id=instrument.coalition_id,
        instrument=instrument,
        actor=action.actor,
        kind=action.kind,
        day=action.day,
        takes_effect=action.takes_effect,
        note=action.note,
        source=source,
        taken=made,
        **same,
    )
