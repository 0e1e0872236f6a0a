"""How rows of concerns are made: a conversation with its keys and its code, and a message."""

from collections.abc import Mapping, Sequence
from typing import Any

from plenary.core import clock
from plenary.core.models import random_id
from plenary.core.verdicts import Refused, refuse
from plenary.health import sealing
from plenary.health.models import RaisedConcern, ReceiverKey, SealedMessage, SealedThread, ThreadKey
from plenary.health.rules.receipts import new_code, read_code
from plenary.health.rules.steps import Part

RECEIVERS, SIDE = True, False
"""Who speaks in a conversation."""


def begin_thread(
    concern: RaisedConcern, part: Part, readers: Sequence[tuple[ReceiverKey, int]]
) -> tuple[SealedThread, str]:
    """Make a conversation: its key pair, sealed for each reader (with the rank) and for a new receipt code, which is given. In
    the caller's transaction."""
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
    keys = []
    for reader, rank in readers:
        key = ThreadKey(
            id=random_id(), coalition_id=concern.coalition_id, thread=thread, receiver_key=reader, rank=rank
        )
        key.private_sealed = sealing.seal_key(bytes(reader.public), pair.private, place=key.place)
        keys.append(key)
    ThreadKey.objects.bulk_create(keys)
    return thread, code


def put(thread: SealedThread, kind: str, words: str, *, by_receivers: bool, name: str = "", **more: Any) -> None:
    """Seal a message into a conversation, with the day alone. What a side says waits for the receivers' next mail.

    In the caller's transaction, with the concern locked. Refuses what is too long (`health.too_long`).
    """
    told: Mapping[str, Any] = {
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
    try:
        message.sealed = sealing.seal_words(bytes(thread.public), dict(told), place=message.place)
    except ValueError as error:
        raise Refused(refuse("health.too_long")) from error
    message.save(force_insert=True)
    if not by_receivers:
        thread.keys.update(is_told=False)


def locked(concern: RaisedConcern) -> RaisedConcern:
    """The concern, locked and as it stands now."""
    return RaisedConcern.objects.of(concern.coalition_id).select_for_update().get(pk=concern.pk)
