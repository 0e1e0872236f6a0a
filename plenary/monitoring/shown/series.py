"""What a chart over years follows: points of series, with their ranges; a threshold; all of it in words; steps of a scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import floor

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from plenary.monitoring.shown.looks import Look

type Number = int | float
"""A value of a series, not below nought; nothing is computed with it but where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value on a day, or of a year; the least and the most that it may be, where that is known; whether it lies ahead."""

    at: date | int
    value: Number
    low: Number | None = None
    high: Number | None = None
    is_projected: bool = False

    @property
    def year(self) -> float:
        """Where it stands on the axis: a day by its share of the year that has passed."""
        if isinstance(self.at, int):
            return self.at
        days = date(self.at.year, 12, 31).toordinal() - date(self.at.year, 1, 1).toordinal() + 1
        return self.at.year + (self.at.toordinal() - date(self.at.year, 1, 1).toordinal()) / days


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What is followed over years, its points in the order of time; `steps` where a value stays until the next one."""

    name: str
    points: tuple[Point, ...]
    look: Look = Look.SOLID
    steps: bool = False

    @property
    def known(self) -> list[Point]:
        """What has happened."""
        return [each for each in self.points if not each.is_projected]

    def about(self, year: float) -> Number | None:
        """The value about a year, on the line between two points; none before the first, or behind the last."""
        for before, after in pairwise(self.points):
            if before.year <= year <= after.year and before.year < after.year:
                share = 0 if self.steps else (year - before.year) / (after.year - before.year)
                return before.value + share * (after.value - before.value)
        return None

    @property
    def projected(self) -> list[Point]:
        """What lies ahead, from the last that has happened on."""
        ahead = [each for each in self.points if each.is_projected]
        return [*self.known[-1:], *ahead] if ahead else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A value to be reached, and what it is."""

    value: Number
    words: str


def figure(value: Number) -> str:
    """A value as it stands on a chart, in the reader's language."""
    return number_format(value, force_grouping=True)


def in_words(series: Sequence[Series], threshold: Threshold | None = None) -> str:
    """What a chart shows, in a line: each series from its first value to its last, what is projected, and the threshold."""
    told = []
    for each in series:
        if known := each.known:
            words = {"name": each.name, "first": figure(known[0].value), "since": floor(known[0].year)}
            words |= {"last": figure(known[-1].value), "until": floor(known[-1].year)}
            told.append(_("%(name)s: %(first)s in %(since)s, %(last)s in %(until)s") % words)
        if ahead := each.projected:
            words = {"name": each.name, "last": figure(ahead[-1].value), "until": floor(ahead[-1].year)}
            told.append(_("%(name)s, projected: %(last)s in %(until)s") % words)
    if threshold:
        told.append(words_of(threshold))
    return "; ".join(told)


def words_of(threshold: Threshold) -> str:
    """What a threshold is, and its value."""
    return _("%(name)s: %(words)s") % {"name": threshold.words, "words": figure(threshold.value)}
