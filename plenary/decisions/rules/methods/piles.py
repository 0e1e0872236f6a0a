"""Ballot papers in piles, one a candidate: who holds which papers at which value, where they go next, and the steps told."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import cast

from plenary.decisions.rules.methods.accounts import Stage, Tie
from plenary.decisions.rules.methods.profiles import Number, Ranked, Ranking

type Heap = list[tuple[tuple[int, ...], int]]
"""Rankings without equal places, and how many papers say each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What a pile gave: votes that each candidate gained and the giver lost (negative), `lost` what went to nobody, and
    `non_transferable` the part of it that papers without a next preference held (the rest was rounded off). In parts."""

    moved: dict[int, int]
    lost: int
    non_transferable: int


class Piles:
    """Heap by candidate and by the value at which each was received, in whole parts of a vote (`parts` make one).

    A paper lies with the first of its ranking that still stands. It is read up to the first place at which several stand
    equal and goes nowhere from there; `continuing` are the candidates that can still receive papers.
    """

    def __init__(
        self, places: int, standing: Iterable[int], parts: int = 1, withdrawn: frozenset[int] = frozenset()
    ) -> None:
        """No paper lies anywhere yet. `places`: how many names the list of candidates has; equal places are read without those
        `withdrawn`."""
        self.parts = parts
        self.continuing = set(standing)
        self.votes = dict.fromkeys(sorted(self.continuing), 0)
        self._places, self._withdrawn = places, withdrawn
        self._held: dict[int, dict[int, Heap]] = {each: {} for each in self.votes}

    @classmethod
    def dealt(cls, ballots: Ranked, parts: int = 1) -> "Piles":
        """All papers by their first preference, each worth one vote; those without any lie nowhere."""
        piles = cls(len(ballots.names), ballots.standing, parts, ballots.withdrawn)
        piles.deal(parts, cast("Heap", list(ballots.ballots.items())))
        return piles

    def dealt_again(self, heaps: Mapping[int, Heap], able: Iterable[int]) -> "Piles":
        """Papers of this count by the first of their rankings who is `able` to receive them, each at its value in `heaps`."""
        piles = Piles(self._places, able, self.parts, self._withdrawn)
        for value, papers in heaps.items():
            piles.deal(value, papers)
        return piles

    def held(self, candidate: int) -> Mapping[int, Heap]:
        """The papers in a candidate's pile by the value that they have there; an excluded one holds none."""
        return self._held[candidate]

    def deal(self, value: int, papers: Heap) -> tuple[dict[int, int], int]:
        """Give each paper to its next preference at a value in parts: votes that each candidate gained, and how many papers
        had no next preference."""
        heaps: list[Heap | None] = [None] * self._places
        for each in self.continuing:
            heaps[each] = []
        nowhere: Heap = []
        try:
            for paper in papers:  # the innermost loop of every count
                for each in paper[0]:
                    if (heap := heaps[each]) is not None:
                        heap.append(paper)
                        break
                else:
                    nowhere.append(paper)
        except (
            TypeError
        ):  # a place with several is no index; to look for one beforehand takes longer, and they are rare
            return self.deal(value, [(_until_equal(ranking, self._withdrawn), number) for ranking, number in papers])
        gained: dict[int, int] = {}
        for taker in self.continuing:
            if heap := heaps[taker]:
                gained[taker] = value * _number_of(heap)
                self.votes[taker] += gained[taker]
                self._held[taker].setdefault(value, []).extend(heap)
        return gained, _number_of(nowhere)

    def pass_on(self, giver: int, votes: int, worth: Callable[[int], int]) -> Passed:
        """Take a number of votes from a pile: each paper goes to its next preference at what it is `worth` of its value here.

        The giver's papers stay told of at what is left of their value, as long as there is any.
        """
        moved: dict[int, int] = defaultdict(int)
        stays: dict[int, Heap] = {}
        non_transferable = 0
        for value, papers in self._held[giver].items():
            passed = worth(value)
            gained, nowhere = self.deal(passed, papers)
            non_transferable += passed * nowhere
            for taker, number in gained.items():
                moved[taker] += number
            if passed < value:
                stays.setdefault(value - passed, []).extend(papers)
        self._held[giver] = stays
        self.votes[giver] -= votes
        lost = votes - sum(moved.values())
        return Passed(moved={**moved, giver: -votes}, lost=lost, non_transferable=non_transferable)

    def exclude(self, *candidates: int) -> Passed:
        """Take candidates out of the count together: all papers go on at the value that they have."""
        self.continuing.difference_update(candidates)
        passed = [self.pass_on(each, self.votes[each], lambda value: value) for each in candidates]
        if len(passed) == 1:
            return passed[0]
        moved: dict[int, int] = defaultdict(int)
        for each, number in chain.from_iterable(one.moved.items() for one in passed):
            moved[each] += number
        lost = sum(one.lost for one in passed)
        return Passed(moved=moved, lost=lost, non_transferable=lost)


def _until_equal(ranking: Ranking, withdrawn: frozenset[int]) -> tuple[int, ...]:
    read: list[int] = []
    for place in ranking:
        among = [each for each in ((place,) if isinstance(place, int) else place) if each not in withdrawn]
        if len(among) > 1:
            break
        read += among
    return tuple(read)


def _number_of(papers: Heap) -> int:
    return sum([number for _, number in papers])


@dataclass(slots=True)
class Steps:
    """The stages of a count over piles, as they are told, and the totals of each in parts, by which ties are broken."""

    piles: Piles
    told: list[Stage] = field(default_factory=list)
    earlier: list[Mapping[int, int]] = field(default_factory=list)

    def votes(self, parts: int) -> Number:
        """A number of parts in votes: whole where it is, else an exact fraction."""
        whole, rest = divmod(parts, self.piles.parts)
        return Fraction(parts, self.piles.parts) if rest else whole

    def add(
        self,
        what: str,
        about: tuple[int, ...] = (),
        *,
        passed: Passed | None = None,
        lost: int = 0,
        elected: tuple[int, ...] = (),
        excluded: tuple[int, ...] = (),
        ties: tuple[Tie, ...] = (),
        facts: Mapping[str, int] | None = None,
        why: Mapping[str, object] | None = None,
    ) -> None:
        """Tell of a step that has been taken: `passed`, `lost` and `facts` in parts; `why` are facts that are no numbers."""
        moved = passed.moved if passed else {}
        self.earlier.append(dict(self.piles.votes))
        self.told.append(
            Stage(
                number=len(self.told) + 1,
                what=what,
                about=about,
                totals={each: self.votes(parts) for each, parts in self.piles.votes.items()},
                moved={each: self.votes(moved[each]) for each in sorted(moved) if moved[each]},
                lost=self.votes(passed.lost if passed else lost),
                elected=elected,
                excluded=excluded,
                ties=ties,
                facts={name: self.votes(parts) for name, parts in (facts or {}).items()} | dict(why or {}),
            )
        )
