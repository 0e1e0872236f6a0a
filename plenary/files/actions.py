"""Writes of files: keeping one, removing one, and destroying the bytes that no file has any more."""

from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.files import permissions, queries, stored
from plenary.files.formats import FileError, Found, read, require_fits
from plenary.files.models import File
from plenary.files.parents import Parent, parent_of, parents
from plenary.files.rules import OUTSIDE_SHARE
from plenary.record import actions as record


def keep_file(*, by: Standing, kind: str, parent_id: str, name: str, data: bytes, media_type: str = "") -> File:
    """Keep what somebody brings on a row of a kind that a room registered: ask whether one may, tell what the file is and take
    out what tells of its maker (`formats.read`), and go on as `keep_found`. `media_type` is what the sender says, and decides
    nothing. Refuses as that does, and with FileError what is not kept."""
    require(permissions.may_keep(by, kind, parent_id))
    parent = _parent(kind)
    found = read(name, data, media_type, kinds=parent.kinds, largest=parent.largest)
    return keep_found(by=by, kind=kind, parent_id=parent_id, found=found)


def keep_found(*, by: Standing, kind: str, parent_id: str, found: Found) -> File:
    """Keep a file that `formats.read` gave, and enter `files.kept` for whom its row's entries are.

    In order: ask whether one may; lay its bytes on the disk, sealed; lock the coalition's files; ask again; give the bytes
    their name; keep the row; enter. So a row that is committed has its bytes, and bytes whose row is not committed are swept
    a day later. The same content under the same name on the same row is kept once.

    Refuses as the row's room does, with FileError what does not fit there, and what is more than a row, what it belongs to
    (`Parent.bound`), the coalition, or those who do not belong to it may have (`files.enough`, `files.one`, `files.no_room`,
    `files.no_room_outside`). Raises OSError when the disk does not take it; then nothing is kept.
    """
    require(permissions.may_keep(by, kind, parent_id))
    parent = _parent(kind)
    require_fits(found.kind, len(found.data), parent.kinds, parent.largest)
    if parent.holds:
        parent.holds(found.kind, found.data)
    with stored.waiting(by.coalition, found.data) as bytes_there, record.act(by=by):
        lock_files(by.coalition)
        require(permissions.may_keep(by, kind, parent_id))
        there = list(File.objects.of(by.coalition).filter(kind=kind, parent_id=parent_id, removed_at=None))
        digest = sha256(found.data).hexdigest()
        if same := next((row for row in there if (row.sha256, row.name) == (digest, found.name)), None):
            return same
        stored_as = queries.stored_already(by.coalition, digest)
        _require_fewer(len(there), parent.most)
        if parent.bound:
            parent.bound(by.coalition, parent_id, len(found.data))
        if not stored_as:
            _require_room(by.coalition, parent, parent_id, len(found.data))
        if not stored_as:
            bytes_there.appear()
        kept = File.objects.create(
            coalition_id=by.coalition,
            kind=kind,
            parent_id=parent_id,
            name=found.name,
            media_type=found.kind.media_type,
            size=len(found.data),
            sha256=digest,
            stored_as=stored_as or bytes_there.name,
            kept_at=clock.now(),
            kept_by=by.person,
        )
        _enter(by, "files.kept", kept)
    return kept


def look_at_files(*, by: Standing, kind: str, parent_id: str) -> None:
    """Enter, where files of a row are guarded (`permissions.is_guarded`), that somebody looked at them."""
    parent = _parent(kind)
    if parent.guard and permissions.is_guarded(by, kind, parent_id):
        parent.guard.looked(by, parent_id)


def remove_file(*, by: Standing, file: File) -> None:
    """Remove a file, and enter `files.removed` for whom the entries of its row are. Once this is committed, its bytes are
    destroyed if no other file of the coalition has them; where that fails, or a backup is being made, they are swept later.

    Refuses as the row's room does, and a file that is removed already (`files.removed`).
    """
    with record.act(by=by):
        lock_files(by.coalition)
        locked = File.objects.of(by.coalition).select_for_update().get(id=file.id)
        require(permissions.may_remove(by, locked))
        _remove(by, [locked])


def remove_files_of(*, by: Standing, kind: str, parent_ids: Iterable[str]) -> int:
    """Remove the files of rows of a kind that go, or no longer need them, as `remove_file`; gives how many. Who may order it is
    decided by the caller."""
    with record.act(by=by):
        return _remove(by, _locked_of(by.coalition, kind, parent_ids))


def remove_files_about(*, by: Standing, person: str) -> int:
    """Remove the files of rows that are about a person (the id of the card), as their rooms say (`Parent.persons`); gives how
    many. What they were called is not entered: it is to be forgotten. Who may order it is decided by the caller."""
    removed = 0
    with record.act(by=by):
        for kind, parent in parents().items():
            if parent.persons:
                rows = File.objects.of(by.coalition).filter(kind=kind, removed_at=None).order_by()
                about = parent.persons(by.coalition, rows.values_list("parent_id", flat=True).distinct())
                ids = [row for row, card in about.items() if card == person]
                removed += _remove(by, _locked_of(by.coalition, kind, ids), is_named=False) if ids else 0
    return removed


def _locked_of(coalition_id: str, kind: str, parent_ids: Iterable[str]) -> list[File]:
    lock_files(coalition_id)
    rows = File.objects.of(coalition_id).filter(kind=kind, parent_id__in=list(parent_ids), removed_at=None)
    return list(rows.select_for_update().order_by("kept_at", "id"))


def _remove(by: Standing, gone: Sequence[File], *, is_named: bool = True) -> int:
    """Remove locked files; gives how many."""
    for each in gone:
        each.removed_at = clock.now()
        each.save(update_fields=["removed_at"])
        _enter(by, "files.removed", each, is_named=is_named)
    names = [each.stored_as for each in gone]
    if names:
        transaction.on_commit(partial(destroy_unused, coalition_id=by.coalition, names=names), robust=True)
    return len(gone)


def destroy_unused(*, coalition_id: str, names: Iterable[str]) -> None:
    """Destroy those of some bytes of a coalition that no file has, unless a backup is being made. Whoever keeps a file
    meanwhile waits, and lays the same bytes there again."""
    asked = list(names)
    with stored.no_backup_running() as is_free, transaction.atomic():
        if is_free and asked:
            lock_files(coalition_id)
            for name in set(asked) - queries.names_in_use(coalition_id, asked):
                stored.destroy(coalition_id, name)


def lock_files(coalition_id: str) -> None:
    """One at a time keeps, removes or destroys files of a coalition, to the end of the act; what else is done there goes on.
    Taken by whoever acts on which files stand somewhere; after the rows on which they hang, and before a card."""
    Coalition.objects.select_for_update(no_key=True).only("id").get(id=coalition_id)


def _require_fewer(there: int, most: int) -> None:
    """Go on where a row may have one more file."""
    if there >= most:
        raise FileError("files.enough" if most > 1 else "files.one", most=most)


def _require_room(coalition_id: str, parent: Parent, parent_id: str, more: int) -> None:
    """Go on where the coalition may have so many bytes more, and so may those who do not belong to it, if the row is theirs."""
    if queries.used_by(coalition_id) + more > settings.FILES_QUOTA:
        raise FileError("files.no_room", most=settings.FILES_QUOTA // 1_000_000)
    share = settings.FILES_QUOTA // OUTSIDE_SHARE
    is_outside = parent.outside and parent.outside(coalition_id, [parent_id])
    if is_outside and queries.used_from_outside(coalition_id) + more > share:
        raise FileError("files.no_room_outside", most=share // 1_000_000)


def _enter(by: Standing, kind: str, file: File, *, is_named: bool = True) -> None:
    """Who did it stands in the entry as in every other, and not where one acts for a protected member. The name of a file that
    is about a person stands in a part about them, so that it can be erased."""
    parent = _parent(file.kind)
    facts, name = {"file": file.id, "size": file.size, "sha256": file.sha256}, {"name": file.name} if is_named else {}
    person = parent.persons(by.coalition, [file.parent_id]).get(file.parent_id, "") if parent.persons else ""
    record.enter(
        by=Standing.system(by.coalition, "protection") if by.is_protected else by,
        kind=kind,
        about=file.parent_id,
        audience=list(parent.audience(by.coalition, file.parent_id)),
        facts=facts if person else {**facts, **name},
        parts=[record.Part(facts=name, person=person)] if person and name else [],
    )


def _parent(kind: str) -> Parent:
    """What a kind of row says of its files; a permission asked before whether a room registered it."""
    parent = parent_of(kind)
    assert parent is not None  # noqa: S101  # as told
    return parent
