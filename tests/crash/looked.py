"""What somebody finds who looks for secret ballots in the files of a database: every order of towns, and codes that are known."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.crash.databases import Keeper, Postgresql

_TOWNS = 9
_AS_TEXT = re.compile(rb'\["[1-9]"\](?:, ?\["[1-9]"\]){%d}' % (_TOWNS - 1))
_IN_TEXT = re.compile(rb"[1-9]")
_ONE = rb"\x01\x00\x00\x40\x01\x00\x00\x80([1-9])"  # jsonb: a list of one text of one sign
_AS_JSONB = re.compile((_ONE.replace(rb"(", rb"(?:") + rb"\x00\x00\x00") * (_TOWNS - 1) + _ONE.replace(rb"(", rb"(?:"))
_IN_JSONB = re.compile(_ONE)


@dataclass(frozen=True)
class Seen:
    """The orders of all towns that stand anywhere, as text or as PostgreSQL keeps JSON, such as ``"219345678"``; the codes, of
    those that were looked for, that do; and in how many files was looked."""

    orders: frozenset[str]
    codes: frozenset[str]
    files: int


def look(paths: Iterable[Path], codes: Iterable[str]) -> Seen:
    """Look into files, each as a whole."""
    orders: set[str] = set()
    found: set[str] = set()
    wanted, files = set(codes), 0
    for path in paths:
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # the database has thrown it away meanwhile
            continue
        files += 1
        orders |= {b"".join(_IN_TEXT.findall(each)).decode() for each in _AS_TEXT.findall(data)}
        orders |= {b"".join(_IN_JSONB.findall(each)).decode() for each in _AS_JSONB.findall(data)}
        found |= {code for code in wanted if code.encode() in data}
    return Seen(frozenset(orders), frozenset(found), files)


def files_of(database: Keeper, kept: Path, since: float) -> Iterator[Path]:
    """The files in which a database keeps what was written since a moment (seconds since 1970), its log of writes and its own
    log too: of PostgreSQL those of the whole cluster, once all is written out; of the embedded one the copy that was `kept`."""
    if not isinstance(database, Postgresql):
        yield from sorted(kept.iterdir())
        return
    database.checkpoint()
    for path in sorted(database.data.rglob("*")):
        if path.is_file() and path.stat().st_mtime >= since:
            yield path
