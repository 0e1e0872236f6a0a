"""Loads of sequential Phragmén: each seat is a load of 1 on those who approve its holder, shared so that the highest load stays
lowest."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from plenary.decisions.rules.methods.accounts import Tie
from plenary.decisions.rules.methods.ties import Ties


class Loads:
    """What load each voter carries, exactly.

    Source: Phragmén, Sur une méthode nouvelle (1894); Janson, Phragmén's and Thiele's election methods (2016).
    """

    def __init__(
        self, ballots: Mapping[tuple[int, ...], int], start: Mapping[int, Fraction], candidates: Iterable[int]
    ) -> None:
        """How many approve which set, the load of each such voter at the start (by the place of the ballot), and those who have
        no seat yet."""
        self._numbers = list(ballots.values())
        self._scale = lcm(*{load.denominator for load in start.values()})
        self._loads = [start[each].numerator * (self._scale // start[each].denominator) for each in range(len(ballots))]
        self._groups: dict[int, list[int]] = {each: [] for each in candidates}
        for group, ballot in enumerate(ballots):
            for each in ballot:
                if each in self._groups:
                    self._groups[each].append(group)
        self._support = {each: sum(self._numbers[group] for group in groups) for each, groups in self._groups.items()}

    def seat(self, ties: Ties) -> tuple[int, Fraction, Tie | None] | None:
        """Seat whoever leaves the highest load lowest: who, the load that each supporter then carries, and the tie if one was
        decided. None when nobody supports any that is left."""
        after = {each: self._after(each) for each, groups in self._groups.items() if groups}
        if not after:
            return None
        least = min(after.values())
        tied = [each for each, load in after.items() if load == least]
        tie = ties.best(tied) if len(tied) > 1 else None
        taken = tie.taken if tie else tied[0]
        self._carry(self._groups.pop(taken), least)
        return taken, least, tie

    def let_go(self, candidates: Iterable[int]) -> None:
        """Seat none of these any more."""
        for each in candidates:
            self._groups.pop(each, None)

    def _after(self, candidate: int) -> Fraction:
        carried = sum([self._numbers[group] * self._loads[group] for group in self._groups[candidate]])
        return Fraction(self._scale + carried, self._scale * self._support[candidate])

    def _carry(self, groups: Iterable[int], load: Fraction) -> None:
        scale = lcm(self._scale, load.denominator)
        if (factor := scale // self._scale) != 1:
            self._loads = [each * factor for each in self._loads]
            self._scale = scale
        for group in groups:
            self._loads[group] = load.numerator * (scale // load.denominator)
