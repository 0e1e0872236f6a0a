"""What a measurement gives, and how it is timed."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One measured rate: so many `unit` a second, beside the machine's own limit for the same work (None: no limit)."""

    name: str
    rate: float
    unit: str
    limit_name: str = ""
    limit: float | None = None

    @property
    def share(self) -> str:
        """The rate as a part of the limit, in percent."""
        return f"{100 * self.rate / self.limit:.2g} %" if self.limit else ""


def rate_of(work: Callable[[], int], rounds: int = 3) -> float:
    """The best of a few rounds, in pieces a second; `work` returns how many pieces it did."""
    best = 0.0
    for _round in range(rounds):
        began = perf_counter()
        pieces = work()
        best = max(best, pieces / (perf_counter() - began))
    return best
