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
    """The strongest paths from each candidate to each other: `rank` is the place of the strength on `scale` (0: no path),
    `before` who stands before the last."""

    scale: tuple[tuple[int, int], ...]
    rank: list[list[int]]
    before: list[list[int]]

    def path(self, start: int, end: int) -> tuple[int, ...]:
        """The candidates along the strongest path, both ends in it."""
        if not self.rank[start][end]:
            return ()
        back = [end]
        while back[-1] != start:
            back.append(self.before[start][back[-1]])
        return tuple(reversed(back))

    def strength(self, start: int, end: int) -> tuple[int, int]:
        return self.scale[self.rank[start][end]]


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
    stages = [
        Stage(
            number=number, what="compared", about=(tie.taken, other), facts=_comparison(tie.taken, other, matrix, paths)
        )
        for number, other in enumerate((each for each in ballots.standing if each != tie.taken), 1)
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
        facts=_told(matrix, paths, strength)
        | {"potential": potential, "condorcet": condorcet_winner(ballots, matrix), "strength": strength},
    )


def _strongest_paths(matrix: Matrix, measure: Strength) -> _Paths:
    """By Floyd and Warshall's way: through each candidate in turn, wherever that is stronger."""
    majorities = majorities_of(matrix)
    scale = tuple(sorted({each.strength(measure) for each in majorities} | {(0, 0)}))
    place = {strength: rank for rank, strength in enumerate(scale)}
    size = range(len(matrix))
    rank, before = [[0] * len(matrix) for _ in size], [[start] * len(matrix) for start in size]
    for each in majorities:
        rank[each.first][each.second] = place[each.strength(measure)]
    for through in size:
        onward, last = rank[through], before[through]
        for start in size:
            row, reach = rank[start], rank[start][through]
            if start == through or not reach:
                continue
            for end in size:
                if (over := min(reach, onward[end])) > row[end] and end != start:
                    row[end], before[start][end] = over, last[end]
    return _Paths(scale, rank, before)


def _potential_winners(standing: tuple[int, ...], paths: _Paths) -> tuple[int, ...]:
    rank = paths.rank
    return tuple(each for each in standing if all(rank[each][other] >= rank[other][each] for other in standing))


def _comparison(winner: int, other: int, matrix: Matrix, paths: _Paths) -> Mapping[str, Any]:
    return {
        "votes": matrix[winner][other],
        "against": matrix[other][winner],
        "path": paths.path(winner, other),
        "strength": paths.strength(winner, other)[0],
        "back": paths.path(other, winner),
        "back_strength": paths.strength(other, winner)[0],
    }


def _told(matrix: Matrix, paths: _Paths, measure: Strength) -> dict[str, Any]:
    size = range(len(matrix))
    told: dict[str, Any] = {
        "matrix": matrix,
        "strengths": tuple(tuple(paths.strength(start, end)[0] for end in size) for start in size),
        "paths": tuple(tuple(paths.path(start, end) for end in size) for start in size),
    }
    if measure == "winning-votes":
        told["opposed"] = tuple(tuple(-paths.strength(start, end)[1] for end in size) for start in size)
    return told
