"""Envelopes and openings: what an entry shows to all, and what it shows to those who may read it.

An envelope holds its place in the record, the hour, the kind, an opaque mark of what it is about, and one salted
commitment for each opening. Who holds an opening can check it against its commitment; who does not learns nothing from it.
"""

import hmac
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from plenary.record.rules import canonical

VERSION = 1
SALT = 16
SEALED_KIND = "sealed"
ERASED = "record.erased"
_FIELDS = {"v", "coalition", "n", "t", "kind", "about", "commit"}
_OPEN = {"public", "members"}
_SEALED = "sealed"


class EnvelopeError(ValueError):
    """An envelope that is not written as an envelope of this record is."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An opening's bytes: the payload in canonical text, and the salt that keeps it from being guessed."""

    salt: bytes
    payload: bytes

    @property
    def commitment(self) -> str:
        """What the envelope shows of it."""
        return commitment(self.salt, self.payload)


def commitment(salt: bytes, payload: bytes) -> str:
    """SHA-256 of salt and payload, in hexadecimal."""
    return sha256(salt + payload).hexdigest()


def seal(payload: object) -> Sealed:
    """A payload with a fresh salt of 128 random bits. Raises canonical.CanonicalError."""
    return Sealed(secrets.token_bytes(SALT), canonical.bytes_of(payload))


def hour(moment: datetime) -> str:
    """The hour of a moment in UTC, as envelopes tell it: ``2026-11-22T14Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%HZ")


def exact(moment: datetime) -> str:
    """A moment in UTC to the microsecond, as openings tell it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def mark_about(about: str, audience: Collection[str], key: bytes) -> str:
    """The opaque mark of what an entry is about: 128 bits, the same for the same thing within one coalition.

    What neither the public nor the members may read takes a fresh random mark, so that nothing joins it to other entries.
    """
    if not is_marked(audience):
        return secrets.token_hex(16)
    return hmac.digest(key, about.encode(), "sha256")[:16].hex() if about else ""


def is_marked(audience: Collection[str]) -> bool:
    """True for an entry whose mark tells which other entries are about the same thing."""
    return bool(_OPEN & set(audience))


def shown_kind(kind: str, audience: Collection[str]) -> str:
    """The kind as the envelope shows it: an entry under seal shows only that it is sealed, whoever else may read it."""
    return SEALED_KIND if _SEALED in audience else kind


def envelope(*, coalition: str, n: int, at: datetime, kind: str, about: str, commit: Sequence[str]) -> bytes:
    """The bytes of an envelope. `n` counts from 0; `about` is a mark that `mark_about` made."""
    return canonical.bytes_of(
        {
            "v": VERSION,
            "coalition": coalition,
            "n": n,
            "t": hour(at),
            "kind": kind,
            "about": about,
            "commit": list(commit),
        }
    )


def read(text: str | bytes) -> dict[str, Any]:
    """The fields of an envelope. Raises EnvelopeError when it is not one, or not in canonical text."""
    try:
        fields = canonical.value_of(text)
    except canonical.CanonicalError as error:
        raise EnvelopeError(str(error)) from error
    if not isinstance(fields, dict) or fields.keys() != _FIELDS or fields["v"] != VERSION:
        raise EnvelopeError("not an envelope")
    texts = [fields["coalition"], fields["t"], fields["kind"], fields["about"]]
    if (
        type(fields["n"]) is not int
        or not isinstance(fields["commit"], list)
        or not all(isinstance(t, str) for t in texts)
    ):
        raise EnvelopeError("not an envelope")
    return fields
