"""Projection: how many parties there will be, and when so many are there, if the next years are like the last.

The pace is what was gained in each of the last years, withdrawals taken off. The middle of these years tells the likely day; the
best and the worst of them tell from when to when. It is no forecast: it says what today's pace comes to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil
from statistics import median

from plenary.monitoring.rules.spans import Timeline

YEARS = 5
"""So many years back the pace is read from."""
FARTHEST = 100
"""A pace that needs more years than this does not reach it."""
_YEAR = Fraction(1461, 4)


@dataclass(frozen=True, slots=True)
class Pace:
    """Parties gained a year: in the worst of the years, in the middle of them, in the best; and how many years these are."""

    slowest: int
    middle: Fraction
    fastest: int
    years: int


@dataclass(frozen=True, slots=True)
class Projection:
    """When so many parties are there: at the middle pace, at the fastest, at the slowest. None where that pace does not reach it
    within a hundred years."""

    likely: date | None
    earliest: date | None
    latest: date | None


def yearly_gains(told: Iterable[Timeline], today: date, *, since: date | None, years: int = YEARS) -> tuple[int, ...]:
    """How many parties more there were at the end of each of the last whole years, counted back from today, oldest first; a loss
    is negative. `since` is the day from which the instrument was open: years that began before it are left out."""
    all_of_them = list(told)
    edges = [years_before(today, back) for back in range(years, -1, -1)]
    edges = [edge for edge in edges if since is None or edge >= since]
    counts = [sum(each.was_party(edge) for each in all_of_them) for edge in edges]
    return tuple(after - before for before, after in pairwise(counts))


def pace_of(gains: Sequence[int]) -> Pace | None:
    """The pace that yearly gains come to; None where there is no whole year."""
    if not gains:
        return None
    return Pace(min(gains), Fraction(median(map(Fraction, gains))), max(gains), len(gains))


def expected(parties: int, yearly: Fraction | int, days: int) -> int:
    """How many parties there are after so many days at a pace: whole ones that will have joined, and never fewer than none."""
    return max(0, parties + (Fraction(yearly) * days / _YEAR).__floor__())


def reached_on(parties: int, needed: int, yearly: Fraction | int, today: date) -> date | None:
    """The first day on which so many parties are there at a pace: today where they are there already, else later; None where the
    pace does not reach it within a hundred years."""
    if parties >= needed:
        return today
    if yearly <= 0:
        return None
    days = ceil((needed - parties) * _YEAR / Fraction(yearly))
    farthest = FARTHEST * _YEAR
    if days > farthest or days > (date.max - today).days:
        return None
    return today + timedelta(days=days)


def projection(parties: int, needed: int, pace: Pace, today: date) -> Projection:
    """When so many parties are there, by the three paces."""
    return Projection(
        likely=reached_on(parties, needed, pace.middle, today),
        earliest=reached_on(parties, needed, pace.fastest, today),
        latest=reached_on(parties, needed, pace.slowest, today),
    )


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for one that this year does not have."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
