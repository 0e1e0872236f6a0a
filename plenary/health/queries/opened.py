"""What a passphrase or a receipt code opens: the words of a conversation, in memory alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from plenary.core import reach
from plenary.core.sealing import SealError
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused, refuse
from plenary.health import sealing
from plenary.health.labels import KIND
from plenary.health.models import RaisedConcern, ReceiverKey, SealedThread, ThreadKey
from plenary.health.queries.receivers import key_in_use
from plenary.health.rules.receipts import read_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message, opened: which kind, what words, by whom, on which day."""

    kind: str
    words: str
    by_receivers: bool
    name: str
    on: date
    about: str = ""
    may_be_named: bool = False

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
            return _messages(self.thread, self.private)


def private_of(key: ReceiverKey, passphrase: str) -> bytes:
    """A receiver's own private key. Raises Refused (`health.wrong_passphrase`)."""
    try:
        derived = sealing.key_of_passphrase(passphrase, bytes(key.salt))
        return sealing.unwrap(derived, bytes(key.private_sealed), place=key.place)
    except SealError as error:
        raise Refused(refuse("health.wrong_passphrase")) from error


def opened_for(standing: Standing, concern: RaisedConcern, passphrase: str) -> list[Side]:
    """The conversations of a concern that the standing receives, opened; who raised it first. Four queries, and one for each.

    Raises Refused (`health.no_key`, `health.wrong_passphrase`, `health.other_key`).
    """
    key = key_in_use(standing)
    if key is None:
        raise Refused(refuse("health.no_key"))
    own = private_of(key, passphrase)
    rows = ThreadKey.objects.of(standing.coalition).filter(receiver_key=key, thread__raised_concern=concern)
    found = []
    for row in rows.select_related("thread").order_by("-thread__part"):
        private = sealing.open_key(own, bytes(row.private_sealed), place=row.place)
        found.append(Side(thread=row.thread, messages=_messages(row.thread, private)))
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


def _messages(thread: SealedThread, private: bytes) -> list[Said]:
    found = []
    for row in thread.messages.all():
        told = sealing.open_words(private, bytes(row.sealed), place=row.place)
        found.append(Said(**{**told, "on": date.fromisoformat(told["on"])}))
    return found
