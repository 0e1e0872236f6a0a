"""Obligations: what an instrument asks of whom, and by when; and the norm that each expresses for those who are not bound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.spans import Timeline


class Counted(StrEnum):
    """From when a deadline is counted."""

    ENTRY_FOR_ACTOR = "entry-for-actor"
    """From the day on which the instrument entered into force for the actor."""
    ENTRY = "entry"
    """From the day on which the instrument entered into force."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when an obligation is to be done: so long after it begins to bind; and again each year by a day of it, where `month` and
    `day` say so (reports "not later than 30 April of each year": Mine Ban Convention, article 7)."""

    delay: Delay
    counted: Counted = Counted.ENTRY_FOR_ACTOR
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if bool(self.month) != bool(self.day):
            raise ValueError("A day of each year has a month and a day.")
        if self.month:
            date(2001, self.month, self.day)  # raises ValueError: a day that each year has

    @property
    def document(self) -> dict[str, Any]:
        """As it is kept."""
        yearly = {"month": self.month, "day": self.day} if self.month else {}
        return {"delay": self.delay.document, "counted": self.counted.value, **yearly}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self | None:
        """That of which `document` tells; None where it tells nothing. Raises ValueError."""
        if not document:
            return None
        month, day = int(document.get("month", 0)), int(document.get("day", 0))
        counted = Counted(document.get("counted", Counted.ENTRY_FOR_ACTOR))
        return cls(Delay.of(document.get("delay", {})), counted, month=month, day=day)


def begins_to_bind(told: Timeline, day: date) -> date | None:
    """The day from which an actor is bound by what is in force on a day; None where it is not bound then."""
    return next((span.first for span in told.in_force if span.holds(day)), None)


def due(
    deadline: Deadline, told: Timeline, *, in_force_since: date | None, day: date, extended: Iterable[date] = ()
) -> date | None:
    """By when an actor must have done it, as things stand on a day: the deadline, or the latest day to which it was extended;
    of what comes back each year the next one. None where it is not bound on that day."""
    begun = begins_to_bind(told, day)
    if begun is None or in_force_since is None:
        return None
    first = deadline.delay.after(begun if deadline.counted is Counted.ENTRY_FOR_ACTOR else max(begun, in_force_since))
    last = max((first, *extended))
    if last >= day or not deadline.month:
        return last
    this_year = day.replace(month=deadline.month, day=deadline.day)
    return this_year if this_year >= day else this_year.replace(year=day.year + 1)
