"""The folder of backups: names by moment, files that appear when they are whole, and only the newest kept."""

import fcntl
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from errno import EEXIST
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from plenary.core.verdicts import Refused, refuse

ENDING = ".tar.gz.age"
KEYS_ENDING = ".keys.age"
_UNFINISHED = ".unfinished"


def _server() -> str:
    """What the files of this server begin with: its host, so that two servers may share a folder."""
    host = urlsplit(settings.SITE_URL).hostname or socket.gethostname()
    return f"plenary-{re.sub(r'[^a-z0-9.-]', '-', host.lower())}-"


def name_at(moment: datetime, ending: str = ENDING) -> str:
    """``plenary-HOST-2026-11-25T212431Z.tar.gz.age``; names sort by moment."""
    return f"{_server()}{moment:%Y-%m-%dT%H%M%SZ}{ending}"


def backups_in(folder: Path) -> list[Path]:
    """This server's whole backups, oldest first."""
    pattern = re.compile(re.escape(_server()) + r"\d{4}-\d\d-\d\dT\d{6}Z" + re.escape(ENDING))
    return sorted(path for path in folder.iterdir() if pattern.fullmatch(path.name))


def keys_in(folder: Path) -> list[Path]:
    """Files of master keys, sealed or open, of whatever server."""
    return sorted(path for path in folder.iterdir() if path.name.endswith(KEYS_ENDING) or path.name == "master.keys")


@contextmanager
def appearing(path: Path) -> Iterator[BinaryIO]:
    """A new file that has its name only once it is whole and on the disk; for its owner alone (mode 600).

    It never takes the place of another: raises FileExistsError. Whatever breaks off leaves nothing.
    """
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        with open(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path))
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync(path.parent)


@contextmanager
def workplace(name: str) -> Iterator[Path]:
    """An empty folder of that name under PLENARY_VAR for what is not whole yet, for one process at a time; it is removed at
    the end, and what a killed run left in it, at the begin. Refuses while another process works there."""
    with (Path(settings.VAR) / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(refuse("core.backup_running")) from None
        place = Path(settings.VAR) / f"{name}.unfinished"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clear_unfinished(folder: Path) -> None:
    """Remove what runs of this server left that were killed; for whoever holds the lock."""
    for path in folder.glob(f".{_server()}*{_UNFINISHED}"):
        path.unlink(missing_ok=True)


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Remove all but the newest `count` backups of this server; returns those that went."""
    gone = backups_in(folder)[:-count]
    for path in gone:
        path.unlink()
    return gone
