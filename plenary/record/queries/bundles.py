"""Bundles: the whole record of a coalition in one file, redacted for its reader over the same tree."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import BinaryIO

from plenary.coalitions import keys
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.record.models import Entry
from plenary.record.queries.heads import keys_brought, signed_row
from plenary.record.queries.reading import Reader, with_openings
from plenary.record.rules import bundles

_CHUNK = 1000


def bundle_lines(standing: Standing) -> Iterator[bytes]:
    """The lines of the bundle for a standing: header, each entry's envelope with the openings it may read, head, seal.

    The head is signed first, so that entries made meanwhile are left out. Read in chunks; three queries a thousand entries.
    """
    head = signed_row(standing.coalition)
    digest = sha256()
    for line in _unsealed(standing, head.size):
        digest.update(line)
        yield line
    last = bundles.head(bytes(head.body), bytes(head.signature))
    digest.update(last)
    yield last
    told = digest.hexdigest()
    yield bundles.seal(told, keys.sign(head.key, bundles.sealing(standing.coalition, told)))


def write_bundle(standing: Standing, stream: BinaryIO, progress: Callable[[int], object] = lambda _count: None) -> int:
    """Write the bundle for a standing to a stream; `progress` is told of each line. Gives the number of lines."""
    count = 0
    for line in bundle_lines(standing):
        stream.write(line)
        count += 1
        progress(1)
    return count


def _unsealed(standing: Standing, size: int) -> Iterator[bytes]:
    coalition = Coalition.objects.get(id=standing.coalition)
    reader = Reader.of(standing)
    yield bundles.header(
        coalition=coalition.id,
        names=coalition.names,
        made=clock.now(),
        audiences=reader.tokens,
        size=size,
        keys=keys_brought(coalition.id, size),
    )
    for start in range(0, size, _CHUNK):
        entries = Entry.objects.of(coalition.id).filter(n__gte=start, n__lt=min(start + _CHUNK, size)).order_by("n")
        for entry in with_openings(entries, coalition.id):
            yield bundles.entry(bytes(entry.entry.envelope), entry.shown_to(reader))
