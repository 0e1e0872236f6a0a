"""Writes of the record: acts and their entries, the keys under which heads are signed, and the erasure of a person."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from plenary.coalitions import keys
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach, visibility
from plenary.core.standing import Standing
from plenary.record import kinds
from plenary.record.appending import RecordError, append, plant
from plenary.record.drafts import Drafts, Exercise, Part, draft
from plenary.record.models import Opening
from plenary.record.rules import envelopes, heads

__all__ = ["Exercise", "Part", "RecordError", "act", "enter", "erase_person", "open_record", "rotate_key"]

_drafts: ContextVar[Drafts | None] = ContextVar("drafts", default=None)


@contextmanager
def act(*, by: Standing, settles: bool = False) -> Iterator[None]:
    """One act: all that is changed within it, and its entries, stand together or not at all.

    The outermost act opens the transaction. At its end the receivers of each entry are called (they may enter more), then
    the entries are appended in one bulk insert, with the tree locked last. An act within an act joins it, in a savepoint:
    what it raises undoes its own changes and entries, and nothing else if the outer act goes on. One that `settles` calls
    the receivers of its own entries at its own end, so that what they raise undoes it too, and it alone. Raises
    OutOfReachError when the coalition of `by` is not in reach.
    """
    reach.require([by.coalition])
    outer = _drafts.get()
    if outer is not None:
        with transaction.atomic():
            begun = len(outer)
            yield
            if settles:
                _tell(outer, begun)
        return
    drafts = Drafts()
    token = _drafts.set(drafts)
    try:
        with transaction.atomic():
            yield
            _tell(drafts)
            append(drafts.holding())
    finally:
        _drafts.reset(token)


def _tell(drafts: Drafts, begun: int = 0) -> None:
    for entry in drafts.each_told(begun):
        for receiver in kinds.receivers_of(entry.kind):
            receiver(entry.by, entry)


def enter(
    *,
    by: Standing,
    kind: str,
    about: str = "",
    audience: Sequence[str],
    facts: Mapping[str, Any] | None = None,
    parts: Sequence[Part] = (),
    power: str | Exercise | None = None,
) -> str:
    """Enter what was done, within an act; gives the entry's id at once. It is appended at the end of the outermost act.

    `facts` are read by `audience` (tokens of core.visibility); each part is a further opening. Values are texts, whole
    numbers, yes, no, nothing, lists and objects.

    An officer's power is entered with it: that of the kind, if the one who acts has it. `power` names another one; empty, that
    none was needed here, for it was one's own affair; an `Exercise`, what the charter gives to an office otherwise than
    among its powers. Raises RecordError outside an act, ValueError on an unregistered kind or
    an empty audience, CanonicalError on other values.
    """
    drafts = _drafts.get()
    if drafts is None:
        raise RecordError("an entry is made within record.act")
    entry = draft(by=by, kind=kind, about=about, audience=audience, facts=facts or {}, parts=parts, power=power)
    drafts.add(entry)
    return entry.id


def open_record(*, by: Standing, coalition: Coalition) -> str:
    """Open the record of a new coalition: make its tree and signing key, and enter the public key, as entry 0.

    Gives the entry's id. Raises RecordError when the record is open already.
    """
    with act(by=by):
        plant(coalition)
        key = keys.make_key(coalition)
        return enter(
            by=by,
            kind=heads.OPENED,
            about=coalition.id,
            audience=[visibility.PUBLIC],
            facts={"key": bytes(key.public).hex(), "names": coalition.names},
        )


def rotate_key(*, by: Standing, coalition: Coalition) -> str:
    """Put a new signing key into use, entered with the old key's signature over the new one; gives the entry's id.

    Who may order it is decided by the caller. Raises SigningKey.DoesNotExist before the record was opened.
    """
    with act(by=by):
        old = keys.key_in_use(coalition.id)
        new = keys.make_key(coalition)
        handover = heads.handover(coalition.id, bytes(old.public).hex(), bytes(new.public).hex())
        return enter(
            by=by,
            kind=heads.ROTATED,
            about=coalition.id,
            audience=[visibility.PUBLIC],
            facts={
                "previous": bytes(old.public).hex(),
                "key": bytes(new.public).hex(),
                "signature": keys.sign(old, handover).hex(),
            },
        )


def erase_person(*, by: Standing, person: str) -> int:
    """Destroy every opening about a person in the coalition of `by`, salts too, and enter that it was done.

    Gives how many were destroyed; where there were none, nothing is entered. The envelopes and the tree stay as they are.
    Who may order it is decided by the caller.
    """
    with act(by=by):
        erased = Opening.objects.of(by.coalition).about_person(person).erase(clock.now())
        if erased:
            enter(
                by=by,
                kind=envelopes.ERASED,
                about=person,
                audience=[visibility.MEMBERS],
                facts={"openings": erased},
            )
        return erased
