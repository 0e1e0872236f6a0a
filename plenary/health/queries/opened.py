"""What a passphrase or a receipt code opens: the words of a conversation, in memory alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from plenary.core import reach
from plenary.core.sealing import SealError
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused, refuse
from plenary.files.labels import KINDS
from plenary.health import sealing
from plenary.health.labels import KIND
from plenary.health.models import RaisedConcern, ReceiverKey, SealedFile, SealedThread, ThreadKey
from plenary.health.queries.receivers import key_in_use
from plenary.health.rules.receipts import read_code
from plenary.health.rules.receivers import About

_PROPOSES = {"mediator": ("mediator", "mediator_asked", "mediator_other"), "outcome": ("outcome",)}
"""The kinds of messages that propose what a side answers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that came with a message, as the message tells of it."""

    id: str
    name: str
    media_type: str
    key: str

    @property
    def label(self) -> Label:
        """What kind of file it is, in words."""
        return KINDS[self.media_type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file, opened."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message, opened: its number, which kind, what words, by whom, on which day. What was raised tells whom it is about, and
    `is_chosen` that all of them were chosen from what is offered, nobody named in words besides."""

    kind: str
    words: str
    by_receivers: bool
    name: str
    on: date
    about: str = ""
    may_be_named: bool = False
    is_chosen: bool = False
    left_out: About | None = None
    file: Attached | None = None
    number: int = 0

    @property
    def is_of_other_side(self) -> bool:
        """True for what the other side told this one: that it proposes a mediator."""
        return self.kind == "mediator_other"

    @property
    def label(self) -> Label:
        """What kind of message it is, in words."""
        return KIND.get(self.kind, gettext_lazy("A message"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A conversation, opened."""

    thread: SealedThread
    messages: Sequence[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a receipt code opens: the conversation and its concern, for the side whose code it is."""

    thread: SealedThread
    private: bytes

    @property
    def concern(self) -> RaisedConcern:
        """The concern of the conversation."""
        return self.thread.raised_concern

    def messages(self) -> list[Said]:
        """All that was said in it, oldest first. One query."""
        with reach.only(self.thread.coalition_id):
            return messages_of(self.thread, self.private)

    def file(self, file_id: str) -> Brought | None:
        """A file that came with one of them, or None. Two queries."""
        with reach.only(self.thread.coalition_id):
            return _file_of(self.thread, self.private, file_id)


def private_of(key: ReceiverKey, passphrase: str) -> bytes:
    """A receiver's own private key. Raises Refused (`health.wrong_passphrase`)."""
    try:
        derived = sealing.key_of_passphrase(passphrase, bytes(key.salt))
        return sealing.unwrap(derived, bytes(key.private_sealed), place=key.place)
    except SealError as error:
        raise Refused(refuse("health.wrong_passphrase")) from error


def own_key_of(standing: Standing, passphrase: str) -> tuple[ReceiverKey, bytes]:
    """The reader's key in use, and its private half. Raises Refused (`health.no_key`, `health.wrong_passphrase`). One query."""
    key = key_in_use(standing)
    if key is None:
        raise Refused(refuse("health.no_key"))
    return key, private_of(key, passphrase)


def opened_for(standing: Standing, concern: RaisedConcern, passphrase: str) -> list[Side]:
    """The conversations of a concern that the standing receives, opened; who raised it first. Four queries, and one for each.

    Raises Refused (`health.no_key`, `health.wrong_passphrase`, `health.other_key`).
    """
    found = _keys_for(standing, concern, passphrase)
    return [Side(thread=thread, messages=messages_of(thread, private)) for thread, private in found]


def file_for(standing: Standing, concern: RaisedConcern, passphrase: str, file_id: str) -> Brought | None:
    """A file of a concern that the standing receives, opened, or None. Raises as `opened_for`."""
    found = _keys_for(standing, concern, passphrase)
    files = (_file_of(thread, private, file_id) for thread, private in found)
    return next((each for each in files if each), None)


def _keys_for(standing: Standing, concern: RaisedConcern, passphrase: str) -> list[tuple[SealedThread, bytes]]:
    """The conversations of a concern with their private keys, as a receiver's passphrase opens them."""
    key, own = own_key_of(standing, passphrase)
    rows = ThreadKey.objects.of(standing.coalition).filter(receiver_key=key, thread__raised_concern=concern)
    found = [
        (row.thread, sealing.open_key(own, bytes(row.private_sealed), place=row.place))
        for row in rows.select_related("thread").order_by("-thread__part")
    ]
    if not found:
        raise Refused(refuse("health.other_key"))
    return found


@reach.everywhere("a receipt code says nothing of its coalition")
def by_code(typed: str) -> Opened | None:
    """What a receipt code opens, or None: the same work and the same answer for every code that opens nothing. One query."""
    digits = read_code(typed)
    if not digits:
        return None
    derived = {each.hash: each.key for each in sealing.of_code(digits)}
    rows = SealedThread.objects.across_coalitions().filter(receipt_hash__in=list(derived))
    row = rows.select_related("raised_concern", "coalition").first()
    if row is None:
        return None
    private = sealing.unwrap(derived[bytes(row.receipt_hash)], bytes(row.private_sealed), place=row.place)
    return Opened(thread=row, private=private)


def messages_of(thread: SealedThread, private: bytes) -> list[Said]:
    """All that was said in a conversation, opened by its private key, oldest first. One query. Raises SealError."""
    rows = thread.messages.all()
    return [_said(sealing.open_words(private, bytes(row.sealed), place=row.place), row.number) for row in rows]


def proposal_in(messages: Sequence[Said], to: str) -> int | None:
    """The number of the message that proposed last what its side answers `to` (mediator, outcome); None where none did."""
    return max((each.number for each in messages if each.kind in _PROPOSES.get(to, ())), default=None)


def _said(told: dict[str, Any], number: int) -> Said:
    out, file = told.get("left_out"), told.get("file")
    return Said(
        **{
            **told,
            "on": date.fromisoformat(told["on"]),
            "number": number,
            "left_out": About(**{name: frozenset(ids) for name, ids in out.items()}) if out else None,
            "file": Attached(**file) if file else None,
        }
    )


def _file_of(thread: SealedThread, private: bytes, file_id: str) -> Brought | None:
    rows = SealedFile.objects.of(thread.coalition_id).filter(pk=file_id, message__thread=thread)
    row = rows.select_related("message").first()
    if row is None:
        return None
    told = _said(
        sealing.open_words(private, bytes(row.message.sealed), place=row.message.place), row.message.number
    ).file
    if told is None or told.id != row.pk:
        return None
    data = sealing.open_file(bytes.fromhex(told.key), bytes(row.sealed), place=row.place)
    return Brought(name=told.name, media_type=told.media_type, data=data)
