"""The bytes of files on the disk: one sealed file for each content in a folder of its coalition, below PLENARY_VAR/files.

A name is a keyed hash, so that nobody who lists the folder can tell whether it holds a document that they have. Bytes appear
whole under their name, on the disk before the row that names them is committed; what is not whole yet lies apart
(`files.unfinished`), where no backup looks. Nothing is destroyed while a backup is made: it would find a row and no bytes.
"""

import fcntl
import hmac
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from plenary.core import sealing
from plenary.core.backups.folder import sync
from plenary.core.backups.making import place_of_files

_ID = re.compile(r"[0-9a-z]{16}")
_NAME = re.compile(r"[0-9a-f]{64}")


class BytesLost(Exception):
    """The bytes of this name are not here, or are not what was kept."""


class Waiting:
    """Bytes that lie on the disk, and have no name yet."""

    def __init__(self, unfinished: Path, path: Path) -> None:
        self._unfinished, self._path = unfinished, path
        self.name = path.name

    def appear(self) -> None:
        """Give the bytes their name, in the place of the same ones if they are there, and wait for the disk."""
        above = [place_of_files(), self._path.parent.parent, self._path.parent]
        for folder in above:
            folder.mkdir(mode=0o700, exist_ok=True)
        self._unfinished.rename(self._path)
        for folder in reversed(above):
            sync(folder)


@contextmanager
def waiting(coalition_id: str, data: bytes) -> Iterator[Waiting]:
    """Within this block sealed bytes lie on the disk and wait for `appear`; what has not appeared goes at its end. Raises OSError
    when the disk does not take them."""
    name = name_of(coalition_id, data)
    place = _unfinished()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place / secrets.token_hex(16)
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealing.seal(data, place=_place(coalition_id, name)))
            file.flush()
            os.fsync(file.fileno())
        yield Waiting(unfinished, _path(coalition_id, name))
    finally:
        unfinished.unlink(missing_ok=True)


def name_of(coalition_id: str, data: bytes) -> str:
    """The name of some bytes in a coalition: their SHA-256, keyed with the newest master key and the coalition's id."""
    key = hmac.digest(settings.MASTER_KEYS[0], b"files:" + coalition_id.encode(), "sha256")
    return hmac.new(key, sha256(data).digest(), "sha256").hexdigest()


def content(coalition_id: str, name: str) -> bytes:
    """The bytes of a name. Raises BytesLost when they are not here, or were moved or altered, and OSError when the disk does not
    give them at present."""
    try:
        return sealing.unseal(_path(coalition_id, name).read_bytes(), place=_place(coalition_id, name))
    except (FileNotFoundError, sealing.SealError):
        raise BytesLost(f"the bytes {name} of coalition {coalition_id}") from None


def is_there(coalition_id: str, name: str) -> bool:
    """True when something lies under this name and a master key at hand sealed it; it is not opened."""
    try:
        with _path(coalition_id, name).open("rb") as file:
            return file.read(4).hex() in sealing.key_ids()
    except OSError:
        return False


def destroy(coalition_id: str, name: str) -> None:
    """Remove the bytes of a name; once more does nothing."""
    path = _path(coalition_id, name)
    if path.exists():
        path.unlink(missing_ok=True)
        sync(path.parent)


@contextmanager
def no_backup_running() -> Iterator[bool]:
    """Whether no backup is being made; within this block none begins where it is so."""
    with (Path(settings.VAR) / "backup.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def coalitions() -> list[str]:
    """The ids of the coalitions of which bytes lie here."""
    root = place_of_files()
    return sorted(path.name for path in root.iterdir() if _ID.fullmatch(path.name)) if root.exists() else []


def names_before(coalition_id: str, moment: datetime) -> list[str]:
    """The names of bytes of a coalition that were written before a moment."""
    folder = place_of_files() / coalition_id
    found = [path for path in folder.glob("??/*") if _NAME.fullmatch(path.name)]
    return sorted(path.name for path in found if _is_before(path, moment))


def clear_unfinished(moment: datetime) -> None:
    """Remove what killed processes left unfinished before a moment."""
    for path in _unfinished().glob("*"):
        if _is_before(path, moment):
            path.unlink(missing_ok=True)


def _is_before(path: Path, moment: datetime) -> bool:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment
    except FileNotFoundError:  # another was quicker
        return False


def _unfinished() -> Path:
    root = place_of_files()
    return root.with_name(f"{root.name}.unfinished")


def _place(coalition_id: str, name: str) -> str:
    return f"files:{coalition_id}:{name}"


def _path(coalition_id: str, name: str) -> Path:
    if not _ID.fullmatch(coalition_id) or not _NAME.fullmatch(name):
        raise ValueError(f"{coalition_id!r}, {name!r} are no names of files")
    return place_of_files() / coalition_id / name[:2] / name
