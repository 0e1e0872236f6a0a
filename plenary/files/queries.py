"""Reads of files. A file is read through what it hangs on alone: whoever may not read the files of that gets nothing."""

from collections.abc import Iterable, Mapping

from django.db.models import Max, Sum

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.files import stored
from plenary.files.models import File
from plenary.files.parents import parent_of, parents


def files_of(standing: Standing, kind: str, parent_ids: Iterable[str]) -> Mapping[str, tuple[File, ...]]:
    """The files that hang on rows of a kind, oldest first, for lists of rows and for one. Every id that is asked for is in the
    answer; those whose files the standing may not read have none. One query beside those of the parent."""
    found: dict[str, list[File]] = {each: [] for each in parent_ids}
    visible = _visible(standing, kind, found)
    if visible:
        for row in _present(standing.coalition).filter(kind=kind, parent_id__in=visible).order_by("kept_at", "id"):
            found[row.parent_id].append(row)
    return {each: tuple(rows) for each, rows in found.items()}


def visible_file(standing: Standing, file_id: str) -> File | None:
    """One file, or None where there is none, where it was removed, and where the standing may not read it."""
    row = _present(standing.coalition).filter(id=file_id).first()
    return row if row and row.parent_id in _visible(standing, row.kind, [row.parent_id]) else None


def has_visible_files(standing: Standing, kind: str, parent_id: str) -> bool:
    """True where the standing may read the files of a row, if there are any: a hidden row and none answer alike."""
    return parent_id in _visible(standing, kind, [parent_id])


def number_of(coalition_id: str, kind: str, parent_ids: Iterable[str]) -> int:
    """How many files hang on some rows of a kind, whoever may read them: for the bounds of the room of these rows. One query."""
    return _present(coalition_id).filter(kind=kind, parent_id__in=list(parent_ids)).count()


def content_of(file: File) -> bytes:
    """The bytes of a file that the caller may read. Raises stored.BytesLost where the disk no longer has them."""
    return stored.content(file.coalition_id, file.stored_as)


def used_by(coalition_id: str) -> int:
    """How many bytes the files of a coalition take, each content once. One query."""
    each = _present(coalition_id).order_by().values("stored_as").annotate(bytes=Max("size"))
    return each.aggregate(total=Sum("bytes"))["total"] or 0


def size_of(coalition_id: str, kind: str, parent_ids: Iterable[str]) -> int:
    """How many bytes the files on some rows of a kind have, whoever may read them: for the bounds of the room of these rows. One
    query."""
    rows = _present(coalition_id).filter(kind=kind, parent_id__in=list(parent_ids)).order_by()
    return rows.aggregate(total=Sum("size"))["total"] or 0


def used_from_outside(coalition_id: str) -> int:
    """How many bytes the files take that hang on rows of those who do not belong to the coalition, each content once. Two queries
    for each kind that has such rows."""
    sizes: dict[str, int] = {}
    for kind, parent in parents().items():
        if parent.outside:
            rows = _present(coalition_id).filter(kind=kind).order_by()
            ids = parent.outside(coalition_id, rows.values_list("parent_id", flat=True).distinct())
            sizes |= dict(rows.filter(parent_id__in=list(ids)).values_list("stored_as", "size"))
    return sum(sizes.values())


def names_in_use(coalition_id: str, names: Iterable[str]) -> set[str]:
    """Those of some names of bytes which a file of the coalition still has."""
    return set(_present(coalition_id).filter(stored_as__in=list(names)).values_list("stored_as", flat=True))


def stored_already(coalition_id: str, sha256: str) -> str:
    """The name under which these bytes lie already for another file of the coalition; empty where they do not."""
    rows = _present(coalition_id).filter(sha256=sha256).order_by("kept_at", "id")
    names = dict.fromkeys(rows.values_list("stored_as", flat=True))
    return next((name for name in names if stored.is_there(coalition_id, name)), "")


def _visible(standing: Standing, kind: str, parent_ids: Iterable[str]) -> set[str]:
    parent, asked = parent_of(kind), list(parent_ids)
    return set(parent.visible(standing, asked)) & set(asked) if parent and asked else set()


def _present(coalition_id: str) -> ScopedQuerySet[File]:
    return File.objects.of(coalition_id).filter(removed_at=None)
