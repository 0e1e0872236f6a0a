"""What a standing may read: entries and openings by audience, as it was when they were entered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.record.models import AppendOnlyQuerySet, Entry, EntryAudience, Opening
from plenary.record.rules.envelopes import Sealed


@dataclass(frozen=True, slots=True)
class Reader:
    """The tokens by which one reads. The program itself reads everything but what is sealed."""

    tokens: frozenset[str]
    is_system: bool

    @classmethod
    def of(cls, standing: Standing) -> "Reader":
        """The reader that a standing is. Nobody reads by the token `sealed`."""
        return cls(standing.audiences - {visibility.SEALED}, standing.is_system)

    def reads(self, audience: Iterable[str]) -> bool:
        """True when one of the tokens is the reader's."""
        given = frozenset(audience) - {visibility.SEALED}
        return bool(given) if self.is_system else bool(given & self.tokens)

    def opens(self, opening: Opening, entry_audience: Iterable[str]) -> bool:
        """True for an opening that is neither erased nor withheld, and is the reader's to see."""
        is_there = opening.erased_at is None and opening.withheld_at is None
        return is_there and self.reads(opening.audience or entry_audience)


def tokens_readable(standing: Standing) -> AppendOnlyQuerySet[EntryAudience]:
    """The audience tokens, of all entries of the standing's coalition, by which it reads."""
    reader = Reader.of(standing)
    tokens = EntryAudience.objects.of(standing.coalition)
    return tokens.exclude(token=visibility.SEALED) if reader.is_system else tokens.filter(token__in=reader.tokens)


def readable(standing: Standing) -> AppendOnlyQuerySet[Entry]:
    """The entries of the standing's coalition whose audience it shares."""
    mine = tokens_readable(standing).filter(entry=OuterRef("pk"))
    return Entry.objects.of(standing.coalition).filter(Exists(mine))


def with_openings(entries: AppendOnlyQuerySet[Entry], coalition_id: str) -> AppendOnlyQuerySet[Entry]:
    """The same entries with their openings, in order, and their audience tokens: two queries for all of them."""
    openings = Prefetch("openings", Opening.objects.of(coalition_id).order_by("position"))
    audiences = Prefetch("audiences", EntryAudience.objects.of(coalition_id).order_by("token"))
    return entries.prefetch_related(openings).prefetch_related(audiences)


def tokens_of(entry: Entry) -> list[str]:
    """The audience of an entry that was read by `with_openings`."""
    return [audience.token for audience in entry.audiences.all()]


def opened(entry: Entry, reader: Reader) -> Sequence[tuple[int, Sealed]]:
    """The openings of an entry, read by `with_openings`, that a reader may see: their positions and bytes."""
    audience = tokens_of(entry)
    return [
        (opening.position, Sealed(bytes(opening.salt), bytes(opening.payload)))
        for opening in entry.openings.all()
        if reader.opens(opening, audience)
    ]
