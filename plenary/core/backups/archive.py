"""The one file: a tar archive of manifest and parts, compressed by gzip, sealed in the age format, read in one go.

`age --decrypt FILE | tar --extract --gzip` opens it where Plenary is not at hand.
"""

import gzip
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO, cast

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from plenary.core.backups import age, manifest
from plenary.core.backups.manifest import Manifest, ManifestError, Part
from plenary.core.verdicts import Refused, refuse

type Step = Callable[[int], object]

_LEVEL = 6  # of gzip: half the time of the highest, within a few per cent of its size
_PIECE = 1024 * 1024
_MOST_OF_MANIFEST = 256 * 1024 * 1024


def part_of(path: Path, place: str, step: Step = lambda _bytes: None) -> Part:
    """A file as a part, read once for its size and hash."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            step(len(piece))
    return Part(place, size, digest.hexdigest())


def write(
    stream: BinaryIO,
    told: Manifest,
    sources: Mapping[str, Path],
    *,
    recipients: Sequence[X25519PublicKey],
    master_key: bytes,
    step: Step = lambda _bytes: None,
) -> None:
    """Write a backup: the manifest, its code, then each part from its source. Refuses when a part changed meanwhile."""
    sealer = age.Sealer(stream, recipients)
    text = told.text()
    code = manifest.code(text, master_key).encode()
    with (
        gzip.GzipFile(fileobj=sealer, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        _add(tar, manifest.NAME, len(text), io.BytesIO(text))
        _add(tar, manifest.CODE, len(code), io.BytesIO(code))
        for part in told.parts:
            with sources[part.place].open("rb") as file:
                counted = _Hashed(file, step)
                try:
                    _add(tar, part.place, part.size, counted)
                except OSError as error:  # without a number: the file ended before its size
                    raise error if error.errno else Refused(refuse("core.backup_file_changed")) from error
            if counted.digest.hexdigest() != part.sha256:
                raise Refused(refuse("core.backup_file_changed"))
    sealer.finish()


def _add(tar: tarfile.TarFile, name: str, size: int, content: object) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, cast("IO[bytes]", content))


class _Hashed:
    """A file that is hashed and counted while it is read."""

    def __init__(self, file: BinaryIO, step: Step) -> None:
        self._file, self._step, self.digest = file, step, sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        self._step(len(piece))
        return piece


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that was opened: its manifest, and whether one of the master keys at hand made it."""

    manifest: Manifest
    is_ours: bool


def look(
    path: Path,
    key: X25519PrivateKey,
    master_keys: Sequence[bytes],
    *,
    into: Path | None = None,
    step: Step = lambda _bytes: None,
) -> Found:
    """Read a whole backup and check every byte of it; write its parts below `into` where that is given.

    Of a backup that no master key at hand made, nothing after the manifest is read. Refuses what was altered, cut short,
    sealed for others, or made by a later format. What was written before it refused is the caller's to remove.
    """
    with _words(path), path.open("rb") as file:
        opener = io.BufferedReader(age.Opener(file, key), age.CHUNK)
        with gzip.GzipFile(fileobj=opener, mode="rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            text = _member(tar, manifest.NAME, _MOST_OF_MANIFEST).read()
            told = _member(tar, manifest.CODE, 128).read().decode("ascii", "replace")
            found = Found(manifest.read(text), manifest.is_by_one_of(text, told, master_keys))
            if not found.is_ours:
                return found
            for part in found.manifest.parts:
                _take(_member(tar, part.place, part.size), part, into, step)
            if tar.next() is not None:
                raise ManifestError("a part that the manifest does not name")
            while packed.read(_PIECE):
                pass
        while opener.read(_PIECE):
            pass
    return found


def _member(tar: tarfile.TarFile, name: str, most: int) -> IO[bytes]:
    """The next member, which must have this name. Raises ManifestError."""
    info = tar.next()
    if info is None or info.name != name or not info.isreg() or info.size > most:
        raise ManifestError("not the part that should follow")
    content = tar.extractfile(info)
    if content is None:
        raise ManifestError("not a file")
    return content


def _take(content: IO[bytes], part: Part, into: Path | None, step: Step) -> None:
    """Read one part and compare it with the manifest; write it, and wait for the disk, where a folder is given."""
    digest, size = sha256(), 0
    with _opened(into, part.place) as file:
        while piece := content.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            step(len(piece))
            if file:
                file.write(piece)
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise ManifestError("a part is not what the manifest says")


@contextmanager
def _opened(into: Path | None, place: str) -> Iterator[BinaryIO | None]:
    if into is None:
        yield None
        return
    path = into / place
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _words(path: Path) -> Iterator[None]:
    """What goes wrong while a backup is read, as a refusal with words. What its own disk refuses stays an OSError."""
    name = path.name
    try:
        yield
    except age.OtherKeyError:
        raise Refused(refuse("core.backup_other_key", file=name)) from None
    except age.CutShortError:
        raise Refused(refuse("core.backup_cut_short", file=name)) from None
    except ManifestError as error:
        newer = str(error).startswith("format ")
        raise Refused(refuse("core.backup_newer_format" if newer else "core.backup_altered", file=name)) from None
    except (age.AgeError, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError):
        raise Refused(refuse("core.backup_altered", file=name)) from None
