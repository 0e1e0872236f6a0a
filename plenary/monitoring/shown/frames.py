"""The frame of a chart over years: its scale from nought to a round value, its years, and where each of them stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

from plenary.monitoring.shown.series import Number, Series, Threshold

WIDE, PLOT, TOP = 720, 220, 22
"""Pixels: how wide a chart is that stands alone, how high every plot is, and what is free above it."""
_MOST_YEARS, _MOST_VALUES = 6, 5
_BEFORE, _BEHIND = 0.07, 0.015  # of the width: what stays free for figures of the scale, and for marks


def steps_to(most: Number, *, at_most: int, whole: bool = True) -> Number:
    """From line to line of a scale: the smallest of 1, 2 and 5, times a power of ten, that needs no more lines than `at_most`."""
    if most <= 0:
        return 1
    step: Number = 10 ** floor(log10(most / at_most))
    step = next(each for each in (step, 2 * step, 5 * step, 10 * step) if most / each <= at_most)
    return max(1, round(step)) if whole or step >= 1 else step


@dataclass(slots=True, kw_only=True)
class Frame:
    """Where years and values stand: what is to be drawn, whether alone, and whether from right to left."""

    series: Sequence[Series]
    threshold: Threshold | None
    alone: bool
    is_mirrored: bool
    since: int = field(init=False)
    until: int = field(init=False)
    step: Number = field(init=False)
    top: Number = field(init=False)

    def __post_init__(self) -> None:
        years = [point.year for each in self.series for point in each.points]
        self.since, self.until = floor(min(years)), max(ceil(max(years)), floor(min(years)) + 1)
        values = [
            value
            for each in self.series
            for point in each.points
            for value in (point.value, point.high)
            if value is not None
        ]
        values += [self.threshold.value] if self.threshold else []
        whole = all(isinstance(value, int) for value in values)
        self.step = steps_to(max(values), at_most=_MOST_VALUES, whole=whole)
        self.top = max(1, ceil(max(values) / self.step)) * self.step

    @property
    def bottom(self) -> int:
        """Where nought is, in pixels from above."""
        return TOP + PLOT

    def share(self, year: float) -> float:
        """A year as a share of the width, from the left."""
        along = _BEFORE + (1 - _BEFORE - _BEHIND) * (year - self.since) / (self.until - self.since)
        return 1 - along if self.is_mirrored else along

    def x(self, share: float) -> str:
        """A share of the width as an attribute."""
        return f"{share * WIDE:.1f}" if self.alone else f"{share:.2%}"

    def y(self, value: Number, up: int = 0) -> str:
        """The height of a value as an attribute, or so many pixels above it."""
        return f"{round(self.bottom - PLOT * value / self.top - up, 1):g}"

    def rows(self) -> int:
        """How many steps the scale has."""
        return round(self.top / self.step)

    def years(self) -> Iterator[int]:
        """The years that stand below: round ones, as many as a phone has room for."""
        step = int(steps_to(self.until - self.since, at_most=_MOST_YEARS - 1))
        yield from range(-(-self.since // step) * step, self.until + 1, step)

    def free(self, value: Number) -> bool:
        """Whether words above a value have more room where people begin to read than where they end, away from all lines."""
        near = [min(self._gaps(value, *part), default=PLOT) for part in ((0.0, 0.4), (0.6, 1.0))]
        return near[0] >= near[1]

    def _gaps(self, value: Number, since: float, until: float) -> Iterator[float]:
        for step in range(9):
            year = self.since + (self.until - self.since) * (since + (until - since) * step / 8)
            for each in self.series:
                if (there := each.about(year)) is not None:
                    yield abs(float(self.y(there)) - float(self.y(value, 8)))
