"""Bundles and receipts as they are written: lines of canonical text, each of which can be checked by itself.

Every line is RFC 8785 canonical JSON in UTF-8, ended by one newline. A text that was hashed or signed is carried as a
string, exactly as it was. Hashes, keys, salts and signatures are in lower-case hexadecimal. A bundle is, line by line:

1. the header `{audiences, bundle: 1, coalition, keys: [{key, n}], made, names, size}`; `keys` are the signing keys with
   the places of the entries that brought them;
2. `size` entries `{envelope, leaf, openings: [{i, payload, salt}]}`, in order, all of them, with only the openings that
   the reader may see; `leaf` is SHA-256(0x00, envelope), and `commit[i]` of the envelope is SHA-256(salt, payload);
3. the head `{head, signature}`: size and root of the tree of all envelopes (RFC 9162, 2.1), signed with the last key;
4. the seal `{sha256, signature}`: the SHA-256 of all bytes before this line, signed with the same key (see `sealing`).

A receipt is one line `{envelope, head, openings, path, receipt: 1, signature}`; `path` proves the envelope under the head,
nearest first. Signatures are Ed25519 over the exact text; a later key is signed by the one before (`heads.handover`).
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
