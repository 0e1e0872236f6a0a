"""Bundles and receipts as they are written: lines of canonical text, each of which can be checked by itself.

A bundle is a header, one line an entry, the signed head, and a seal over all bytes before it. A receipt is one line: one
entry, the openings that its reader may see, the path that proves it under a signed head.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from plenary.record.rules import canonical, merkle
from plenary.record.rules.envelopes import Sealed, exact

VERSION = 1

type Openings = Iterable[tuple[int, Sealed]]


def header(
    *,
    coalition: str,
    names: Mapping[str, str],
    made: datetime,
    audiences: Iterable[str],
    size: int,
    keys: Sequence[tuple[int, str]],
) -> bytes:
    """The first line. `keys` are the places of the entries that brought the signing keys, with the keys in hexadecimal."""
    return _line(
        {
            "bundle": VERSION,
            "coalition": coalition,
            "names": dict(names),
            "made": exact(made),
            "audiences": sorted(audiences),
            "size": size,
            "keys": [{"n": n, "key": key} for n, key in keys],
        }
    )


def entry(envelope: bytes, openings: Openings) -> bytes:
    """One entry: its exact envelope, the hash of its leaf, and the openings that the reader may see."""
    return _line(_entry(envelope, openings) | {"leaf": merkle.leaf(envelope).hex()})


def head(body: bytes, signature: bytes) -> bytes:
    """The signed head, as it is also handed out alone."""
    return _line({"head": body.decode(), "signature": signature.hex()})


def sealing(coalition: str, digest: str) -> bytes:
    """What is signed to seal a bundle whose bytes have this SHA-256 (hexadecimal)."""
    return canonical.bytes_of({"v": VERSION, "bundle": coalition, "sha256": digest})


def seal(digest: str, signature: bytes) -> bytes:
    """The last line."""
    return _line({"sha256": digest, "signature": signature.hex()})


def receipt(
    envelope: bytes, openings: Openings, *, path: Iterable[bytes], head_body: bytes, head_signature: bytes
) -> bytes:
    """One entry with its proof under a signed head."""
    return _line(
        _entry(envelope, openings)
        | {
            "receipt": VERSION,
            "path": [step.hex() for step in path],
            "head": head_body.decode(),
            "signature": head_signature.hex(),
        }
    )


def _entry(envelope: bytes, openings: Openings) -> dict[str, Any]:
    return {
        "envelope": envelope.decode(),
        "openings": [
            {"i": position, "salt": opening.salt.hex(), "payload": opening.payload.decode()}
            for position, opening in openings
        ],
    }


def _line(value: Mapping[str, Any]) -> bytes:
    return canonical.bytes_of(value) + b"\n"
