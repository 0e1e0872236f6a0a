"""Equal Shares itself: voters with equal money buy what they support, by whom it costs least for what it gives; exact, and
quick on many voters.

Source: Peters, Skowron: Proportionality and the Limits of Welfarism (2020; committees, there "Rule X"); Peters, Pierczyński,
Skowron: Proportional Participatory Budgeting with Additive Utilities (2021; projects with costs).

What money each voter has left is known roughly in whole numbers, never too high and too low by at most one a purchase; that
is enough to see nearly always who can pay a share in full. Prices are exact, and where the rough number leaves a doubt, the
exact one is worked out from the prices of what the voter has bought.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import chain, filterfalse
from math import lcm
from operator import mul

from plenary.decisions.rules.methods.accounts import Tie
from plenary.decisions.rules.methods.market import Market, Purchase
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.rules.methods.purses import Purses
from plenary.decisions.rules.methods.ties import Ties

_FULL = 1 << 29  # what the endowment is in rough money


@dataclass(slots=True, kw_only=True)
class _Offer:
    """At what price per point a project can be bought now, and by whom: by each of its items those who cannot pay it in full,
    and those who have nothing left; all others do."""

    project: int
    price: Fraction
    rate: Fraction = Fraction(0)
    poor: dict[int, list[int]]
    gone: dict[int, list[int]]
    of_rest: Fraction = Fraction(0)


class Round:
    """One run of purchases, from an endowment that each voter has, until nothing more can be paid for."""

    def __init__(self, market: Market, endowment: Fraction, doubtful: Collection[int] = ()) -> None:
        """Nothing is bought yet. The endowment is above 0. Of the `doubtful` projects it is asked first whether their supporters
        have enough together: that is quicker where they have not, and changes nothing else."""
        self.market = market
        self.endowment = endowment
        self.purchases: list[Purchase] = []
        self.spent: Number = 0
        self._doubtful = frozenset(doubtful)
        self._money = array("q", [_FULL]) * len(
            market.items
        )  # arrays lie close together: half as slow with many voters
        self._live: list[Sequence[int]] = list(market.supporters)
        self._support = list(market.support)
        self._scale = endowment.denominator
        self._paid = [0] * len(market.points)  # by item what is paid for it, in parts of the scale
        self._floor = {
            project: Fraction(cost)
            / sum(market.support[item] * market.points[item] for item in market.items_of[project])
            for project, cost in enumerate(market.costs)
            if market.is_supported(project)
        }
        self._close: dict[int, int] = {}  # by project after how many purchases its floor was last made close
        self._gone = bytearray(len(market.items))  # 1 for who has paid with all that was left
        self._gone_voters = 0
        self._swept = [0] * len(market.points)  # by item how many had when they were last taken out of its live ones
        self._waiting = [(market.rate(project, price), project) for project, price in self._floor.items()]
        heapify(self._waiting)

    def run(self, ties: Ties, *, within: Number | None = None) -> bool:
        """Buy until nothing more can be paid for: True. False as soon as more is spent than is `within`."""
        while self.buy(ties) is not None:
            if within is not None and self.spent > within:
                return False
        return True

    def buy(self, ties: Ties) -> Purchase | None:
        """Buy the next project; None where nothing more can be paid for."""
        found = self._cheapest(ties)
        return None if found is None else self._buy(*found)

    def let_go(self, projects: Collection[int]) -> None:
        """Sell none of these any more."""
        if projects:
            self._waiting = [each for each in self._waiting if each[1] not in projects]
            heapify(self._waiting)

    def left_over(self) -> list[int]:
        """The projects that are not bought, in the order of the list."""
        bought = {each.project for each in self.purchases}
        return [each for each in range(len(self.market.costs)) if each not in bought]

    def left(self, voter: int) -> Fraction:
        """What money a voter (by the place of the ballot) has left, exactly."""
        return Fraction(0) if self._gone[voter] else Fraction(self._exact(voter), self._scale)

    def left_for(self, project: int) -> Fraction:
        """What money the supporters of a project have left together, exactly."""
        live = [voter for item in self.market.items_of[project] for voter in self._live[item] if not self._gone[voter]]
        return Fraction(self._sum_of(live), self._scale)

    def _exact(self, voter: int) -> int:
        whole = self.endowment.numerator * (self._scale // self.endowment.denominator)
        return whole - sum([self._paid[item] for item in self.market.items[voter]])

    def _sum_of(self, voters: Sequence[int]) -> int:
        """The exact money of voters who have paid all in full so far, in parts of the scale."""
        numbers, items = self.market.numbers, self.market.items
        times = Counter(chain.from_iterable([items[voter] for voter in voters]))
        told = len(voters)
        for voter in () if self.market.is_single else [voter for voter in voters if numbers[voter] > 1]:
            told += numbers[voter] - 1
            for item in items[voter]:
                times[item] += numbers[voter] - 1
        whole = self.endowment.numerator * (self._scale // self.endowment.denominator)
        return told * whole - sum([time * self._paid[item] for item, time in times.items()])

    def _cheapest(self, ties: Ties) -> tuple[_Offer, Tie | None] | None:
        """The project with the lowest rate. A rate never falls while money goes, so that one known from before is a bound; the
        first in line gets a closer bound, until that is as close as can be, and then its exact rate."""
        best: list[_Offer] = []
        while self._waiting and (not best or self._waiting[0][0] <= best[0].rate):
            project = heappop(self._waiting)[1]
            if self._close.get(project) != len(self.purchases):
                if self._raise_floor(project):
                    self._close[project] = len(self.purchases)
                    self._wait(project)
            elif (offer := self._offer(project)) is None:
                continue
            elif best and offer.rate > best[0].rate:
                self._wait(project)
            else:
                for other in best if best and offer.rate < best[0].rate else ():
                    self._wait(other.project)
                best = [*(each for each in best if each.rate == offer.rate), offer]
        if not best:
            return None
        tie = ties.best([offer.project for offer in best]) if len(best) > 1 else None
        taken = tie.taken if tie else best[0].project
        for offer in best:
            if offer.project != taken:
                self._wait(offer.project)
        return next(offer for offer in best if offer.project == taken), tie

    def _wait(self, project: int) -> None:
        heappush(self._waiting, (self.market.rate(project, self._floor[project]), project))

    def _raise_floor(self, project: int) -> bool:
        """Find a lower bound of the price that is as close as rough money can be. Whoever is left out of the payers in full, the
        price is at least what the cost less all their money is for each point of the others; left out is who has less than the
        bound, until that is nobody more. False where all supporters surely have too little together."""
        market, floor = self.market, self._floor[project]
        purses = {item: self._purses(item) for item in market.items_of[project]}
        cost = self._rough(Fraction(market.costs[project])) - 1
        rest, points, more = 0, sum(self._support[item] * market.points[item] for item in purses), True
        half = points >> 1  # when fewer are left, it is worth while to look at what all have
        if project in self._doubtful and self._surely_short(project, cost):
            return False
        while more:
            more = False
            for item, of in purses.items():
                if low := of.below(self._rough(floor * market.points[item])):
                    less = market.number_of(low)
                    points -= less * market.points[item]
                    rest += self._rough_of(low) + less * len(self.purchases)
                    more = True
            if points < half:
                half = 0
                if self._surely_short(project, cost):
                    return False
            if more and points:
                closer = self.endowment * ((cost - rest) // points) / _FULL
                floor, more = max(floor, closer), closer > floor
            else:
                more = False
        self._floor[project] = floor
        return True

    def _surely_short(self, project: int, cost: int) -> bool:
        told = 0
        for item in self.market.items_of[project]:
            told += self._rough_of(self._live[item]) + self._support[item] * len(self.purchases)
        return told < cost

    def _rough_of(self, voters: Sequence[int]) -> int:
        """The rough money of voters together."""
        money = map(self._money.__getitem__, voters)
        return sum(money if self.market.is_single else map(mul, map(self.market.numbers.__getitem__, voters), money))

    def _purses(self, item: int) -> Purses:
        if self._gone_voters - self._swept[item] > len(self.market.items) >> 3:
            self._sweep(item)
        return Purses(self._live[item], self._money)

    def _sweep(self, item: int) -> None:
        """Look no longer at those supporters of an item who have paid with all they had."""
        gone, live = self._gone, self._live[item]
        if self._swept[item] != self._gone_voters:
            self._live[item] = live = list(filterfalse(gone.__getitem__, live))
            self._support[item] = self.market.number_of(live)
            self._swept[item] = self._gone_voters

    def _offer(self, project: int) -> _Offer | None:
        """The lowest price at which the supporters pay the whole cost, who has less than it giving the rest; None where they
        have too little together. From the last known price upwards, till no further voter has less than it."""
        market, items = self.market, self.market.items_of[project]
        purses = {item: self._purses(item) for item in items}
        poor_of, gone_of = ({item: list[int]() for item in items} for _of in range(2))
        offer = _Offer(project=project, price=self._floor[project], poor=poor_of, gone=gone_of)
        points = sum(self._support[item] * market.points[item] for item in items)
        cost, rest = Fraction(market.costs[project]) * self._scale, 0
        while True:
            before, parted = offer.price, list[int]()
            for item in items:
                part, nothing = self._parted(offer.price * market.points[item], purses[item])
                offer.poor[item] += part
                offer.gone[item] += nothing
                parted += part
                points -= market.points[item] * (market.number_of(part) + market.number_of(nothing))
            rest += self._sum_of(parted)
            if not points:
                return None
            offer.price = (cost - rest) / (points * self._scale)
            if not parted and offer.price <= before:
                break
        self._floor[project] = offer.price
        offer.rate = market.rate(project, offer.price)
        offer.of_rest = Fraction(rest, self._scale)
        return offer

    def _parted(self, share: Fraction, purses: Purses) -> tuple[list[int], list[int]]:
        """Take those out of an item's supporters who have less than the share, and those who have nothing left."""
        money, gone = self._money, self._gone
        limit = self._rough(share)
        surely, parts = limit - len(self.purchases), share * self._scale
        poor, nothing = [], []
        for voter in purses.below(max(limit, 1)):
            if gone[voter]:
                nothing.append(voter)
            elif money[voter] < surely or self._exact(voter) < parts:
                poor.append(voter)
            else:
                purses.near.append(voter)
        return poor, nothing

    def _rough(self, price: Fraction) -> int:
        """A price in rough money, rounded up."""
        above = price.numerator * self.endowment.denominator * _FULL
        return -(-above // (price.denominator * self.endowment.numerator))

    def _buy(self, offer: _Offer, tie: Tie | None) -> Purchase:
        market, money, with_rest, in_full = self.market, self._money, 0, 0
        for item, poor in offer.poor.items():
            share = offer.price * market.points[item]
            rough = self._rough(share)
            for voter in self._live[item]:
                money[voter] -= rough
            for voter in chain(poor, offer.gone[item]):
                money[voter] = 0
                self._gone[voter] = 1
            self._gone_voters += len(poor)
            paying = market.number_of(poor)
            with_rest += paying
            in_full += self._support[item] - paying - market.number_of(offer.gone[item])
            self._record(item, share)
        self.spent += market.costs[offer.project]
        purchase = Purchase(
            project=offer.project,
            rate=offer.rate,
            share=offer.price,
            in_full=in_full,
            with_rest=with_rest,
            of_rest=offer.of_rest,
            tie=tie,
        )
        self.purchases.append(purchase)
        return purchase

    def _record(self, item: int, share: Fraction) -> None:
        scale = lcm(self._scale, share.denominator)
        if scale != self._scale:
            factor = scale // self._scale
            self._paid = [paid * factor for paid in self._paid]
            self._scale = scale
        self._paid[item] = share.numerator * (scale // share.denominator)
