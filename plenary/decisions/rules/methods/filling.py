"""Seats filled one after the other, from those who are left: who is chosen, and who is passed over for a reservation.

A stage `doomed` tells of those in `about` that they can no longer be chosen (`reserved`); its fact `doomed` has for each of
them the codes of the reservations that decide it. As each seat goes to somebody with whom every reservation can still be
met, all of them are met at the end.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plenary.decisions.rules.methods.accounts import Stage, Tie
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.rules.methods.reserved import Reserved, Watch


class Filling:
    """A committee under way: `elected` so far, `left` to choose from, in the order of the list, and the `stages` told."""

    def __init__(
        self, candidates: Iterable[int], seats: int, reserved: tuple[Reserved, ...] = (), told: Sequence[Stage] = ()
    ) -> None:
        """Nobody is chosen yet; `told` are the stages before the first choice."""
        self.seats = seats
        self.left = list(candidates)
        self.elected: list[int] = []
        self.stages = list(told)
        self._reserved = reserved

    @property
    def is_open(self) -> bool:
        """Whether a seat is left, and somebody to take it."""
        return bool(self.left) and len(self.elected) < self.seats

    def pass_over(self) -> tuple[int, ...]:
        """Take out, and tell of, those who can no longer be chosen; in the order of the list.

        Raises UncountableError when no way of filling the seats meets every reservation.
        """
        if not self._reserved:
            return ()
        watch = Watch(
            reserved=self._reserved,
            elected=frozenset(self.elected),
            continuing=frozenset(self.left),
            left=self.seats - len(self.elected),
        )
        if gone := watch.must_go():
            why = {each: watch.why_goes(each) for each in gone}
            self.tell("doomed", gone, excluded=gone, facts={"doomed": why})
            self.left = [each for each in self.left if each not in why]
        return gone

    def seat(
        self,
        what: str,
        taken: int,
        tie: Tie | None,
        totals: Mapping[int, Number] | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Give the next seat to one of those left, and tell of it."""
        self.left.remove(taken)
        self.elected.append(taken)
        self.tell(what, (taken,), elected=(taken,), totals=totals or {}, ties=(tie,) if tie else (), facts=facts or {})

    def tell(self, what: str, about: tuple[int, ...], **more: Any) -> None:
        """Add a stage."""
        self.stages.append(Stage(number=len(self.stages) + 1, what=what, about=about, **more))
