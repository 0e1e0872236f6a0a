"""Ballots as methods count them: candidates by their place in a list of names, identical ballots as one with its number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

type Place = int | tuple[int, ...]
"""A place in a ranking: one candidate, or several that stand equal (in rising order)."""

type Ranking = tuple[Place, ...]
"""Candidates from the most preferred down; who is not named stands equal behind all that are."""

type Number = int | Fraction
"""An exact number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Ranked ballots: how many say each ranking. `withdrawn` candidates are counted as if nobody had named them."""

    names: tuple[str, ...]
    ballots: Mapping[Ranking, int]
    withdrawn: frozenset[int] = frozenset()

    @property
    def total(self) -> int:
        """How many ballots there are."""
        return sum(self.ballots.values())

    @property
    def standing(self) -> tuple[int, ...]:
        """The candidates that stand, in the order of the list."""
        return tuple(each for each in range(len(self.names)) if each not in self.withdrawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """Approval ballots: how many name each set of candidates (in rising order)."""

    names: tuple[str, ...]
    ballots: Mapping[tuple[int, ...], int]

    @property
    def total(self) -> int:
        """How many ballots there are."""
        return sum(self.ballots.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """Graded ballots: how many give each row of grades, one a candidate; None for no grade. Grades are whole numbers between
    `lowest` and `highest`."""

    names: tuple[str, ...]
    ballots: Mapping[tuple[int | None, ...], int]
    lowest: int = 0
    highest: int

    @property
    def total(self) -> int:
        """How many ballots there are."""
        return sum(self.ballots.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgeted:
    """Projects with what each costs, and ballots on them: how many say each set of points, by project (in rising order).

    An approval ballot gives one point to each project that it names. Costs and `budget` are whole numbers of one unit, or
    exact fractions of it where a file states parts.
    """

    names: tuple[str, ...]
    costs: tuple[Number, ...]
    budget: Number
    ballots: Mapping[tuple[tuple[int, int], ...], int]
    codes: tuple[str, ...] = ()  # by which a file calls the projects; as many as names, or none
    kind: str = "approval"  # what the file says the ballots are: approval, ordinal, cumulative, scoring
    told: Mapping[str, str] = field(default_factory=dict)  # what else a file says of itself

    @property
    def total(self) -> int:
        """How many ballots there are."""
        return sum(self.ballots.values())


type Profile = Ranked | Approved | Rated | Budgeted


def added[Ballot](ballots: Iterable[tuple[Ballot, int]]) -> dict[Ballot, int]:
    """Ballots that say the same as one, with how many they are, in the order in which each came first."""
    sums: dict[Ballot, int] = {}
    for ballot, number in ballots:
        sums[ballot] = sums.get(ballot, 0) + number
    return sums
