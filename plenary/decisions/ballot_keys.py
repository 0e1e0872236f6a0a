"""Where the private keys of secret ballots lie: one file for each name (a proposal and its round) in a folder of their own.

The folder is ``ballot-keys`` under PLENARY_VAR. No key stands in the database or in a backup, so that an old copy of either
opens nothing once the key is destroyed; the price is that a lost key makes the vote be repeated. Where several machines
answer, the folder is one that they share.

A file holds the private half and the public half, 32 bytes each, so that what was overwritten or damaged is told from a key.
It appears whole under its name (a hard link to a file that is on the disk already), and never takes the place of another.
"""

import os
import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings

from plenary.core.backups.folder import sync

_NAME = re.compile(r"[A-Za-z0-9-]{1,200}")
_HALF = 32


class KeyLost(Exception):
    """The key of this name is not here: destroyed, damaged, never made, or not brought along."""


def folder() -> Path:
    """The folder of the keys; there once the first was made."""
    return Path(settings.VAR) / "ballot-keys"


def make(name: str) -> bytes:
    """The public half of the key of this name (32 bytes), made unless it is there: then its own public half again.

    When it returns, the file and its name are on the disk, for the server's user alone (600, the folder 700). Two processes
    may make it at once, and get the same. Keep what is returned and seal with that: after `destroy` the name would
    get another key. Raises ValueError for a name with other than letters and digits of ASCII and hyphens, KeyLost when
    the file is there and damaged (it is not replaced), OSError when the disk does not take it.
    """
    path = _path(name)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        _write(path)
    sync(path.parent)
    sync(path.parent.parent)
    return _halves(path)[1]


def private(name: str) -> bytes:
    """The private half of the key of this name (32 bytes).

    Raises KeyLost when it is not here, ValueError for a name that is none, and OSError when the file cannot be
    read at present, which is not the same.
    """
    return _halves(_path(name))[0]


def destroy(name: str) -> None:
    """Overwrite the key of this name with zeros, wait for the disk, and remove it; once more does nothing.

    What a killed `make` left of it goes too. A disk that writes elsewhere (solid state, copy on write, snapshots) may keep
    the old bytes where no program finds them: encrypt the disk. Raises ValueError for a name that is none.
    """
    path = _path(name)
    if not path.parent.exists():
        return
    for file in (path, *path.parent.glob(f".{name}.*")):
        _overwrite(file)
        file.unlink(missing_ok=True)
    sync(path.parent)


def names() -> list[str]:
    """The names of the keys that are here, in order, for whoever looks for those that should be gone."""
    place = folder()
    return sorted(path.name for path in place.iterdir() if _NAME.fullmatch(path.name)) if place.exists() else []


def made_at(name: str) -> datetime:
    """When the key of this name was made. Raises KeyLost when it is not here."""
    try:
        return datetime.fromtimestamp(_path(name).stat().st_mtime, UTC)
    except FileNotFoundError:
        raise KeyLost(f"there is no key {name}") from None


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a key")
    return folder() / name


def _write(path: Path) -> None:
    """Make a key and let it appear under its name, unless another process was quicker."""
    key = X25519PrivateKey.generate()
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb", buffering=0) as file:
            file.write(key.private_bytes_raw() + key.public_key().public_bytes_raw())
            os.fsync(descriptor)
        os.link(unfinished, path)
    except FileExistsError:
        pass  # theirs is the key; ours sealed nothing
    finally:
        unfinished.unlink(missing_ok=True)


def _halves(path: Path) -> tuple[bytes, bytes]:
    """Private and public half of a file. Raises KeyLost."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise KeyLost(f"there is no key {path.name}") from None
    own, public = data[:_HALF], data[_HALF:]
    if len(own) != _HALF or X25519PrivateKey.from_private_bytes(own).public_key().public_bytes_raw() != public:
        raise KeyLost(f"the key {path.name} is damaged or was overwritten")
    return own, public


def _overwrite(path: Path) -> None:
    """Write zeros over what a file holds, in its place, and wait for the disk; a missing one is passed over."""
    try:
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    with open(descriptor, "wb", buffering=0) as file:  # opened so it is not emptied first: the same blocks are written
        file.write(bytes(os.fstat(descriptor).st_size))
        os.fsync(descriptor)
