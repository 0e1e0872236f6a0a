"""The market of Equal Shares: what each project costs, who supports it with how many points, and what a purchase is."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from plenary.decisions.rules.methods.accounts import Tie
from plenary.decisions.rules.methods.profiles import Number

_MANY = 2000  # distinct ballots


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A project that its supporters paid for.

    `rate` is rho: money for one unit of utility; `share` what a supporter pays for each point given to it, in full by
    `in_full` voters; `with_rest` voters had less, and paid together `of_rest`, all they had. All others had nothing left.
    """

    project: int
    rate: Fraction
    share: Fraction
    in_full: int
    with_rest: int
    of_rest: Fraction
    tie: Tie | None


class Market:
    """Who supports what: ballots and costs, in the shape in which purchases are worked out.

    An item is a project with a number of points: all who give it these points pay the same. A voter is all who cast the same
    ballot, in the order of the ballots; only where nearly nobody casts the same as another is each a voter, the further ones
    behind the first of each ballot.
    """

    def __init__(
        self, costs: Sequence[Number], ballots: Mapping[tuple[tuple[int, int], ...], int], *, by_cost: bool
    ) -> None:
        """Costs by project, and how many voters say each set of points by project (0 is no support). The utility of a
        project is its points, with `by_cost` its points times its cost."""
        self.costs = costs
        self.by_cost = by_cost
        self.voters = sum(ballots.values())
        apart = _apart(ballots)
        self.numbers = [*ballots.values()] if apart is None else [1] * self.voters
        self.is_single = max(self.numbers, default=1) == 1  # then voters need not be weighed, which is quicker
        given = sorted(each for each in set(chain.from_iterable(ballots)) if each[1])
        place = {each: item for item, each in enumerate(given)}
        self.points = [points for _, points in given]
        self.items_of: list[list[int]] = [[] for _ in costs]
        for item, (project, _) in enumerate(given):
            self.items_of[project].append(item)
        self.items = [[place[each] for each in ballot if each in place] for ballot in ballots]
        self.items += [self.items[ballot] for ballot in apart or ()]
        self.supporters = [array("l") for _ in given]
        for voter, items in enumerate(self.items):
            for item in items:
                self.supporters[item].append(voter)
        self.support = [self.number_of(those) for those in self.supporters]

    def number_of(self, voters: Sequence[int]) -> int:
        """How many people these voters are."""
        return len(voters) if self.is_single else sum([self.numbers[voter] for voter in voters])

    def is_supported(self, project: int) -> bool:
        """True where somebody supports the project."""
        return bool(self.items_of[project])

    def rate(self, project: int, price: Fraction) -> Fraction:
        """The money for one unit of utility at a price for one point."""
        return price / self.costs[project] if self.by_cost and self.costs[project] else price


def _apart(ballots: Mapping[tuple[tuple[int, int], ...], int]) -> list[int] | None:
    """The ballots of those who are voters of their own, beside the first of each ballot; None where equal ballots go together."""
    further = sum(ballots.values()) - len(ballots)
    if len(ballots) < _MANY or further > len(ballots) >> 3:
        return None
    return [place for place, number in enumerate(ballots.values()) for _ in range(number - 1)]
