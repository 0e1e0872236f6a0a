"""How rows of concerns are made: a conversation with its keys and its code, and a message."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.db.models.functions import Length

from plenary.core import clock
from plenary.core.models import ScopedQuerySet, random_id
from plenary.core.verdicts import Refused, refuse
from plenary.files.formats import Found
from plenary.files.rules import OUTSIDE_SHARE
from plenary.health import sealing
from plenary.health.models import RaisedConcern, ReceiverKey, SealedFile, SealedMessage, SealedThread, ThreadKey
from plenary.health.rules.receipts import new_code, read_code
from plenary.health.rules.steps import Part

RECEIVERS, SIDE = True, False
"""Who speaks in a conversation."""
MOST_OF_THREAD, MOST_OF_COALITION = 20, 500
"""Files of one conversation, and of all together."""
ROOM_OF_THREAD = 24_000_000
"""Bytes of the files of one conversation, as they are sealed: five of the largest."""


def begin_thread(
    concern: RaisedConcern, part: Part, readers: Sequence[tuple[ReceiverKey, str, int]]
) -> tuple[SealedThread, str]:
    """Make a conversation: its key pair, sealed for each reader (with office and rank) and for a new receipt code, which is
    given. In the caller's transaction."""
    pair, code = sealing.new_pair(), new_code()
    derived = sealing.of_code(read_code(code))[0]
    thread = SealedThread(
        id=random_id(),
        coalition_id=concern.coalition_id,
        raised_concern=concern,
        part=part,
        public=pair.public,
        receipt_hash=derived.hash,
    )
    thread.private_sealed = sealing.wrap(derived.key, pair.private, place=thread.place)
    thread.save(force_insert=True)
    for reader, office, rank in readers:
        seal_for(thread, pair.private, reader, office, rank)
    return thread, code


def seal_for(thread: SealedThread, private: bytes, reader: ReceiverKey, office: str, rank: int) -> None:
    """Seal a conversation's private key for one more reader, with the office and its rank. In the caller's transaction."""
    key = ThreadKey(id=random_id(), coalition_id=thread.coalition_id, thread=thread, receiver_key=reader)
    key.office, key.rank = office, rank
    key.private_sealed = sealing.seal_key(bytes(reader.public), private, place=key.place)
    key.save(force_insert=True)


def put(
    thread: SealedThread,
    kind: str,
    words: str,
    *,
    by_receivers: bool,
    name: str = "",
    file: Found | None = None,
    **more: Any,
) -> None:
    """Seal a message into a conversation, with the day alone, and the file that came with it. What a side says waits for the
    receivers' next mail.

    In the caller's transaction, with the concern locked. Refuses what is too long (`health.too_long`), a file where there are too
    many (`health.enough_files`), and of a side one for which there is no room any more (`health.no_room`).
    """
    told: dict[str, Any] = {
        "kind": kind,
        "words": words,
        "by_receivers": by_receivers,
        "name": name,
        "on": clock.now().date().isoformat(),
        **more,
    }
    message = SealedMessage(
        id=random_id(), coalition_id=thread.coalition_id, thread=thread, number=thread.messages.count() + 1
    )
    beside = _file_beside(message, file, told) if file else None
    if beside and not by_receivers:
        _require_share(beside)
    try:
        message.sealed = sealing.seal_words(bytes(thread.public), told, place=message.place)
    except ValueError as error:
        raise Refused(refuse("health.too_long")) from error
    message.save(force_insert=True)
    if beside:
        beside.save(force_insert=True)
    if not by_receivers:
        thread.keys.update(is_told=False)


def _file_beside(message: SealedMessage, file: Found, told: dict[str, Any]) -> SealedFile:
    """The row of a file; its key, name and kind go into what is told."""
    kept = SealedFile.objects.of(message.coalition_id)
    if kept.filter(message__thread=message.thread_id).count() >= MOST_OF_THREAD or kept.count() >= MOST_OF_COALITION:
        raise Refused(refuse("health.enough_files"))
    row = SealedFile(id=random_id(), coalition_id=message.coalition_id, message=message)
    key, row.sealed = sealing.seal_file(file.data, place=row.place)
    if _bytes_of(kept.filter(message__thread=message.thread_id)) + len(row.sealed) > ROOM_OF_THREAD:
        raise Refused(refuse("health.enough_files"))
    told["file"] = {"id": row.pk, "name": file.name, "media_type": file.kind.media_type, "key": key.hex()}
    return row


def _require_share(row: SealedFile) -> None:
    """Go on where those who raise concerns, and are heard on them, may send so many bytes more: they fill a part of what a
    coalition may keep alone, and those who receive can still answer with a file."""
    if _bytes_of(SealedFile.objects.of(row.coalition_id)) + len(row.sealed) > settings.FILES_QUOTA // OUTSIDE_SHARE:
        raise Refused(refuse("health.no_room"))


def _bytes_of(rows: ScopedQuerySet[SealedFile]) -> int:
    return rows.aggregate(total=Sum(Length("sealed")))["total"] or 0


def locked(concern: RaisedConcern) -> RaisedConcern:
    """The concern, locked and as it stands now."""
    return RaisedConcern.objects.of(concern.coalition_id).select_for_update().get(pk=concern.pk)
