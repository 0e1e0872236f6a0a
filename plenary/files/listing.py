"""The files of one thing as its page shows them: what may be done with each, and where that is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Verdict, refuse
from plenary.files import permissions, queries
from plenary.files.forms import KeepForm
from plenary.files.labels import KINDS
from plenary.files.models import File
from plenary.files.parents import parent_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The files of one thing, for `files/_files.html`: with the form to add one where the standing may, else why not."""

    files: tuple[File, ...]
    may_keep: Verdict
    may_remove: bool
    url: str
    form: KeepForm | None

    @property
    def lines(self) -> list[tuple[File, Label]]:
        """Each file with what its kind is called."""
        return with_kinds(self.files)


def enough(kind: str, number: int) -> Verdict | None:
    """Why no further file is added to a row of a kind that has so many; None where one is."""
    parent = parent_of(kind)
    most = parent.most if parent else 0
    if number < most:
        return None
    return refuse("files.enough" if most > 1 else "files.one", most=most)


def with_kinds(files: Iterable[File]) -> list[tuple[File, Label]]:
    """Each file with what its kind is called, for `files/_list.html`."""
    return [(file, KINDS[file.media_type]) for file in files]


def listed(standing: Standing, kind: str, parent_id: str, form: KeepForm | None = None) -> Listed:
    """The files of one thing for its page; of what the standing may not read there are none, and none can be added."""
    there = queries.files_of(standing, kind, [parent_id])[parent_id]
    may_keep = permissions.may_keep(standing, kind, parent_id)
    if may_keep and (full := enough(kind, len(there))):
        may_keep = full
    return Listed(
        files=there,
        may_keep=may_keep,
        may_remove=bool(there) and bool(permissions.may_remove(standing, there[0])),
        url=reverse("files:files", args=[slug_of(standing.coalition), kind, parent_id]),
        form=(form or KeepForm(parent_kind=kind)) if may_keep else None,
    )


def page_of(standing: Standing, kind: str, parent_id: str) -> str:
    """The address of the page on which the files of a thing stand: that of its room, else a page of its own."""
    slug, parent = slug_of(standing.coalition), parent_of(kind)
    if parent and parent.leads_to:
        return parent.leads_to(slug, parent_id)
    return reverse("files:files", args=[slug, kind, parent_id])
