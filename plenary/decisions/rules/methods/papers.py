"""Ranked papers as a tree of their beginnings, so that papers which begin alike are gone through together."""

from collections.abc import Iterable, Mapping

from plenary.decisions.rules.methods.profiles import Place, Ranking

type _Paper = tuple[Ranking, int, int]
"""A ranking, the place in it that is next, and how many papers say it."""

_ONE = 10**9


class _Branch:
    """Papers that begin alike, and once a part of them reaches so far, the branches by what comes next on them."""

    __slots__ = ("after", "number", "papers")

    def __init__(self) -> None:
        self.number = 0
        self.papers: list[_Paper] = []
        self.after: dict[Place, _Branch] | None = None


class Papers:
    """Papers on which only those count who stand: the keys of `keep`, their keep values in billionths.

    The caller changes keep values in `keep`, and takes out whoever goes before it says so to `let_go`.
    """

    def __init__(self, ballots: Mapping[Ranking, int], keep: Mapping[int, int]) -> None:
        self._keep = keep
        self._root = _Branch()
        self._root.papers = [(ranking, 0, number) for ranking, number in ballots.items()]

    def votes(self) -> dict[int, int]:
        """What each who stands keeps of all papers, in billionths: see `meek` for the rule.

        Each beginning that papers share is gone through once, and only as far as a part of a paper reaches.
        """
        keep = self._keep
        votes = dict.fromkeys(keep, 0)
        waiting = [(self._root, _ONE)]
        while waiting:
            branch, whole = waiting.pop()
            for place, after in self._after(branch).items():
                rest = whole
                many = place if isinstance(place, tuple) else (place,)
                part = whole // len(many)
                for each in many:
                    kept = -(-part * keep[each] // _ONE)
                    votes[each] += kept * after.number
                    rest -= kept
                if rest:
                    waiting.append((after, rest))
        return votes

    def let_go(self, gone: int) -> None:
        """Count on as if this candidate, who stands no longer, had never stood."""
        waiting = [self._root]
        while waiting:
            branch = waiting.pop()
            if branch.after is not None:
                naming = [
                    place for place in branch.after if place == gone or (isinstance(place, tuple) and gone in place)
                ]
                for place in naming:
                    again = [(ranking, at - 1, number) for ranking, at, number in branch.after.pop(place).papers]
                    self._sort(again, branch.after)
                waiting.extend(branch.after.values())

    def _after(self, branch: _Branch) -> dict[Place, _Branch]:
        if branch.after is None:
            branch.after = {}
            self._sort(branch.papers, branch.after)
        return branch.after

    def _sort(self, papers: Iterable[_Paper], branches: dict[Place, _Branch]) -> None:
        """Sort papers by the next place on which somebody stands; those on which nobody does are left out."""
        keep = self._keep
        for ranking, at, number in papers:
            for later in range(at, len(ranking)):
                place = ranking[later]
                standing = (place if place in keep else None) if isinstance(place, int) else _standing(place, keep)
                if standing is not None:
                    branch = branches.get(standing)
                    if branch is None:
                        branch = branches[standing] = _Branch()
                    paper = (ranking, later + 1, number)
                    branch.number += number
                    branch.papers.append(paper)
                    if branch.after is not None:
                        self._sort((paper,), branch.after)
                    break


def _standing(place: tuple[int, ...], standing: Mapping[int, int]) -> Place | None:
    """Who of a place stands: several, one, or nobody (None)."""
    left = tuple(each for each in place if each in standing)
    return left[0] if len(left) == 1 else left or None
