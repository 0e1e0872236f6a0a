"""Purses of voters in Equal Shares: who has less than a price, found without looking at all of them each time."""

from collections.abc import Sequence


class Purses:
    """Supporters of an item, of whom those with least rough money are taken out first; only some of them are looked at again."""

    __slots__ = ("live", "money", "near", "top")

    def __init__(self, live: Sequence[int], money: Sequence[int]) -> None:
        """The voters, and what rough money each voter has."""
        self.live, self.money = live, money
        self.near: list[int] = []  # who has less than the top, and is not taken out
        self.top: int | None = None

    def below(self, limit: int) -> list[int]:
        """Take out those who have less than a limit, which is none lower than before."""
        money, top = self.money, self.top
        if top is None or limit > top:
            self.top = more = limit + limit // 4
            if top is None:
                self.near = [voter for voter in self.live if money[voter] < more]
            else:
                self.near += [voter for voter in self.live if top <= money[voter] < more]
        low = [voter for voter in self.near if money[voter] < limit]
        if low:
            self.near = [voter for voter in self.near if money[voter] >= limit]
        return low
