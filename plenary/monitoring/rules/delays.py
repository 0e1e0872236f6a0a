"""Delays: how long after an event a treaty says that something begins or is due."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self


class Begins(StrEnum):
    """On which day of those that a delay reaches."""

    THAT_DAY = "that-day"
    FIRST_OF_MONTH = "first-of-month"
    FIRST_OF_NEXT_MONTH = "first-of-next-month"


@dataclass(frozen=True, slots=True)
class Delay:
    """Years, months and days after an event, in this order; then perhaps the first of the month that is reached, or of the one
    after it.

    "The first day of the sixth month after the month in which" is six months and `FIRST_OF_MONTH` (Mine Ban Convention, article
    17); "the first day of the month after the sixtieth day following" is sixty days and `FIRST_OF_NEXT_MONTH` (Rome Statute,
    article 126); "ninety days following" is ninety days (Arms Trade Treaty, article 22).
    """

    years: int = 0
    months: int = 0
    days: int = 0
    begins: Begins = Begins.THAT_DAY

    def __post_init__(self) -> None:
        if min(self.years, self.months, self.days) < 0:
            raise ValueError("A delay is not negative.")

    def after(self, day: date) -> date:
        """The day that is reached; the last of a month that has no such day. Raises OverflowError past the year 9999."""
        reached = _later(day, 12 * self.years + self.months) + timedelta(days=self.days)
        match self.begins:
            case Begins.THAT_DAY:
                return reached
            case Begins.FIRST_OF_MONTH:
                return reached.replace(day=1)
            case Begins.FIRST_OF_NEXT_MONTH:
                return _later(reached.replace(day=1), 1)

    @property
    def document(self) -> dict[str, Any]:
        """As it is kept: what is not nought, and where it begins."""
        told = {"years": self.years, "months": self.months, "days": self.days}
        return {name: number for name, number in told.items() if number} | {"begins": self.begins.value}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """That of which `document` tells; at once where it tells nothing. Raises ValueError."""
        begins = Begins(document.get("begins", Begins.THAT_DAY))
        return cls(begins=begins, **{name: int(document.get(name, 0)) for name in ("years", "months", "days")})


AT_ONCE = Delay()


def _later(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if year > date.max.year:
        raise OverflowError("That lies beyond the year 9999.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
