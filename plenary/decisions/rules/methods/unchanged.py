"""How far endowments can be raised with nothing changed in what Equal Shares buys: told from one count, without counting again.

While the same voters pay in full, money left and prices are linear in the endowment. So each comparison of a count (who has less
than the price; that no other project was cheaper; that nothing more can be paid for) holds up to an endowment that can be said.
"""

from fractions import Fraction
from math import gcd, lcm

from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.market import Purchase


def unchanged_raises(done: Round, increment: Fraction) -> int:
    """By how many increments, at least, the endowment of each voter can rise so that the same projects are bought in the same
    order. Takes time like a count of its own; the round has come to its end and left something that has supporters."""
    again = _Again(done, increment)
    for purchase in done.purchases:
        again.buy(purchase)
    again.end()
    return max(again.raises, 0)


class _Again:
    """A count done again: what money each voter has in parts of one scale, and by how much it grows with the endowment (its
    slope), in parts of another."""

    def __init__(self, done: Round, increment: Fraction) -> None:
        market = self.market = done.market
        costs = [Fraction(cost) for cost in market.costs]
        shares = [each.share for each in done.purchases]
        self.scale = lcm(*(each.denominator for each in (done.endowment, *costs, *shares)))
        self.costs = [int(cost * self.scale) for cost in costs]
        self.utility = [cost if cost and market.by_cost else self.scale for cost in self.costs]
        self.waiting = {each for each in range(len(costs)) if market.is_supported(each)}
        self.money = [int(done.endowment * self.scale)] * len(market.items)
        self.slopes, self.slope_scale = [1] * len(market.items), 1
        self.increment = increment
        self.raises = -1
        self.is_bounded = False

    def buy(self, purchase: Purchase) -> None:
        """What one purchase asks of the endowment, and the purchase."""
        project, price = purchase.project, int(purchase.share * self.scale)
        full, poor = self._parted(project, price, 1)
        points = sum(self.market.numbers[voter] * given for voter, given in full)
        slope = self._slope(-sum(self.market.numbers[voter] * self.slopes[voter] for voter, _ in poor), points)
        for voter, given in full:
            self._hold(self.money[voter] - price * given, self.slopes[voter] - slope * given)
        for voter, given in poor:
            self._hold(price * given - self.money[voter], slope * given - self.slopes[voter])
        self.waiting.remove(project)
        for other in self.waiting:
            self._stay_dearer(other, price * self.utility[other], slope * self.utility[other], self.utility[project])
        for voter, given in full:
            self.money[voter] -= price * given
            self.slopes[voter] -= slope * given
        for voter, _ in poor:
            self.money[voter] = self.slopes[voter] = 0

    def end(self) -> None:
        """That nothing more can be paid for."""
        numbers = self.market.numbers
        for project in self.waiting:
            voters = [voter for item in self.market.items_of[project] for voter in self.market.supporters[item]]
            money = sum(numbers[voter] * self.money[voter] for voter in voters)
            self._hold(self.costs[project] - money, -sum(numbers[voter] * self.slopes[voter] for voter in voters))

    def _stay_dearer(self, project: int, price: int, slope: int, parts: int) -> None:
        """That supporters pay less than the cost at the price (in parts of `parts`) at which a project would be as cheap as the
        one bought: those who have less than it give at most all they have, the others at most the price."""
        numbers = self.market.numbers
        full, poor = self._parted(project, price, parts)
        points = sum(numbers[voter] * given for voter, given in full)
        money = sum(numbers[voter] * self.money[voter] for voter, _ in poor)
        slopes = sum(numbers[voter] * self.slopes[voter] for voter, _ in poor)
        self._hold((self.costs[project] - money) * parts - price * points, -slopes * parts - slope * points)

    def _parted(self, project: int, price: int, parts: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Supporters of a project with their points: who has the price, and who has less."""
        full: list[tuple[int, int]] = []
        poor: list[tuple[int, int]] = []
        for item in self.market.items_of[project]:
            points = self.market.points[item]
            for voter in self.market.supporters[item]:
                (full if self.money[voter] * parts >= price * points else poor).append((voter, points))
        return full, poor

    def _slope(self, over: int, under: int) -> int:
        """A slope divided by a number, in parts of a scale made fine enough for it."""
        factor = under // gcd(over, under)
        if factor != 1:
            self.slopes = [slope * factor for slope in self.slopes]
            self.slope_scale *= factor
        return over * factor // under

    def _hold(self, margin: int, slope: int) -> None:
        """Bound the raises: a margin with this slope stays above 0. Both may be in parts of one number more than their scales."""
        if slope >= 0:
            return
        step = self.increment
        raises = (margin * self.slope_scale * step.denominator - 1) // (-slope * self.scale * step.numerator)
        self.raises = min(self.raises, raises) if self.is_bounded else raises
        self.is_bounded = True
