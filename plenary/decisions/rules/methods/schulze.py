"""The Schulze method: whoever has a path of majorities to each other candidate at least as strong as any path back.

Source: Markus Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method, Social Choice and Welfare 36 (2011), pages 267-303. A path is as strong as the weakest of its majorities.

Stages:
- `compared`: the one chosen against another (`about`: both). Facts: `votes` and `against` of the pair itself; `path` and
  `back`, the candidates along the strongest path there and back (none: empty), `strength` and `back_strength` of these.
- `chosen`: `about` all potential winners, `elected` the one of them; a tie among several stands in `ties`.

Facts of the account: `strength`, the measure; `matrix`; `strengths` and `paths`, of the strongest path from each candidate
(row) to each other (column), 0 and empty where there is none; where winning votes are the measure also `opposed`, how many
voted against the weakest majority of that path, by which equal strengths are told apart; `potential`, all potential
winners; `condorcet`, the one that a majority prefers to each other, or None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.pairwise import (
    Matrix,
    Strength,
    check_countable,
    condorcet_winner,
    count_preferences,
    majorities_of,
)
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ties import Ties


@dataclass(frozen=True, slots=True)
class _Paths:
    """How strong the majority (`link`) and the strongest path (`rank`) from each candidate to each other are, as places on
    `scale`; 0: there is none."""

    scale: tuple[tuple[int, int], ...]
    link: list[list[int]]
    rank: list[list[int]]

    def strength(self, start: int, end: int) -> tuple[int, int]:
        return self.scale[self.rank[start][end]]

    def paths_from(self, start: int) -> tuple[tuple[int, ...], ...]:
        """To each candidate one of the shortest of the strongest paths, both ends in it; empty where there is none."""
        row = self.rank[start]
        found: list[tuple[int, ...]] = [()] * len(row)
        for rank in set(row) - {0}:
            reached = self._within(start, rank)
            for end, needed in enumerate(row):
                if needed == rank:
                    found[end] = _way(reached, end)
        return tuple(found)

    def _within(self, start: int, rank: int) -> dict[int, int]:
        """Whom majorities of this strength at least lead to, each with who stands before it on a shortest way."""
        before, frontier = {start: start}, [start]
        unreached = [each for each in range(len(self.link)) if each != start]
        for each in frontier:  # which grows as it is gone through
            row = self.link[each]
            new = [other for other in unreached if row[other] >= rank]
            unreached = [other for other in unreached if row[other] < rank]
            before |= dict.fromkeys(new, each)
            frontier += new
        return before


def _way(before: Mapping[int, int], end: int) -> tuple[int, ...]:
    back = [end]
    while before[back[-1]] != back[-1]:
        back.append(before[back[-1]])
    return tuple(reversed(back))


def count_schulze(ballots: Ranked, ties: Ties | None = None, strength: Strength = "winning-votes") -> Account:
    """Count ranked ballots for one seat by the Schulze method.

    `strength` is by what majorities are compared (`pairwise.Majority`): winning votes unless said otherwise. Where several
    are potential winners, `ties` decide by lot. UncountableError: nobody stands, or a ballot names somebody twice.
    """
    check_countable(ballots, strength)
    matrix = count_preferences(ballots)
    paths = _strongest_paths(matrix, strength)
    potential = _potential_winners(ballots.standing, paths)
    tie = (ties or Ties.in_order(len(ballots.names))).best(potential)
    told = _told(matrix, paths, strength)
    others = (each for each in ballots.standing if each != tie.taken)
    stages = [
        Stage(number=number, what="compared", about=(tie.taken, other), facts=_comparison(tie.taken, other, told))
        for number, other in enumerate(others, 1)
    ]
    chosen = Stage(
        number=len(stages) + 1,
        what="chosen",
        about=potential,
        elected=(tie.taken,),
        ties=(tie,) if len(potential) > 1 else (),
    )
    return Account(
        method="schulze",
        names=ballots.names,
        winners=(tie.taken,),
        stages=(*stages, chosen),
        ballots=ballots.total,
        facts=told | {"potential": potential, "condorcet": condorcet_winner(ballots, matrix)},
    )


def _strongest_paths(matrix: Matrix, measure: Strength) -> _Paths:
    """By Floyd and Warshall's way: through each candidate in turn, wherever that is stronger."""
    majorities = majorities_of(matrix)
    scale = tuple(sorted({each.strength(measure) for each in majorities} | {(0, 0)}))
    place = {strength: rank for rank, strength in enumerate(scale)}
    size = range(len(matrix))
    link = [[0] * len(matrix) for _ in size]
    for each in majorities:
        link[each.first][each.second] = place[each.strength(measure)]
    rank = [list(row) for row in link]
    for through in size:
        onward = rank[through]
        for start, row in enumerate(rank):
            if reach := row[through]:
                row[:] = [max(direct, min(reach, on)) for direct, on in zip(row, onward, strict=True)]
                row[start] = 0
    return _Paths(scale, link, rank)


def _potential_winners(standing: tuple[int, ...], paths: _Paths) -> tuple[int, ...]:
    rank = paths.rank
    return tuple(each for each in standing if all(rank[each][other] >= rank[other][each] for other in standing))


def _comparison(winner: int, other: int, told: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "votes": told["matrix"][winner][other],
        "against": told["matrix"][other][winner],
        "path": told["paths"][winner][other],
        "strength": told["strengths"][winner][other],
        "back": told["paths"][other][winner],
        "back_strength": told["strengths"][other][winner],
    }


def _told(matrix: Matrix, paths: _Paths, measure: Strength) -> dict[str, Any]:
    size = range(len(matrix))
    told: dict[str, Any] = {
        "strength": measure,
        "matrix": matrix,
        "strengths": tuple(tuple(paths.strength(start, end)[0] for end in size) for start in size),
        "paths": tuple(map(paths.paths_from, size)),
    }
    if measure == "winning-votes":
        told["opposed"] = tuple(tuple(-paths.strength(start, end)[1] for end in size) for start in size)
    return told
