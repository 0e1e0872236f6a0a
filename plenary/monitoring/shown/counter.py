"""What the public counter and the timeline of an instrument tell: numbers and years, the same to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from plenary.core import clock
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.actors import names_of_actors
from plenary.monitoring.rules.accessions import Year, years_of
from plenary.monitoring.rules.entering import lacking
from plenary.monitoring.shown.status import status_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterShown:
    """How many are parties and signatories on a day; how many parties it lacks to enter into force, none where it has."""

    name: str
    day: date
    parties: int
    signatories: int
    lacking: int
    in_force_since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShown:
    """A year: the names of those who joined and who left, with the days, and how many parties there were at its end."""

    year: int
    joined: Sequence[tuple[date, str]]
    left: Sequence[tuple[date, str]]
    parties: int


def counter_shown(instrument: Instrument) -> CounterShown:
    """The counter of an instrument today. One query."""
    today = clock.now().date()
    found, rows = status_of(instrument)
    begun = found.in_force_since if found.in_force_since and found.in_force_since <= today else None
    left = {} if begun else lacking(instrument.enters, (row.told for row in rows), today)
    return CounterShown(
        name=str(instrument),
        day=today,
        parties=len(found.parties(today)),
        signatories=len(found.signatories(today)),
        lacking=left.get("", 0),
        in_force_since=begun,
    )


def timeline_shown(instrument: Instrument) -> list[YearShown]:
    """Who joined and who left in each year, the last year first. Two queries."""
    found, _rows = status_of(instrument)
    names = names_of_actors(instrument.coalition_id, get_language() or "en")

    def named(told: Year) -> YearShown:
        return YearShown(
            year=told.year,
            joined=[(day, names[code]) for day, code in told.joined],
            left=[(day, names[code]) for day, code in told.left],
            parties=told.parties,
        )

    return [named(each) for each in reversed(years_of(found.timelines, clock.now().date()))]
