"""What a measurement gives, and how it is timed: medians, for machines are shared."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One measured value in `unit`, beside what the same machine does at its best for the same work (`beside`, described
    by `beside_what`; None where nothing compares). `ratio` is value by beside. `growth` is the value at the largest size
    by the value at the smallest (None where there is one size); `sizes` holds the value at each. `bound` is what
    was promised of the value, in the same unit, where something was: a value above it fails the measurement."""

    name: str
    value: float
    unit: str
    beside: float | None = None
    beside_what: str = ""
    growth: float | None = None
    sizes: dict[str, float] | None = None
    bound: float | None = None

    @property
    def ratio(self) -> float | None:
        """The value by what stands beside it."""
        return self.value / self.beside if self.beside else None

    def as_json(self) -> dict[str, object]:
        """As it stands in latest.json."""
        return {**asdict(self), "ratio": self.ratio}


def over_sizes(
    name: str,
    unit: str,
    values: dict[str, float],
    *,
    beside: float | None = None,
    beside_what: str = "",
    bound: float | None = None,
) -> Figure:
    """A figure measured at several sizes, smallest first: its value is that of the largest, and so is its bound."""
    found = list(values.values())
    growth = found[-1] / found[0] if len(found) > 1 and found[0] else None
    return Figure(name, found[-1], unit, beside, beside_what, growth, values, bound)


def seconds_of(work: Callable[[], object], rounds: int = 5) -> float:
    """The median time of a few rounds, in seconds."""
    taken = []
    for _round in range(rounds):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return median(taken)


def rate_of(work: Callable[[], int], rounds: int = 3) -> float:
    """The median rate of a few rounds, in pieces a second; `work` returns how many pieces it did."""
    rates = []
    for _round in range(rounds):
        began = perf_counter()
        pieces = work()
        rates.append(pieces / (perf_counter() - began))
    return median(rates)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
