"""Changing a draft of the charter, by several people at once: nobody's words are lost, and each change is entered."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from plenary.charter import permissions, queries
from plenary.charter.actions.naming import attributed, shown_name
from plenary.charter.models import CharterDraft, DraftChange
from plenary.charter.queries import drafting
from plenary.charter.rules.document import charter_from_json, charter_to_json, document_hash
from plenary.charter.rules.editing import changed_parts
from plenary.charter.rules.merging import Conflict, merged
from plenary.charter.rules.schema import Charter
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.record import actions as record

type Edit = Callable[[Charter], Charter]


class DraftMovedError(ValueError):
    """Someone else changed the same meanwhile. `conflicts` says where, `charter` holds both changes (one's own where they
    differ), `revision` is the present one, `names` are those who changed it."""

    reason = "charter.draft_moved"

    def __init__(self, conflicts: Sequence[Conflict], charter: Charter, revision: int, names: Sequence[str]) -> None:
        super().__init__("; ".join(".".join(conflict.path) for conflict in conflicts))
        self.conflicts, self.charter, self.revision, self.names = tuple(conflicts), charter, revision, tuple(names)


def begin_draft(*, by: Standing, title: str) -> CharterDraft:
    """A draft of the charter in force, as it stands, for an amendment that is yet to be written; enters it.

    Raises Refused, NoCharterError.
    """
    with record.act(by=by):
        require(permissions.may_draft_charter(by))
        return keep(by=by, document=charter_to_json(queries.charter_of(by.coalition)), title=title)


def copy_draft(*, by: Standing, draft: CharterDraft, title: str) -> CharterDraft:
    """A further draft with the words of another, which stays as it is; compared with the same version. Raises Refused."""
    with record.act(by=by):
        require(permissions.may_draft_charter(by))
        made = keep(by=by, document=draft.document, title=title)
        if made.based_on_id != draft.based_on_id:
            made.based_on = draft.based_on
            made.save(update_fields=["based_on"])
        return made


def amend_draft(
    *, by: Standing, draft: CharterDraft, revision: int, edit: Edit, untouched: bool = False
) -> CharterDraft:
    """Change a draft: `edit` is done on it as it stood at `revision`, which the person saw, and brought together with what
    others changed since. Enters the new document's hash and the clauses that changed; nothing new changes nothing.

    It may contradict itself meanwhile: that is told, and keeps it from being proposed. Raises Refused, and DraftMovedError
    when others changed the same differently; with `untouched` also, without conflicts, when others changed anything since
    `draft` was read.
    """
    with record.act(by=by):
        locked = _locked(by, draft)
        require(permissions.may_amend_draft(by, locked))
        stands = charter_from_json(locked.document)
        if untouched and locked.revision != draft.revision:
            raise DraftMovedError((), stands, locked.revision, [])
        base = charter_from_json(drafting.document_at(locked, revision))
        made, conflicts = _together(base, edit(base), stands)
        if conflicts:
            raise DraftMovedError(conflicts, made, locked.revision, _names_since(locked, revision))
        return _save(by, locked, stands, made)


def renew_draft(*, by: Standing, draft: CharterDraft) -> tuple[CharterDraft, tuple[Conflict, ...]]:
    """Bring a draft up to date with the version in force: what was decided since goes into it, and where both changed the
    same the draft's own words stand, which the answer tells. Raises Refused, NoCharterError."""
    with record.act(by=by):
        locked = _locked(by, draft)
        require(permissions.may_amend_draft(by, locked))
        present = queries.version_in_force(by.coalition)
        if present is None or not drafting.is_outdated(locked, present):
            return locked, ()
        stands = charter_from_json(locked.document)
        before = queries.charter_in(locked.based_on or present)
        made, conflicts = _together(before, stands, queries.charter_in(present))
        locked.based_on = present
        locked.save(update_fields=["based_on"])
        return _save(by, locked, stands, made), conflicts


def close_draft(*, by: Standing, draft: CharterDraft) -> CharterDraft:
    """Put a draft aside: it can be read, and is not offered any more. Enters it. Raises Refused."""
    with record.act(by=by):
        locked = CharterDraft.objects.of(by.coalition).select_for_update(of=("self",)).get(id=draft.id)
        require(permissions.may_close_draft(by, locked))
        locked.closed_at = clock.now()
        locked.save(update_fields=["closed_at"])
        record.enter(
            by=attributed(by),
            kind="charter.draft_closed",
            about=locked.id,
            audience=[visibility.MEMBERS],
            facts={"draft": locked.id, "title": locked.title},
        )
    return locked


def keep(*, by: Standing, document: Mapping[str, Any], title: str) -> CharterDraft:
    """Keep a document as a new draft, compared with the version in force, and enter it. Within the caller's act, which has
    asked whether it may."""
    draft = CharterDraft.objects.create(
        coalition_id=by.coalition,
        title=title,
        document=document,
        made_by=attributed(by).person,
        made_at=clock.now(),
        based_on=queries.version_in_force(by.coalition),
    )
    record.enter(
        by=attributed(by),
        kind="charter.drafted",
        about=draft.id,
        audience=[visibility.MEMBERS],
        facts={"draft": draft.id, "title": title, "hash": document_hash(draft.document)},
    )
    return draft


def _together(base: Charter, mine: Charter, theirs: Charter) -> tuple[Charter, tuple[Conflict, ...]]:
    """Both changes of a charter, in the present schema, so that what an older one leaves to a default is nobody's change."""
    made, conflicts = merged(charter_to_json(base), charter_to_json(mine), charter_to_json(theirs))
    return charter_from_json(made), conflicts


def _locked(by: Standing, draft: CharterDraft) -> CharterDraft:
    rows = CharterDraft.objects.of(by.coalition).select_for_update(of=("self",)).select_related("based_on")
    locked = rows.filter(id=draft.id).first()
    if locked is None:
        raise Refused(refuse("charter.draft_gone"))
    return locked


def _save(by: Standing, draft: CharterDraft, before: Charter, after: Charter) -> CharterDraft:
    if after == before:
        return draft
    written = charter_to_json(after)
    touched = list(changed_parts(before, after))
    old, now = dict(draft.document), clock.now()
    draft.document, draft.revision, draft.changed_at = written, draft.revision + 1, now
    draft.save(update_fields=["document", "revision", "changed_at"])
    DraftChange.objects.create(
        coalition_id=draft.coalition_id,
        draft=draft,
        number=draft.revision,
        made_by=attributed(by).person,
        name=shown_name(by),
        at=now,
        parts=touched,
        before={key: value for key, value in old.items() if value != written.get(key)},
    )
    record.enter(
        by=attributed(by),
        kind="charter.draft_amended",
        about=draft.id,
        audience=[visibility.MEMBERS],
        facts={
            "draft": draft.id,
            "title": draft.title,
            "revision": draft.revision,
            "clauses": touched,
            "hash": document_hash(written),
        },
    )
    return draft


def _names_since(draft: CharterDraft, revision: int) -> list[str]:
    return list(dict.fromkeys(change.name for change in reversed(drafting.made_since(draft, revision))))
