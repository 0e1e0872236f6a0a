"""What a standing may read: entries and openings by audience, as it was when they were entered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db.models import Exists, OuterRef, QuerySet

from plenary.core import visibility
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.record.models import AppendOnlyQuerySet, Entry, EntryAudience, Opening
from plenary.record.rules.envelopes import Sealed

_AT_ONCE = 1024  # entries; a statement takes only so many values


@dataclass(frozen=True, slots=True)
class Reader:
    """The tokens by which one reads. What is sealed opens for somebody who has signed in, by another of its tokens: neither for
    the program nor for whoever merely names tokens, as an operator does. The program reads everything else."""

    tokens: frozenset[str]
    is_system: bool
    is_somebody: bool = True

    @classmethod
    def of(cls, standing: Standing) -> "Reader":
        """The reader that a standing is. Nobody reads by the token `sealed`."""
        return cls(
            standing.audiences - {visibility.SEALED}, standing.is_system, bool(standing.account or standing.person)
        )

    @property
    def in_order(self) -> tuple[str, ...]:
        """The tokens, sorted."""
        return tuple(sorted(self.tokens))

    def reads(self, audience: Iterable[str]) -> bool:
        """True when one of the tokens is the reader's."""
        given = frozenset(audience) - {visibility.SEALED}
        return bool(given) if self.is_system else bool(given & self.tokens)

    def opens(self, opening: Opening, entry_audience: Iterable[str]) -> bool:
        """True for an opening that is neither erased nor withheld, and is the reader's to see."""
        is_there = opening.erased_at is None and opening.withheld_at is None
        if visibility.SEALED in entry_audience and not self.is_somebody:
            return False
        return is_there and self.reads(opening.audience or entry_audience)


def tokens_readable(standing: Standing) -> AppendOnlyQuerySet[EntryAudience]:
    """The audience tokens, of all entries of the standing's coalition, by which it reads."""
    reader = Reader.of(standing)
    return _read_by(standing.coalition, reader.in_order, is_system=reader.is_system)


def _read_by(coalition_id: str, tokens: Collection[str], *, is_system: bool) -> AppendOnlyQuerySet[EntryAudience]:
    rows = EntryAudience.objects.of(coalition_id)
    return rows.exclude(token=visibility.SEALED) if is_system else rows.filter(token__in=tokens)


def readable(standing: Standing) -> AppendOnlyQuerySet[Entry]:
    """The entries of the standing's coalition whose audience it shares."""
    reader = Reader.of(standing)
    return readable_by(standing.coalition, reader.in_order, is_system=reader.is_system)


def ids_readable(standing: Standing, ids: Iterable[str]) -> frozenset[str]:
    """Those among ids of entries that the standing may read. One query. Serves rooms whose rows lead to entries."""
    return frozenset(readable(standing).filter(pk__in=set(ids)).values_list("pk", flat=True))


def readable_by(coalition_id: str, tokens: Collection[str], *, is_system: bool) -> AppendOnlyQuerySet[Entry]:
    """The entries of a coalition that are read by these tokens, or by the program itself. For queries that are prepared."""
    mine = _read_by(coalition_id, tokens, is_system=is_system).filter(entry=OuterRef("pk"))
    return Entry.objects.of(coalition_id).filter(Exists(mine))


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry with its openings, in order, and the rows of its audience, by token."""

    entry: Entry
    openings: Sequence[Opening]
    audiences: Sequence[EntryAudience]

    @property
    def tokens(self) -> list[str]:
        """The tokens of those who may read it."""
        return [audience.token for audience in self.audiences]

    def shown_to(self, reader: Reader) -> list[tuple[int, Sealed]]:
        """The openings that a reader may see: their positions and bytes."""
        tokens = self.tokens
        return [
            (opening.position, Sealed(bytes(opening.salt), bytes(opening.payload)))
            for opening in self.openings
            if reader.opens(opening, tokens)
        ]


def with_openings(entries: Iterable[Entry], coalition_id: str) -> list[Opened]:
    """These entries of a coalition, in their order, with their openings and audiences: two queries a thousand."""
    rows = list(entries)
    openings: defaultdict[str, list[Opening]] = defaultdict(list)
    audiences: defaultdict[str, list[EntryAudience]] = defaultdict(list)
    for some in batched((row.pk for row in rows), _AT_ONCE):
        ids = _rounded(some)
        for opening in _openings_of(coalition_id, ids):
            openings[opening.entry_id].append(opening)
        for audience in _audiences_of(coalition_id, ids):
            audiences[audience.entry_id].append(audience)
    return [Opened(row, openings[row.pk], audiences[row.pk]) for row in rows]


def _rounded(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The same ids, the last of them as often as makes their number a power of two: so there are few forms of the question."""
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))


@prepared
def _openings_of(coalition_id: str, entries: tuple[str, ...]) -> QuerySet[Opening]:
    return Opening.objects.of(coalition_id).filter(entry__in=entries).order_by("position")


@prepared
def _audiences_of(coalition_id: str, entries: tuple[str, ...]) -> QuerySet[EntryAudience]:
    return EntryAudience.objects.of(coalition_id).filter(entry__in=entries).order_by("token")
