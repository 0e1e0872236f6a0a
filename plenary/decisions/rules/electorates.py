"""What stands for a whole electorate: a hash by which it can be held against the record without telling who is in it."""

from collections.abc import Iterable
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


def electors_hash(places: Iterable[Place]) -> str:
    """SHA-256 of an electorate in canonical text, hexadecimal, whatever its order. Keys hold 80 random bits each."""
    told = sorted([place.key, place.person, place.weight] for place in places)
    return sha256(canonical.bytes_of(told)).hexdigest()
