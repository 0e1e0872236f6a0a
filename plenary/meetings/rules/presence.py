"""Who is present: whether that is a quorum, and whose voice has not been heard. Nobody is rated; only places are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many are present of all who have a vote, how many are needed, and whether that is enough."""

    present: int
    of: int
    needed: int

    @property
    def holds(self) -> bool:
        """True when enough are present."""
        return self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Voice:
    """One who is there: where it belongs, and how often it has spoken."""

    key: str
    name: str
    region: str
    spoken: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Whose voice has been heard: how many of those there have spoken, the names of those who have not, and from which regions
    nobody has."""

    spoken: int
    there: int
    silent: tuple[str, ...]
    silent_regions: tuple[str, ...]


def quorum_by_presence(present: Iterable[int], everyone: Iterable[int], share: Fraction) -> Quorum:
    """The quorum that a share of all votes asks for, by the weights of those present and of all. A share of nothing asks for
    nobody; any other for at least one."""
    votes, of = sum(present), sum(everyone)
    return Quorum(votes, of, max(ceil(share * of), 1) if share else 0)


def whose_voice(voices: Sequence[Voice]) -> Heard:
    """Whose voice has been heard and whose has not, of those who are there."""
    silent = sorted(each.name for each in voices if not each.spoken)
    regions = {each.region for each in voices if each.region}
    heard = {each.region for each in voices if each.spoken}
    return Heard(sum(bool(each.spoken) for each in voices), len(voices), tuple(silent), tuple(sorted(regions - heard)))


def in_turn(asked: Sequence[tuple[str, int]]) -> list[str]:
    """The order in which those who asked speak (key, how often each has spoken): who spoke least first, else who asked first."""
    placed = sorted(enumerate(asked), key=lambda each: (each[1][1], each[0]))
    return [key for _number, (key, _spoken) in placed]
