"""Ties: first by an earlier stage, then by a published order of lots, both declared before the count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from plenary.decisions.rules.methods.accounts import Tie
from plenary.decisions.rules.methods.profiles import Number


def lots_of(seed: str, names: Sequence[str]) -> tuple[int, ...]:
    """The order of lots that a seed gives to candidates, the first drawn first: by the SHA-256 of the seed and the name.

    It depends on each name and the seed alone, so that anyone can draw it again; equal names follow the order of the list.
    """
    drawn = [sha256(f"{seed}\n{name}".encode()).digest() for name in names]
    return tuple(sorted(range(len(names)), key=lambda each: (drawn[each], each)))


@dataclass(frozen=True, slots=True)
class Ties:
    """How ties are broken: an order of lots, all candidates in it. Who stands earlier is taken first where one is to be chosen,
    and stays longer where one is to go."""

    lots: tuple[int, ...]

    @classmethod
    def in_order(cls, number: int) -> "Ties":
        """Lots in the order of the list."""
        return cls(tuple(range(number)))

    def best(self, among: Iterable[int], earlier: Sequence[Mapping[int, Number]] = ()) -> Tie:
        """Who is taken of those that are tied for being chosen: from the latest earlier stage backwards only those stay in who
        had most there, until one is left; else the first lot. `earlier` are the totals of stages, from the first on."""
        return self._taken(tuple(sorted(among)), earlier, most=True)

    def worst(self, among: Iterable[int], earlier: Sequence[Mapping[int, Number]] = ()) -> Tie:
        """Who is taken of those that are tied for going: from the latest earlier stage backwards only those stay in who had least
        there, until one is left; else the last lot."""
        return self._taken(tuple(sorted(among)), earlier, most=False)

    def _taken(self, among: tuple[int, ...], earlier: Sequence[Mapping[int, Number]], *, most: bool) -> Tie:
        left = list(among)
        for stage in range(len(earlier), 0, -1):
            totals = earlier[stage - 1]
            edge = (max if most else min)(totals.get(each, 0) for each in left)
            left = [each for each in left if totals.get(each, 0) == edge]
            if len(left) == 1:
                return Tie(among=among, taken=left[0], by="earlier_stage", stage=stage)
        order = {each: place for place, each in enumerate(self.lots)}
        return Tie(among=among, taken=(min if most else max)(left, key=order.__getitem__), by="lot")
