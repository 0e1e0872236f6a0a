"""Importing cards: begun with a file, its columns chosen, carried out whole in one act, undone whole in one act."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.actions.details import detail_rows, save_details
from plenary.directory.after_import import offer_chosen, offer_made
from plenary.directory.formats import read_file
from plenary.directory.labels import called
from plenary.directory.models import Import, Organisation, Person
from plenary.directory.permissions import may_import
from plenary.directory.queries import preview_of
from plenary.directory.rules.choices import Choices
from plenary.directory.rules.fields import ORGANISATIONS, guess_columns, known_mapping
from plenary.directory.rules.rows import Draft
from plenary.directory.uses import used_by
from plenary.record import actions as record

ABANDONED_AFTER = timedelta(days=7)


def begin_import(*, by: Standing, file_name: str, data: bytes, kind: str) -> Import:
    """Read a file, guess its columns and keep its rows until the import is carried out; no card is made yet.

    Files that were begun more than a week ago and not carried out are forgotten. Nothing is entered: nothing was done.
    Raises Refused: directory.import_only; formats.FileError when the file cannot be read.
    """
    require(may_import(by))
    table = read_file(file_name, data, kind)
    with record.act(by=by):
        begun = Import.objects.of(by.coalition).filter(applied_at=None)
        begun.filter(made_at__lt=clock.now() - ABANDONED_AFTER).delete()
        return Import.objects.create(
            coalition_id=by.coalition,
            file_name=file_name[-200:],
            kind=kind,
            columns=table.columns,
            rows=table.rows,
            first_row=table.first_row,
            source=table.source,
            mapping=guess_columns(kind, table.columns, called()),
            made_by=by.person,
            made_at=clock.now(),
        )


def choose_columns(*, by: Standing, imported: Import, mapping: Mapping[str, str], only: Mapping[str, str]) -> Import:
    """Choose which column holds which field (field -> column), and which rows are meant (column -> value).

    Raises Refused: directory.import_only, directory.import_applied.
    """
    require(may_import(by))
    with record.act(by=by):
        locked = _locked(by, imported)
        _require_open(locked)
        locked.mapping = known_mapping(locked.kind, locked.columns, mapping)
        locked.only = {column: value.strip() for column, value in only.items() if column in locked.columns}
        locked.save(update_fields=["mapping", "only"])
    return locked


def discard_import(*, by: Standing, imported: Import) -> None:
    """Forget a file that was not carried out. Raises Refused: directory.import_only, directory.import_applied."""
    require(may_import(by))
    with record.act(by=by):
        locked = _locked(by, imported)
        _require_open(locked)
        locked.delete()


def apply_import(
    *, by: Standing, imported: Import, choices: Choices, after: str = ""
) -> Sequence[Organisation | Person]:
    """Make the cards of an import, all or none, and do with them what a room above offers (`after`: ``code:value``).

    Order: lock the import; read it again with the duplicates that are there now; make the cards and their details; enter
    one entry, with the names of organisations in a part and each person in a part of their own; forget the rows; the
    offer. A constant number of queries, whatever the number of rows.
    Raises Refused: directory.import_only, directory.import_applied, directory.import_has_errors, directory.import_empty,
    directory.offer_unknown, and what the offer refuses with.
    """
    require(may_import(by))
    with record.act(by=by):
        locked = _locked(by, imported)
        _require_open(locked)
        drafts, forbidding = preview_of(by, locked).chosen(choices)
        if forbidding:
            raise Refused(refuse("directory.import_has_errors", row=forbidding[0].row))
        if not drafts:
            raise Refused(refuse("directory.import_empty"))
        cards = _make_cards(locked, drafts)
        _enter_imported(by, locked, cards)
        locked.applied_at, locked.added, locked.rows, locked.after = clock.now(), len(cards), [], after
        locked.choices = {"duplicates": choices.duplicates, "leave_out_errors": choices.leave_out_errors}
        locked.save(update_fields=["applied_at", "added", "rows", "after", "choices"])
        if after:
            _do_after(by, [card for card in cards if isinstance(card, Organisation)], after)
    return cards


def undo_import(*, by: Standing, imported: Import) -> int:
    """Remove the cards of an import, all or none; gives their number.

    First what a room above did with them is taken back, by that room; then cards that are still in use forbid it.
    Raises Refused: directory.import_only, directory.import_not_applied, directory.cards_in_use, and what the room
    above refuses with.
    """
    require(may_import(by))
    with record.act(by=by):
        locked = _locked(by, imported)
        if not locked.is_applied:
            raise Refused(refuse("directory.import_not_applied"))
        model = Organisation if locked.kind == ORGANISATIONS else Person
        standing = model.objects.of(by.coalition).filter(imported=locked, removed_at=None)
        cards: list[Organisation | Person] = list(standing)
        offer = offer_made(locked.after) if locked.after else None
        if offer is not None and offer.undo is not None:
            offer.undo(by, [card for card in cards if isinstance(card, Organisation)])
        _require_unused(by.coalition, cards)
        standing.update(removed_at=clock.now())
        locked.undone_at = clock.now()
        locked.save(update_fields=["undone_at"])
        record.enter(
            by=by,
            kind="directory.import_undone",
            about=locked.pk,
            audience=[visibility.MEMBERS],
            facts={"import": locked.pk, "count": len(cards), "cards": sorted(card.pk for card in cards)},
        )
    return len(cards)


def _locked(by: Standing, imported: Import) -> Import:
    return Import.objects.of(by.coalition).select_for_update().get(pk=imported.pk)


def _require_open(imported: Import) -> None:
    if not imported.is_open:
        raise Refused(refuse("directory.import_applied"))


def _require_unused(coalition_id: str, cards: Sequence[Organisation | Person]) -> None:
    used = used_by(coalition_id, [card.pk for card in cards])
    if used:
        name = next(card.name for card in cards if card.pk in used)
        raise Refused(refuse("directory.cards_in_use", count=len(used), name=name))


def _make_cards(imported: Import, drafts: Sequence[Draft]) -> Sequence[Organisation | Person]:
    shared = {"coalition_id": imported.coalition_id, "imported": imported, "made_at": clock.now()}
    rows = [(draft.card, {**shared, **draft.card.fields, "name_key": draft.key}) for draft in drafts]
    made: list[Organisation | Person]
    if imported.kind == ORGANISATIONS:
        made = [*Organisation.objects.bulk_create([Organisation(**fields) for _card, fields in rows])]
    else:
        made = [*Person.objects.bulk_create([Person(**fields) for _card, fields in rows])]
    save_details(
        row
        for card, (values, _fields) in zip(made, rows, strict=True)
        for row in detail_rows(card, [*values.names, *values.identifiers, *values.contacts])
    )
    return made


def _enter_imported(by: Standing, imported: Import, cards: Sequence[Organisation | Person]) -> None:
    organisations = [[card.pk, card.name] for card in cards if isinstance(card, Organisation)]
    parts = [
        record.Part(facts={"person": card.pk, "name": card.name}, person=card.pk)
        for card in cards
        if isinstance(card, Person)
    ]
    if organisations:
        parts.append(record.Part(facts={"organisations": organisations}))
    record.enter(
        by=by,
        kind="directory.imported",
        about=imported.pk,
        audience=[visibility.MEMBERS],
        facts={"import": imported.pk, "count": len(cards), "kind": imported.kind},
        parts=parts,
    )


def _do_after(by: Standing, organisations: Sequence[Organisation], after: str) -> None:
    chosen = offer_chosen(by, after)
    if chosen is None:
        raise Refused(refuse("directory.offer_unknown"))
    offer, value = chosen
    offer.carry_out(by, organisations, value)
