"""How the number of parties grew: who joined and who left in each year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plenary.monitoring.rules.spans import Timeline


@dataclass(frozen=True, slots=True)
class Year:
    """A year: the codes of those who became parties in it and of those who ceased to be, by day, and how many parties there were
    at its end (of the running year: today)."""

    year: int
    joined: tuple[tuple[date, str], ...]
    left: tuple[tuple[date, str], ...]
    parties: int


def years_of(timelines: Mapping[str, Timeline], today: date) -> Sequence[Year]:
    """Every year in which the parties changed, up to today, the first first."""
    joined: dict[int, list[tuple[date, str]]] = {}
    left: dict[int, list[tuple[date, str]]] = {}
    for code, told in timelines.items():
        for span in told.party:
            if span.first <= today:
                joined.setdefault(span.first.year, []).append((span.first, code))
            if span.until and span.until <= today:
                left.setdefault(span.until.year, []).append((span.until, code))
    found: list[Year] = []
    parties = 0
    for year in sorted(joined.keys() | left.keys()):
        came, went = joined.get(year, []), left.get(year, [])
        parties += len(came) - len(went)
        found.append(Year(year, tuple(sorted(came)), tuple(sorted(went)), parties))
    return found
