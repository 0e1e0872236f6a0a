"""The manifest: what a backup holds, said first, and sealed by a code that only a holder of the master key can make.

Everybody who knows the public half of the recovery key can seal a file for it. So whoever restores would trust the letter box;
the code tells that the server itself wrote this one.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = 1
NAME, CODE = "manifest.json", "manifest.code"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = {SQLITE: "database.sqlite3", POSTGRESQL: "database.pgdump"}


class ManifestError(ValueError):
    """A manifest that is not written as one is."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup: its place in it, its size in bytes, its SHA-256 in hexadecimal."""

    place: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. No names of people, and none of what they wrote.

    `engine` is the database's; `migrations` tells each room's newest one; `rows` counts each table; `vouched` is what each
    voucher said; `left_out` names the tables whose rows are not there; `made_at` is ISO 8601 in UTC.
    """

    plenary: str
    engine: str
    made_at: str
    migrations: Mapping[str, str]
    rows: Mapping[str, int]
    left_out: Sequence[str]
    vouched: Mapping[str, Any]
    parts: Sequence[Part]
    format: int = FORMAT

    @property
    def database(self) -> Part:
        """The part that is the database; always the first."""
        return self.parts[0]

    def text(self) -> bytes:
        """As it is written into the backup."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read(text: bytes) -> Manifest:
    """A manifest as it was written. Raises ManifestError; for a newer format with the words ``format N``."""
    try:
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise ManifestError(f"format {told['format']}")
        manifest = Manifest(**{**told, "parts": tuple(Part(**part) for part in told["parts"])})
    except (ValueError, TypeError, KeyError) as error:
        raise error if isinstance(error, ManifestError) else ManifestError("not a manifest") from error
    if not manifest.parts or manifest.database.place != DATABASES.get(manifest.engine):
        raise ManifestError("no database")
    if not all(_is_below_files(part.place) for part in manifest.parts[1:]):
        raise ManifestError("a part in a strange place")
    return manifest


def _is_below_files(place: str) -> bool:
    """True for a relative path below ``files/`` that goes nowhere else."""
    first, *others = place.split("/")
    return first == "files" and bool(others) and not {"", ".", ".."} & set(others) and not set("\0\\") & set(place)


def code(text: bytes, master_key: bytes) -> str:
    """The code over a manifest: HMAC-SHA-256 under a key that HKDF derives from a master key; in hexadecimal."""
    key = HKDF(SHA256(), 32, None, b"plenary backup manifest").derive(master_key)
    return hmac.digest(key, text, sha256).hex()


def is_by_one_of(text: bytes, told: str, master_keys: Sequence[bytes]) -> bool:
    """True when the code was made under one of these master keys."""
    return any(hmac.compare_digest(code(text, key).encode(), told.encode()) for key in master_keys)
