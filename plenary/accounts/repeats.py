"""Writes that are sent again: a request with an Idempotency-Key is carried out once, and its repeats get the first answer.

Lines break, and a program that heard no answer cannot know whether its ballot was counted. It sends the same request with
the same key again. The write, and the answer that is kept of it, are one transaction.
"""

import hmac
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from plenary.accounts.models import Account, KeptAnswer
from plenary.core import clock
from plenary.core.http.problems import Declined, Invalid
from plenary.core.models import random_id

HEADER = "Idempotency-Key"
SHAPE = re.compile(r"[\x21-\x7e]{16,200}")
KEPT = timedelta(hours=48)
PATIENCE = timedelta(minutes=2)
"""So long a write may take; after that it is taken for dead, and a repeat may try."""

_NONCE = bytes(12)  # each key of sealing is used for one answer

type Write = Callable[[], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class _Key:
    """What is made of a program's key: where its answer is kept, how requests are compared, and how the answer is sealed."""

    digest: str
    comparing: bytes
    sealing: bytes

    @classmethod
    def of(cls, account: Account, key: str) -> "_Key":
        def made(use: str) -> bytes:
            words = f"plenary.repeats.{use}\0{account.id}\0{key}"
            return hmac.digest(settings.SECRET_KEY.encode(), words.encode(), "sha256")

        return cls(made("place").hex(), made("compare"), made("seal"))

    def print_of(self, request: HttpRequest) -> str:
        """A print of method, address and body, comparable only by who knows the key."""
        said = f"{request.method}\0{request.get_full_path()}\0".encode() + sha256(request.body).digest()
        return hmac.digest(self.comparing, said, "sha256").hex()


def once(request: HttpRequest, account: Account, write: Write) -> HttpResponseBase:
    """The answer to a write: a new one, or the kept one where the same request with the same key was carried out before.

    Without a key it is written each time. Refusals and errors are not kept: nothing was written, a repeat is a new try.
    Raises Invalid for a key that is too short to be random, or was used for another request; Declined (409) while the
    first is still being carried out.
    """
    shown = request.headers.get(HEADER, "")
    if not shown:
        return write()
    if not SHAPE.fullmatch(shown):
        raise Invalid({HEADER: [_("A key is 16 to 200 random characters without blanks, such as a UUID.")]})
    key = _Key.of(account, shown)
    kept = _reserve(account, key, key.print_of(request))
    if kept.status is not None:
        return _replayed(kept, key)
    try:
        return _write_and_keep(kept, key, write)
    finally:
        KeptAnswer.objects.filter(id=kept.id, attempt=kept.attempt, status=None).delete()


def _reserve(account: Account, key: _Key, fingerprint: str) -> KeptAnswer:
    """The place of the answer: ours to fill, or filled. Committed before the write begins, so that others see it."""
    now, attempt = clock.now(), random_id()
    kept, made = KeptAnswer.objects.get_or_create(
        digest=key.digest,
        defaults={"account": account, "fingerprint": fingerprint, "attempt": attempt, "begun_at": now},
    )
    if not hmac.compare_digest(kept.fingerprint, fingerprint):
        raise Invalid({HEADER: [_("Use a new one for each request.")]}, "accounts.repeat_differs")
    if made or kept.status is not None:
        return kept
    overtaken = KeptAnswer.objects.filter(
        id=kept.id, attempt=kept.attempt, status=None, begun_at__lt=now - PATIENCE
    ).update(attempt=attempt, begun_at=now)
    if not overtaken:
        raise Declined(409, "accounts.repeat_running", Retry_After="2")
    kept.attempt = attempt
    return kept


def _write_and_keep(kept: KeptAnswer, key: _Key, write: Write) -> HttpResponseBase:
    """Write, and keep the answer, in one transaction. An attempt that was overtaken meanwhile is undone, and declined."""
    with transaction.atomic():
        answer = write()
        if not isinstance(answer, HttpResponse):
            raise TypeError("a write answers whole, or what it did would be undone and its answer sent all the same")
        if answer.status_code >= 400:
            transaction.set_rollback(True)
            return answer
        sealed = _seal(key, answer, kept.id)
        ours = KeptAnswer.objects.filter(id=kept.id, attempt=kept.attempt, status=None)
        if not ours.update(status=answer.status_code, sealed=sealed):
            raise Declined(409, "accounts.repeat_running", Retry_After="2")
    return answer


def _seal(key: _Key, answer: HttpResponse, row: str) -> bytes:
    told = {
        "type": answer.get("Content-Type", ""),
        "location": answer.get("Location", ""),
        "body": b64encode(answer.content).decode(),
    }
    return AESGCM(key.sealing).encrypt(_NONCE, json.dumps(told).encode(), row.encode())


def _replayed(kept: KeptAnswer, key: _Key) -> HttpResponse:
    told = json.loads(AESGCM(key.sealing).decrypt(_NONCE, bytes(kept.sealed), kept.id.encode()))
    answer = HttpResponse(b64decode(told["body"]), status=kept.status, content_type=told["type"])
    if told["location"]:
        answer["Location"] = told["location"]
    answer["Idempotency-Replayed"] = "true"
    return answer
