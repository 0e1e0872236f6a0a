"""Verification without the program's database: reads a bundle or a receipt and names the first thing that does not hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from plenary.record.rules import bundles, canonical, heads, merkle
from plenary.record.rules.heads import Head, HeadError
from plenary.record.rules.holding import BrokenError, Keys, held

_HEADER = {"bundle", "coalition", "names", "made", "audiences", "size", "keys"}
_ENTRY = {"envelope", "openings", "leaf"}
_RECEIPT = {"receipt", "envelope", "openings", "path", "head", "signature"}
_SEAL = {"sha256", "signature"}
SHORT = 32
"""Digits of a root that are enough to keep: with half as many, the owner of the key could make two records in advance that
look the same, in some 2**32 tries."""

_SHORT = re.compile(rf"(\d{{1,15}}):([0-9a-f]{{{SHORT},64}})")


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head that someone kept: size and root (or at least its first 32 digits), and the coalition where it was told."""

    size: int
    root: str
    coalition: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found to hold: the record's coalition and names, its head, how much of it could be read, and with how many
    kept heads it was compared: a receipt can be held against a head of its own size alone."""

    coalition: str
    names: dict[str, str]
    head: Head
    openings: int
    made: str = ""
    entry: int | None = None
    compared: int = 0


def short_head(size: int, root: str) -> str:
    """A head in short, `SIZE:ROOT` with the first 32 digits of the root: enough to hold against a record."""
    return f"{size}:{root[:SHORT]}"


def kept_head(text: str) -> KeptHead:
    """A kept head from what was kept: a head, a receipt (each one line), or `SIZE:ROOT` as mails tell it. Raises HeadError."""
    short = _SHORT.fullmatch(text.strip())
    if short:
        return KeptHead(int(short[1]), short[2])
    try:
        value = canonical.value_of(text.strip())
    except canonical.CanonicalError as error:
        raise HeadError(str(error)) from error
    if isinstance(value, dict) and value.keys() == _RECEIPT:
        value = {"head": value["head"], "signature": value["signature"]}
    head = heads.of_value(value)
    return KeptHead(head.size, head.root, head.coalition)


def verify(
    stream: BinaryIO, kept: Sequence[KeptHead] = (), progress: Callable[[int], object] = lambda _count: None
) -> Verified:
    """Verify a bundle or a receipt, read as a stream of lines; `progress` is told how many entries were read since.

    All is recomputed from the file: commitments, leaves, root, the chain of signing keys, signatures, the seal. Kept heads
    are compared with the tree as it was at their size: they reveal what a signature alone cannot, that the owner of the
    signing key wrote another record. Raises BrokenError with the first thing that does not hold.
    """
    lines = _Lines(stream)
    first = lines.next("record.header_broken")
    if isinstance(first, dict) and "receipt" in first:
        lines.require_end()
        return _verify_receipt(first, kept)
    return _Bundle(lines, first, kept).verify(progress)


class _Lines:
    """Canonical lines, with the hash of the bytes read before the last one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines: Iterator[bytes] = iter(stream)
        self._hash = sha256()
        self.digest_before = ""

    def next(self, reason: str, **facts: object) -> Any:
        line = next(self._lines, b"")
        if not line.endswith(b"\n"):
            raise BrokenError("record.file_ends" if not line else reason, **facts)
        try:
            value = canonical.value_of(line[:-1])
        except canonical.CanonicalError as error:
            raise BrokenError(reason, **facts) from error
        self._hash.update(line)
        return value

    def mark(self) -> None:
        """Keep the hash of all bytes so far."""
        self.digest_before = self._hash.hexdigest()

    def require_end(self) -> None:
        if next(self._lines, b""):
            raise BrokenError("record.file_goes_on")


class _Bundle:
    """One pass over a bundle."""

    def __init__(self, lines: _Lines, header: Any, kept: Iterable[KeptHead]) -> None:
        if not isinstance(header, dict) or header.keys() != _HEADER or header["bundle"] != bundles.VERSION:
            raise BrokenError("record.header_broken")
        if type(header["size"]) is not int or not isinstance(header["names"], dict):
            raise BrokenError("record.header_broken")
        self._lines, self._header = lines, header
        self._kept = sorted(kept, key=lambda head: head.size)
        self._keys = Keys(header["coalition"])
        self._frontier: list[bytes] = []
        self._openings = 0

    def verify(self, progress: Callable[[int], object]) -> Verified:
        header, size = self._header, self._header["size"]
        waiting = [head for head in self._kept if self._is_ours(head)]
        for n in range(size):
            waiting = self._compare(waiting, n)
            self._take_entry(n)
            if n % 1000 == 999:
                progress(1000)
        progress(size % 1000)
        head = self._take_head(size)
        self._take_seal()
        for missed in self._compare(waiting, size):
            raise BrokenError("record.shorter_than_kept", size=size, kept=missed.size)
        compared = len(self._kept)
        return Verified(header["coalition"], header["names"], head, self._openings, header["made"], compared=compared)

    def _is_ours(self, head: KeptHead) -> bool:
        if head.coalition and head.coalition != self._header["coalition"]:
            raise BrokenError("record.kept_foreign", kept=head.size)
        return True

    def _compare(self, waiting: list[KeptHead], size: int) -> list[KeptHead]:
        """Compare the tree at a size with the heads kept of that size; gives those of other sizes."""
        if not waiting or waiting[0].size != size:
            return waiting
        top = merkle.root(self._frontier).hex()
        for head in waiting:
            if head.size == size and not top.startswith(head.root):
                held_to = max((h.size for h in self._kept if h.size < size), default=0)
                raise BrokenError("record.rewritten", kept=size, first=held_to, last=size - 1)
        return [head for head in waiting if head.size != size]

    def _take_entry(self, n: int) -> None:
        line = self._lines.next("record.entry_unreadable", n=n)
        if not isinstance(line, dict) or line.keys() != _ENTRY or not isinstance(line["envelope"], str):
            raise BrokenError("record.entry_absent" if _is_head(line) else "record.entry_unreadable", n=n)
        entry = held(line["envelope"], line["openings"], coalition=self._header["coalition"], n=n)
        self._keys.take(entry, n)
        hashes = merkle.append(n, self._frontier, line["envelope"].encode())
        if hashes[0].hex() != line["leaf"]:
            raise BrokenError("record.entry_altered", n=n)
        self._openings += len(entry.payloads)

    def _take_head(self, size: int) -> Head:
        head = _head_of(self._lines.next("record.head_broken"), "record.head_broken")
        if (head.coalition, head.size) != (self._header["coalition"], size):
            raise BrokenError("record.head_other_size", size=size, head=head.size)
        if head.root != merkle.root(self._frontier).hex():
            raise BrokenError("record.head_other_root", size=size)
        brought = [{"n": n, "key": key} for n, key in self._keys.brought]
        if head.key != self._keys.in_use or brought != self._header["keys"]:
            raise BrokenError("record.head_other_key")
        return head

    def _take_seal(self) -> None:
        self._lines.mark()
        line = self._lines.next("record.seal_broken")
        if not isinstance(line, dict) or line.keys() != _SEAL or line["sha256"] != self._lines.digest_before:
            raise BrokenError("record.seal_broken")
        message = bundles.sealing(self._header["coalition"], line["sha256"])
        if not heads.holds(self._keys.in_use, line["signature"], message):
            raise BrokenError("record.seal_broken")
        self._lines.require_end()


def _verify_receipt(line: dict[str, Any], kept: Iterable[KeptHead]) -> Verified:
    if line.keys() != _RECEIPT or line["receipt"] != bundles.VERSION or not isinstance(line["envelope"], str):
        raise BrokenError("record.receipt_broken")
    head = _head_of({"head": line["head"], "signature": line["signature"]}, "record.head_broken")
    try:
        n = canonical.value_of(line["envelope"])["n"]
        path = [bytes.fromhex(step) for step in line["path"] if heads.is_hex(step, merkle.HASH)]
        complete = type(n) is int and len(path) == len(line["path"])
    except (canonical.CanonicalError, KeyError, TypeError) as error:
        raise BrokenError("record.receipt_broken") from error
    if not complete:
        raise BrokenError("record.receipt_broken")
    entry = held(line["envelope"], line["openings"], coalition=head.coalition, n=n)
    if not merkle.proves_inclusion(line["envelope"].encode(), n, head.size, path, bytes.fromhex(head.root)):
        raise BrokenError("record.receipt_unproven", n=n)
    compared = 0
    for one in kept:
        if one.coalition and one.coalition != head.coalition:
            raise BrokenError("record.kept_foreign", kept=one.size)
        if one.size == head.size and not head.root.startswith(one.root):
            raise BrokenError("record.rewritten", kept=one.size, first=0, last=one.size - 1)
        compared += one.size == head.size
    return Verified(head.coalition, {}, head, len(entry.payloads), entry=n, compared=compared)


def _head_of(value: Any, reason: str) -> Head:
    try:
        return heads.of_value(value)
    except HeadError as error:
        raise BrokenError(reason) from error


def _is_head(line: Any) -> bool:
    return isinstance(line, dict) and line.keys() == {"head", "signature"}
