"""Writes of the charter: a first charter, a draft, a version put in force."""

from collections.abc import Mapping, Sequence
from typing import Any

from plenary.charter import decidable, permissions, queries
from plenary.charter.actions.comments import comment_on_clause, withdraw_comment
from plenary.charter.actions.drafts import (
    DraftMovedError,
    amend_draft,
    begin_draft,
    close_draft,
    copy_draft,
    keep,
    renew_draft,
)
from plenary.charter.models import CharterDraft, CharterVersion
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.document import charter_from_json, charter_to_json, document_hash
from plenary.charter.rules.findings import Contradiction
from plenary.charter.rules.schema import Charter
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.record import actions as record

__all__ = [
    "ContradictionError",
    "DraftMovedError",
    "adopt_first_charter",
    "amend_draft",
    "begin_draft",
    "close_draft",
    "comment_on_clause",
    "copy_draft",
    "draft_charter",
    "put_in_force",
    "renew_draft",
    "withdraw_comment",
]


class ContradictionError(ValueError):
    """A charter that contradicts itself; `contradictions` says each, with its clause and reason code."""

    reason = "charter.contradicts"

    def __init__(self, found: Sequence[Contradiction]) -> None:
        super().__init__("; ".join(f"{item.clause}: {item.reason}" for item in found))
        self.contradictions = tuple(found)


def adopt_first_charter(*, by: Standing, coalition: Coalition, charter: Charter) -> CharterVersion:
    """Give a coalition that has none its first charter: checks it, opens version 1, enters it.

    Raises Refused when the coalition has a charter or nobody has signed in, ContradictionError when it contradicts itself.
    """
    with record.act(by=by):
        require(permissions.may_adopt_first_charter(by))
        return _begin_version(by=by, coalition_id=coalition.id, charter=charter, adopted_by="")


def put_in_force(
    *, by: Standing, coalition_id: str, document: Mapping[str, Any], adopted_by: str = ""
) -> CharterVersion:
    """Put a charter in force from now on: ends the version in force, opens the next, enters it.

    `adopted_by` is the id of the proposal that decided it. Processes frozen into open proposals hold their own copy and
    stay as they were. Raises Refused unless the program acts under a clause, CharterError when the document is not a
    charter, ContradictionError when it contradicts itself.
    """
    with record.act(by=by):
        require(permissions.may_put_in_force(by))
        charter = charter_from_json(document)
        return _begin_version(by=by, coalition_id=coalition_id, charter=charter, adopted_by=adopted_by)


def draft_charter(*, by: Standing, charter: Charter, title: str) -> CharterDraft:
    """Keep a charter as a draft that an amendment may adopt, compared with the version in force; enters it.

    Raises Refused, and ContradictionError when it contradicts itself.
    """
    with record.act(by=by):
        require(permissions.may_draft_charter(by))
        _require_sound(charter)
        return keep(by=by, document=charter_to_json(charter), title=title)


def _begin_version(*, by: Standing, coalition_id: str, charter: Charter, adopted_by: str) -> CharterVersion:
    _require_sound(charter)
    now = clock.now()
    last = CharterVersion.objects.of(coalition_id).filter(in_force_until=None).select_for_update().first()
    if last is not None:
        last.in_force_until = now
        last.save(update_fields=["in_force_until"])
    document = charter_to_json(charter)
    version = CharterVersion.objects.create(
        coalition_id=coalition_id,
        number=last.number + 1 if last else 1,
        document=document,
        in_force_from=now,
        adopted_by=adopted_by,
        hash=document_hash(document),
    )
    queries.forget_kept()
    version.entry = record.enter(
        by=by,
        kind="charter.put_in_force",
        about=version.id,
        audience=sorted(queries.audience_for(charter, charter.disclosure.charter)),
        facts={"version": version.id, "number": version.number, "hash": version.hash, "adopted_by": adopted_by},
    )
    version.save(update_fields=["entry"])
    return version


def _require_sound(charter: Charter) -> None:
    found = contradictions(charter, powers=decidable.powers())
    if found:
        raise ContradictionError(found)
