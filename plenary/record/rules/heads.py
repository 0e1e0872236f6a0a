"""Heads: the size and root of a tree at a moment, and the signatures under which they can be held against the record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from plenary.record.rules import canonical
from plenary.record.rules.envelopes import exact

VERSION = 1
OPENED = "record.opened"
ROTATED = "record.key_rotated"
_FIELDS = {"v", "coalition", "size", "root", "t", "key"}
_HEX = frozenset("0123456789abcdef")


class HeadError(ValueError):
    """A head that is not written as a head is, or whose signature does not hold."""


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head. `body` is the exact text that was signed; root and key are in hexadecimal."""

    body: str
    signature: str
    coalition: str
    size: int
    root: str
    key: str
    t: str

    @property
    def text(self) -> str:
        """The head as it is handed out and kept: one line of canonical text."""
        return canonical.text_of({"head": self.body, "signature": self.signature})


def body(*, coalition: str, size: int, root: bytes, at: datetime, key: bytes) -> bytes:
    """What is signed: the tree of `size` entries has this root at this moment."""
    return canonical.bytes_of(
        {"v": VERSION, "coalition": coalition, "size": size, "root": root.hex(), "t": exact(at), "key": key.hex()}
    )


def handover(coalition: str, old: str, new: str) -> bytes:
    """What an old key signs when a new one takes its place. Keys in hexadecimal."""
    return canonical.bytes_of({"v": VERSION, "coalition": coalition, "previous": old, "key": new})


def holds(key: object, signature: object, message: bytes) -> bool:
    """True when the signature (hexadecimal) of a message was made under the key (hexadecimal)."""
    if not (isinstance(key, str) and isinstance(signature, str) and is_hex(key, 32) and is_hex(signature, 64)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_hex(text: object, length: int) -> bool:
    """True for exactly `length` bytes in lower-case hexadecimal."""
    return isinstance(text, str) and len(text) == 2 * length and set(text) <= _HEX


def read(text: str | bytes) -> Head:
    """A head from the line in which it was handed out; its signature under its own key is checked. Raises HeadError."""
    try:
        return of_value(canonical.value_of(text))
    except canonical.CanonicalError as error:
        raise HeadError(str(error)) from error


def of_value(value: Any) -> Head:
    """A head from its read line ({head, signature}). Raises HeadError."""
    if not isinstance(value, dict) or value.keys() != {"head", "signature"} or not isinstance(value["head"], str):
        raise HeadError("not a head")
    try:
        fields = canonical.value_of(value["head"])
    except canonical.CanonicalError as error:
        raise HeadError(str(error)) from error
    if not isinstance(fields, dict) or fields.keys() != _FIELDS or fields["v"] != VERSION:
        raise HeadError("not a head")
    if type(fields["size"]) is not int or fields["size"] < 0 or not is_hex(fields["root"], 32):
        raise HeadError("not a head")
    if not isinstance(fields["coalition"], str) or not isinstance(fields["t"], str):
        raise HeadError("not a head")
    if not holds(fields["key"], value["signature"], value["head"].encode()):
        raise HeadError("the signature does not hold")
    return Head(
        value["head"],
        value["signature"],
        fields["coalition"],
        fields["size"],
        fields["root"],
        fields["key"],
        fields["t"],
    )


def read_parts(signed: bytes, signature: bytes) -> Head:
    """A head from what was signed and its signature. Raises HeadError."""
    return of_value({"head": signed.decode(), "signature": signature.hex()})
