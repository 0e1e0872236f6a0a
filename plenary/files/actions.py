"""Writes of files: keeping one, removing one, and destroying the bytes that no file has any more."""

from collections.abc import Iterable
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.files import permissions, queries, stored
from plenary.files.formats import FileError, read
from plenary.files.models import File
from plenary.files.parents import parent_of
from plenary.files.rules import MOST_OF_A_PARENT
from plenary.record import actions as record


def keep_file(*, by: Standing, kind: str, parent_id: str, name: str, data: bytes, media_type: str = "") -> File:
    """Keep a file on a row of a kind that a room registered, and enter `files.kept` for whom that row's entries are.

    In order: ask whether one may; tell what the file is and take out what tells of its maker (`formats.read`); lay its bytes on
    the disk, sealed; lock the coalition's files; ask again; give the bytes their name; keep the row; enter. So a row that is
    committed has its bytes, and bytes whose row is not committed are swept a day later. The same content under the same name
    on the same row is kept once. `media_type` is what the sender says, and decides nothing.

    Refuses as the row's room does, with FileError what is not kept, and what is more than a row or the coalition may have
    (`files.enough`, `files.no_room`). Raises OSError when the disk does not take it; then nothing is kept.
    """
    require(permissions.may_keep(by, kind, parent_id))
    found = read(name, data, media_type)
    with stored.waiting(by.coalition, found.data) as bytes_there, record.act(by=by):
        _lock(by.coalition)
        require(permissions.may_keep(by, kind, parent_id))
        there = list(File.objects.of(by.coalition).filter(kind=kind, parent_id=parent_id, removed_at=None))
        digest = sha256(found.data).hexdigest()
        if same := next((row for row in there if (row.sha256, row.name) == (digest, found.name)), None):
            return same
        stored_as = queries.stored_already(by.coalition, digest)
        _require_room(by.coalition, 0 if stored_as else len(found.data), len(there))
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


def remove_file(*, by: Standing, file: File) -> None:
    """Remove a file, and enter `files.removed` for whom the entries of its row are. Once this is committed, its bytes are
    destroyed if no other file of the coalition has them; where that fails, or a backup is being made, they are swept later.

    Refuses as the row's room does, and a file that is removed already (`files.removed`).
    """
    with record.act(by=by):
        _lock(by.coalition)
        locked = File.objects.of(by.coalition).select_for_update().get(id=file.id)
        require(permissions.may_remove(by, locked))
        locked.removed_at = clock.now()
        locked.save(update_fields=["removed_at"])
        _enter(by, "files.removed", locked)
        names = [locked.stored_as]
        transaction.on_commit(partial(destroy_unused, coalition_id=by.coalition, names=names), robust=True)


def destroy_unused(*, coalition_id: str, names: Iterable[str]) -> None:
    """Destroy those of some bytes of a coalition that no file has, unless a backup is being made. Whoever keeps a file
    meanwhile waits, and lays the same bytes there again."""
    asked = list(names)
    with stored.no_backup_running() as is_free, transaction.atomic():
        if is_free and asked:
            _lock(coalition_id)
            for name in set(asked) - queries.names_in_use(coalition_id, asked):
                stored.destroy(coalition_id, name)


def _lock(coalition_id: str) -> None:
    """One at a time keeps, removes or destroys files of a coalition; what else is done there goes on."""
    Coalition.objects.select_for_update(no_key=True).only("id").get(id=coalition_id)


def _require_room(coalition_id: str, more: int, there: int) -> None:
    """Go on where a row may have one more file, and the coalition so many bytes more."""
    if there >= MOST_OF_A_PARENT:
        raise FileError("files.enough", most=MOST_OF_A_PARENT)
    if more and queries.used_by(coalition_id) + more > settings.FILES_QUOTA:
        raise FileError("files.no_room", most=settings.FILES_QUOTA // 1_000_000)


def _enter(by: Standing, kind: str, file: File) -> None:
    """Who did it stands in the entry as in every other, and not where one acts for a protected member."""
    parent = parent_of(file.kind)
    assert parent is not None  # noqa: S101  # a permission asked it before
    record.enter(
        by=Standing.system(by.coalition, "protection") if by.is_protected else by,
        kind=kind,
        about=file.parent_id,
        audience=list(parent.audience(by.coalition, file.parent_id)),
        facts={"file": file.id, "name": file.name, "size": file.size, "sha256": file.sha256},
    )
