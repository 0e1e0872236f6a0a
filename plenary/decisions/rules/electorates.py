"""Who of an electorate is counted, and what stands for the whole of it against the record without telling who is in it."""

from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import Protocol

from plenary.record.rules import canonical


class Place(Protocol):
    """A place in an electorate: whose it is, and what its ballot weighs."""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        ...

    @property
    def person(self) -> str:
        """Who alone casts its ballot, or empty."""
        ...

    @property
    def weight(self) -> int:
        """How much its ballot counts."""
        ...

    @property
    def region(self) -> str:
        """The region with which it counts, or empty."""
        ...


def electors_hash(places: Iterable[Place]) -> str:
    """SHA-256 of an electorate in canonical text, hexadecimal, whatever its order. Keys hold 80 random bits each. A place
    without a region is told as before there were any."""
    told = sorted(
        [place.key, place.person, place.weight, *([place.region] if place.region else [])] for place in places
    )
    return sha256(canonical.bytes_of(told)).hexdigest()


class Present(Protocol):
    """A place in an electorate, as far as it is asked whether it is counted."""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        ...

    @property
    def is_away(self) -> bool:
        """On leave or dormant: it may act, and is not waited for."""
        ...

    @property
    def is_recused(self) -> bool:
        """Stood back from this proposal: it does not act on it."""
        ...


def counted[T: Present](places: Iterable[T], acted: Collection[str]) -> list[T]:
    """The places that quorum and thresholds are reckoned from: all but those recused, and of those away the ones that acted
    (`acted`: keys of those with a ballot or an objection). So nobody who is away blocks a quorum, or loses a say."""
    return [place for place in places if not place.is_recused and (not place.is_away or place.key in acted)]
