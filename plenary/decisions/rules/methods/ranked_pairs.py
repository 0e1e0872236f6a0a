"""Ranked pairs: majorities are locked from the strongest down, each unless it would close a cycle; whoever then has none
against it is chosen.

Sources: T. N. Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare 4 (1987), pages
185-206; T. M. Zavist and T. N. Tideman, Complete independence of clones in the ranked pairs rule, the same, 6 (1989), pages
167-173, for ties: a ranking of the candidates orders what is equal. Here that ranking is the lots. Majorities of equal
strength come by who stands first in it of those preferred, then of those not preferred; pairs of which as many prefer
either come after all majorities, each for whom stands first in it. So exactly one is left that nobody stands before. The
count does not depend on clones where these stand together in the lots.

Stages:
- `locked`: a majority (`about`: who is preferred, and to whom) is locked. Facts: `votes`, `against`.
- `skipped`: a majority is left out. Facts: `votes`, `against`, and `cycle`, the candidates along what is locked already from
  the second back to the first.
- `drawn`: as many prefer either of both, and the lot sets the first before the second; only while several are left.
- `chosen`: `elected`, whom nothing locked stands against.
A tie stands in a stage where what is locked could depend on which of equal majorities came first.

Facts of the account: `strength`, the measure; `matrix`; `lots`, the candidates in the order of the lots; `condorcet`, the
one that a majority prefers to each other, or None.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby

from plenary.decisions.rules.methods.accounts import Account, Stage, Tie
from plenary.decisions.rules.methods.pairwise import (
    Majority,
    Matrix,
    Strength,
    check_countable,
    condorcet_winner,
    count_preferences,
    majorities_of,
)
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ties import Ties


class _Order:
    """Who is locked before whom: what was locked itself, and (`reach`, a bit for each) whom each reaches by it."""

    def __init__(self, size: int) -> None:
        self.next: list[list[int]] = [[] for _ in range(size)]
        self.reach = [0] * size

    def reaches(self, start: int, end: int) -> bool:
        return bool(self.reach[start] >> end & 1)

    def lock(self, first: int, second: int) -> None:
        self.next[first].append(second)
        added = self.reach[second] | 1 << second
        for each in range(len(self.reach)):
            if each == first or self.reaches(each, first):
                self.reach[each] |= added

    def path(self, start: int, end: int) -> tuple[int, ...]:
        """One of the shortest ways along what is locked, both ends in it."""
        before, frontier = {start: start}, [start]
        while end not in before:
            frontier = [new for each in frontier for new in self.next[each] if before.setdefault(new, each) == each]
        back = [end]
        while back[-1] != start:
            back.append(before[back[-1]])
        return tuple(reversed(back))

    def copy(self) -> "_Order":
        other = _Order(0)
        other.next, other.reach = [list(each) for each in self.next], list(self.reach)
        return other


def count_ranked_pairs(ballots: Ranked, ties: Ties | None = None, strength: Strength = "margins") -> Account:
    """Count ranked ballots for one seat by ranked pairs.

    `strength` is by what majorities are compared (`pairwise.Majority`): margins, as Tideman has it, unless said otherwise.
    The lots of `ties` are the ranking that orders equal majorities. UncountableError: nobody stands, or a ballot names
    somebody twice.
    """
    check_countable(ballots, strength)
    ties = ties or Ties.in_order(len(ballots.names))
    lots = [each for each in ties.lots if each in set(ballots.standing)]
    matrix = count_preferences(ballots)
    order = _Order(len(ballots.names))
    stages: list[Stage] = []
    for equals in _by_strength(matrix, strength, lots):
        stages.extend(_settle(equals, order, ties, len(stages)))
    stages.extend(_draw(lots, order, ties, len(stages)))
    winner = _foremost(lots, order)[0]
    stages.append(Stage(number=len(stages) + 1, what="chosen", about=(winner,), elected=(winner,)))
    return Account(
        method="ranked-pairs",
        names=ballots.names,
        winners=(winner,),
        stages=tuple(stages),
        ballots=ballots.total,
        facts={
            "strength": strength,
            "matrix": matrix,
            "lots": tuple(lots),
            "condorcet": condorcet_winner(ballots, matrix),
        },
    )


def _by_strength(matrix: Matrix, measure: Strength, lots: Sequence[int]) -> Iterator[list[Majority]]:
    """The majorities from the strongest down, those of one strength together in the order of the lots."""
    drawn = {each: place for place, each in enumerate(lots)}
    found = sorted(majorities_of(matrix), key=lambda each: (drawn[each.first], drawn[each.second]))
    found.sort(key=lambda each: each.strength(measure), reverse=True)
    for _, equals in groupby(found, key=lambda each: each.strength(measure)):
        yield list(equals)


def _settle(equals: list[Majority], order: _Order, ties: Ties, done: int) -> Iterator[Stage]:
    """Lock or skip majorities of one strength, in their order."""
    open_ones = _contested(equals, order)
    for number, each in enumerate(equals, done + 1):
        tie: tuple[Tie, ...] = ()
        if open_ones and open_ones[0] is each:
            rivals = {other.first for other in open_ones}
            tie = (ties.best(rivals),) if len(rivals) > 1 else ()
            open_ones.popleft()
        facts: dict[str, object] = {"votes": each.votes, "against": each.against}
        skipped = order.reaches(each.second, each.first)
        if skipped:
            facts["cycle"] = order.path(each.second, each.first)
        else:
            order.lock(each.first, each.second)
        what = "skipped" if skipped else "locked"
        yield Stage(number=number, what=what, about=(each.first, each.second), ties=tie, facts=facts)


def _contested(equals: list[Majority], order: _Order) -> deque[Majority]:
    """Those that may be locked or skipped by which comes first: on a cycle with others that are not skipped anyway."""
    possible = [each for each in equals if not order.reaches(each.second, each.first)]
    together = order.copy()
    for each in possible:
        together.lock(each.first, each.second)
    return deque(each for each in possible if together.reaches(each.second, each.first))


def _draw(lots: Sequence[int], order: _Order, ties: Ties, done: int) -> Iterator[Stage]:
    """Set pairs without a majority in the order of the lots, until only one is left that nobody stands before.

    Which ones have a majority need not be asked: of these, one always reaches the other by now.
    """
    number = done
    for first, second in combinations(lots, 2):
        if len(_foremost(lots, order)) == 1:
            return
        if not order.reaches(first, second) and not order.reaches(second, first):
            number += 1
            order.lock(first, second)
            yield Stage(number=number, what="drawn", about=(first, second), ties=(ties.best((first, second)),))


def _foremost(among: Iterable[int], order: _Order) -> list[int]:
    reached = 0
    for each in order.reach:
        reached |= each
    return [each for each in among if not reached >> each & 1]
