"""The temperature of a proposal before consensus is tested: how many feel how, told only when there are enough answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FEWEST = 3
"""Of fewer answers only their number is told: nobody's feeling is to be read off."""


class Feeling(StrEnum):
    """How an elector feels about a proposal."""

    WARM = "warm"
    UNSURE = "unsure"
    COLD = "cold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is told of the temperature: how many answered of how many, and, of enough answers, how many feel how and how
    many of them (`earlier`) spoke of words that were changed since."""

    electorate: int
    answered: int
    warm: int = 0
    unsure: int = 0
    cold: int = 0
    earlier: int = 0

    @property
    def is_told(self) -> bool:
        """True when there are enough answers to tell how they fall."""
        return self.answered >= FEWEST


def reading(answers: Iterable[tuple[Feeling, datetime]], electorate: int, reworded_at: datetime | None) -> Reading:
    """The temperature from each answer and when it was given; the order does not matter. Below FEWEST only the number."""
    given = list(answers)
    if len(given) < FEWEST:
        return Reading(electorate=electorate, answered=len(given))
    number = {feeling: sum(said is feeling for said, _at in given) for feeling in Feeling}
    return Reading(
        electorate=electorate,
        answered=len(given),
        warm=number[Feeling.WARM],
        unsure=number[Feeling.UNSURE],
        cold=number[Feeling.COLD],
        earlier=sum(reworded_at is not None and at < reworded_at for _said, at in given),
    )
