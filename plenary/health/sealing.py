"""How concerns are sealed: a key pair a conversation, opened by a receiver's passphrase or by a receipt code, by nothing else.

Words are sealed for the public key of their conversation (`decisions.envelopes`: X25519, HKDF-SHA-256, AES-256-GCM). Its private
key lies in the database only as sealed: once for each receiver's public key, and once under a key that Argon2id (RFC 9106)
derives from the receipt code. A receiver's own private key is sealed under a key derived from the passphrase. No key of the
server opens any of them.

The salt of receipt codes follows from the master key, which lies outside of the database: who has the database alone cannot
even begin to guess codes. Of a code the hash is kept, by which its conversation is found.

A file is sealed under a key of its own (AES-256-GCM), and this key, with the file's name and kind, stands among the sealed words
with which it came: whoever opens the words opens the file.

Lengths are hidden in steps (`SIZES`, `FILE_SIZES`). What the server holds in memory while it works is not hidden from whoever
rules it.
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from plenary.core.sealing import SealError
from plenary.decisions import envelopes

SIZES = (1024, 4096, 16384, envelopes.MOST)
"""Lengths in bytes to which words are filled up before they are sealed."""
FILE_SIZES = (65_536, 524_288, 2_097_152, 4_194_304)
"""Lengths in bytes to which a file is filled up before it is sealed."""
MOST_FILE = 4_000_000  # bytes of a file
SALT = 16
_NONCE, _KEY, _LENGTH = 12, 32, 4
_OF_CODES = (2, 19 * 1024)
"""Rounds, and memory in KiB. A code is random: what OWASP asks at least is more than enough, and a small server bears it."""
_OF_PASSPHRASES = (3, 64 * 1024)
"""A passphrase is chosen by a person: the second choice that RFC 9106 recommends, on one lane."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two halves of a key pair, as bytes."""

    public: bytes
    private: bytes


@dataclass(frozen=True, slots=True)
class OfCode:
    """What follows from a receipt code: the hash that is kept, the key that is not."""

    hash: bytes
    key: bytes


def new_pair() -> Pair:
    """A fresh key pair."""
    made = X25519PrivateKey.generate()
    return Pair(made.public_key().public_bytes_raw(), made.private_bytes_raw())


def public_of(private: bytes) -> bytes:
    """The public half of a private key. Raises ValueError for what is none."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_words(public: bytes, told: dict[str, Any], *, place: str) -> bytes:
    """Seal what was said, filled up to the next of SIZES. Raises ValueError when it is longer than the last."""
    content = json.dumps(told, ensure_ascii=False).encode()
    size = next((each for each in SIZES if len(content) <= each), SIZES[-1])
    return envelopes.seal(public, content, place=place, size=size)


def open_words(private: bytes, sealed: bytes, *, place: str) -> dict[str, Any]:
    """What `seal_words` sealed. Raises SealError."""
    told: dict[str, Any] = json.loads(envelopes.open_(private, sealed, place=place))
    return told


def seal_file(data: bytes, *, place: str) -> tuple[bytes, bytes]:
    """A fresh key, and a file sealed under it for one place, filled up to the next of FILE_SIZES. Raises ValueError for a file of
    more than MOST_FILE bytes."""
    if len(data) > MOST_FILE:
        raise ValueError(f"a file of {len(data)} bytes is too large")
    size = next(each for each in FILE_SIZES if len(data) <= each)
    key = secrets.token_bytes(_KEY)
    return key, wrap(key, len(data).to_bytes(_LENGTH) + data.ljust(size, b"\0"), place=place)


def open_file(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """What `seal_file` sealed. Raises SealError."""
    padded = unwrap(key, sealed, place=place)
    return padded[_LENGTH : _LENGTH + int.from_bytes(padded[:_LENGTH])]


def seal_key(public: bytes, private: bytes, *, place: str) -> bytes:
    """Seal a private key for the holder of another key pair."""
    return envelopes.seal(public, private, place=place, size=_KEY)


def open_key(own: bytes, sealed: bytes, *, place: str) -> bytes:
    """What `seal_key` sealed. Raises SealError."""
    return envelopes.open_(own, sealed, place=place)


def of_code(digits: str) -> tuple[OfCode, ...]:
    """What follows from the digits of a receipt code under each master key, the newest first; the same work for every code."""
    return tuple(_of_code(digits, master) for master in settings.MASTER_KEYS)


def key_of_passphrase(passphrase: str, salt: bytes) -> bytes:
    """The key under which a receiver's private key is sealed."""
    return _derived(passphrase, salt, *_OF_PASSPHRASES)


def wrap(key: bytes, content: bytes, *, place: str) -> bytes:
    """Seal a private key or a file under a key, for one place."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unwrap(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """What `wrap` sealed. Raises SealError: a wrong passphrase or code, or what was moved or altered."""
    try:
        return AESGCM(key).decrypt(bytes(sealed[:_NONCE]), bytes(sealed[_NONCE:]), place.encode())
    except InvalidTag as error:
        raise SealError(f"{place}: the key does not open this") from error


def _of_code(digits: str, master: bytes) -> OfCode:
    salt = HKDF(SHA256(), SALT, None, b"plenary concern receipt 1").derive(master)
    made = _derived(digits, salt, *_OF_CODES)
    halves = HKDF(SHA256(), 2 * _KEY, None, b"plenary concern receipt 1").derive(made)
    return OfCode(halves[:_KEY], halves[_KEY:])


def _derived(words: str, salt: bytes, rounds: int, memory: int) -> bytes:
    return Argon2id(salt=salt, length=_KEY, iterations=rounds, lanes=1, memory_cost=memory).derive(words.encode())
