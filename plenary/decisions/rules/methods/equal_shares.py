"""Equal Shares itself: voters with equal money buy what they support, by whom it costs least for what it gives; exact, and
quick on many voters.

Source: Peters, Skowron: Proportionality and the Limits of Welfarism (2020; committees, there "Rule X"); Peters, Pierczyński,
Skowron: Proportional Participatory Budgeting with Additive Utilities (2021; projects with costs).

What money each voter has left is known roughly in whole numbers, never too high and too low by at most one a purchase; that
is enough to see nearly always who can pay a share in full. Prices are exact, and where the rough number leaves a doubt, the
exact one is worked out from the prices of what the voter has bought.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import lcm

from plenary.decisions.rules.methods.accounts import Tie
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.rules.methods.ties import Ties

_FULL = 1 << 56  # what the endowment is in rough money
_EMPTY = -_FULL  # the rough money of a voter who has paid with all that was left


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


@dataclass(slots=True, kw_only=True)
class _Offer:
    """At what price per point a project can be bought now, and by whom: by each of its items those who pay in full and those
    who cannot."""

    project: int
    price: Fraction
    rate: Fraction
    full: dict[int, list[int]]
    poor: dict[int, list[int]] = field(default_factory=dict)
    voters: int = 0
    of_rest: Fraction = Fraction(0)


class Market:
    """Who supports what: ballots and costs, in the shape in which purchases are worked out.

    An item is a project with a number of points: all who give it these points pay the same.
    """

    def __init__(
        self, costs: Sequence[Number], ballots: Mapping[tuple[tuple[int, int], ...], int], *, by_cost: bool
    ) -> None:
        """Costs by project, and how many voters say each set of points (above 0) by project. The utility of a project is its
        points, with `by_cost` its points times its cost."""
        self.costs = costs
        self.by_cost = by_cost
        self.voters = sum(ballots.values())
        self.numbers: list[int] = []
        self.items: list[tuple[int, ...]] = []
        self.points: list[int] = []
        self.supporters: list[list[int]] = []
        self.items_of: list[list[int]] = [[] for _ in costs]
        known: dict[tuple[int, int], int] = {}
        for place, (ballot, number) in enumerate(ballots.items()):
            self.numbers.append(number)
            named = tuple([known[each] if each in known else self._item(known, each) for each in ballot])
            self.items.append(named)
            for item in named:
                self.supporters[item].append(place)
        self.support = [sum([self.numbers[voter] for voter in those]) for those in self.supporters]

    def _item(self, known: dict[tuple[int, int], int], named: tuple[int, int]) -> int:
        known[named] = item = len(self.points)
        self.points.append(named[1])
        self.supporters.append([])
        self.items_of[named[0]].append(item)
        return item

    def is_supported(self, project: int) -> bool:
        """True where somebody supports the project."""
        return bool(self.items_of[project])

    def rate(self, project: int, price: Fraction) -> Fraction:
        """The money for one unit of utility at a price for one point."""
        return price / self.costs[project] if self.by_cost and self.costs[project] else price


class Round:
    """One run of purchases, from an endowment that each voter has, until nothing more can be paid for."""

    def __init__(self, market: Market, endowment: Fraction) -> None:
        """Nothing is bought yet. The endowment is above 0."""
        self.market = market
        self.endowment = endowment
        self.purchases: list[Purchase] = []
        self.spent: Number = 0
        self._money = [_FULL] * len(market.items)
        self._live = list(market.supporters)
        self._support = list(market.support)
        self._scale = endowment.denominator
        self._paid = [0] * len(market.points)  # by item what is paid for it, in parts of the scale
        self._floor = {
            project: Fraction(cost) / sum(market.support[item] * market.points[item] for item in market.items_of[project])
            for project, cost in enumerate(market.costs)
            if market.is_supported(project)
        }
        self._waiting = [(market.rate(project, price), project) for project, price in self._floor.items()]
        heapify(self._waiting)

    def run(self, ties: Ties, *, within: Number | None = None) -> bool:
        """Buy until nothing more can be paid for: True. False as soon as more is spent than is `within`."""
        while (found := self._cheapest(ties)) is not None:
            self._buy(*found)
            if within is not None and self.spent > within:
                return False
        return True

    def left(self, voter: int) -> Fraction:
        """What money a voter (by the place of the ballot) has left, exactly."""
        return Fraction(0) if self._money[voter] == _EMPTY else Fraction(self._exact(voter), self._scale)

    def left_for(self, project: int) -> Fraction:
        """What money the supporters of a project have left together, exactly."""
        live = [
            voter for item in self.market.items_of[project] for voter in self._live[item] if self._money[voter] != _EMPTY
        ]
        return Fraction(self._sum_of(live), self._scale)

    def _exact(self, voter: int) -> int:
        whole = self.endowment.numerator * (self._scale // self.endowment.denominator)
        return whole - sum([self._paid[item] for item in self.market.items[voter]])

    def _sum_of(self, voters: Iterable[int]) -> int:
        """The exact money of voters who have paid all in full so far, in parts of the scale."""
        numbers, items, paid, told = self.market.numbers, self.market.items, self._paid, 0
        times = [0] * len(paid)
        for voter in voters:
            number = numbers[voter]
            told += number
            for item in items[voter]:
                times[item] += number
        whole = self.endowment.numerator * (self._scale // self.endowment.denominator)
        return told * whole - sum([time * paid[item] for item, time in enumerate(times) if time])

    def _cheapest(self, ties: Ties) -> tuple[_Offer, Tie | None] | None:
        """The project with the lowest rate. A rate never falls while money goes, so that the last known one is a bound."""
        offers: list[_Offer] = []
        while self._waiting and (not offers or self._waiting[0][0] <= min(offer.rate for offer in offers)):
            project = heappop(self._waiting)[1]
            if (offer := self._offer(project)) is not None:
                offers.append(offer)
        if not offers:
            return None
        lowest = min(offer.rate for offer in offers)
        tied = [offer.project for offer in offers if offer.rate == lowest]
        tie = ties.best(tied) if len(tied) > 1 else None
        taken = tie.taken if tie else tied[0]
        for offer in offers:
            if offer.project != taken:
                heappush(self._waiting, (offer.rate, offer.project))
        return next(offer for offer in offers if offer.project == taken), tie

    def _offer(self, project: int) -> _Offer | None:
        """The lowest price at which the supporters pay the whole cost, who has less than it giving the rest; None where they
        have too little together. From the last known price upwards, till no further voter has less than it."""
        market, price = self.market, self._floor[project]
        full = {item: self._live[item] for item in market.items_of[project]}
        offer = _Offer(project=project, price=price, rate=price, full=full)
        rest, is_new = 0, True
        while is_new:
            is_new = False
            for item in full:
                gone, poor = self._parted(offer, item)
                is_new = is_new or gone or bool(poor)
                rest += self._sum_of(poor) if poor else 0
            if not (points := self._points_in_full(offer)):
                return None
            if is_new:
                cost = Fraction(market.costs[project]) * self._scale
                offer.price = (cost - rest) / (points * self._scale)
        self._floor[project] = offer.price
        offer.rate = market.rate(project, offer.price)
        offer.of_rest = Fraction(rest, self._scale)
        return offer

    def _points_in_full(self, offer: _Offer) -> int:
        market, sum_points = self.market, 0
        for item in offer.full:
            poor = sum([market.numbers[voter] for voter in offer.poor.get(item, ())])
            sum_points += (self._support[item] - poor) * market.points[item]
        return sum_points

    def _parted(self, offer: _Offer, item: int) -> tuple[bool, list[int]]:
        """Take those out of an item's full payers who have less than the price: whether some had nothing, and the others."""
        money, limit, full = self._money, self._rough(offer.price * self.market.points[item]), offer.full[item]
        low = [voter for voter in full if money[voter] < limit]
        if not low:
            return False, low
        rest = [voter for voter in full if money[voter] >= limit]
        poor = [voter for voter in low if money[voter] != _EMPTY]
        if gone := len(poor) < len(low):
            self._live[item] = rest + poor
            self._support[item] -= sum([self.market.numbers[voter] for voter in low if money[voter] == _EMPTY])
        surely = limit - len(self.purchases)
        if doubtful := [voter for voter in poor if money[voter] >= surely]:
            share = offer.price * self.market.points[item] * self._scale
            enough = {voter for voter in doubtful if self._exact(voter) >= share}
            rest += [voter for voter in doubtful if voter in enough]
            poor = [voter for voter in poor if voter not in enough]
        offer.full[item] = rest
        offer.poor.setdefault(item, []).extend(poor)
        return gone, poor

    def _rough(self, price: Fraction) -> int:
        """A price in rough money, rounded up."""
        above = price.numerator * self.endowment.denominator * _FULL
        return -(-above // (price.denominator * self.endowment.numerator))

    def _buy(self, offer: _Offer, tie: Tie | None) -> None:
        market, money, with_rest, in_full = self.market, self._money, 0, 0
        for item, full in offer.full.items():
            share = offer.price * market.points[item]
            rough = self._rough(share)
            for voter in full:
                money[voter] -= rough
            for voter in offer.poor.get(item, ()):
                money[voter] = _EMPTY
            poor = sum([market.numbers[voter] for voter in offer.poor.get(item, ())])
            with_rest += poor
            in_full += self._support[item] - poor
            self._record(item, share)
        self.spent += market.costs[offer.project]
        self.purchases.append(
            Purchase(
                project=offer.project,
                rate=offer.rate,
                share=offer.price,
                in_full=in_full,
                with_rest=with_rest,
                of_rest=offer.of_rest,
                tie=tie,
            )
        )

    def _record(self, item: int, share: Fraction) -> None:
        scale = lcm(self._scale, share.denominator)
        if scale != self._scale:
            factor = scale // self._scale
            self._paid = [paid * factor for paid in self._paid]
            self._scale = scale
        self._paid[item] = share.numerator * (scale // share.denominator)
