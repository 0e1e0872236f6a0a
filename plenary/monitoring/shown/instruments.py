"""The list of instruments: how many stand how to each on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.directory.rules.names import fold
from plenary.monitoring.labels import KIND
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.instruments import OnDay, on_day, parties, visible_instruments
from plenary.monitoring.rules.standings import Stands


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentLine:
    """An instrument with how many were parties on the day, how many had signed and were none, and whether it was in force."""

    row: Instrument
    name: str
    kind: Label
    parties: int
    signed: int
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """An instrument with the codes of actors, by how each stood to it on the day."""

    row: Instrument
    stood: OnDay


def status_of_all(standing: Standing, day: date) -> Sequence[StatusLine]:
    """Who stood how to each instrument that the standing may read, by id: an answer for all actors and instruments at once. Two
    queries, whatever their number."""
    rows = visible_instruments(standing).order_by("id")
    found = on_day(standing.coalition, day)
    return [StatusLine(row=row, stood=found.get(row.id, {})) for row in rows]


def lines_of(standing: Standing, day: date) -> Sequence[InstrumentLine]:
    """Those that the standing may read, by name. Two queries."""
    rows = list(visible_instruments(standing))
    found = on_day(standing.coalition, day, instruments=[row.id for row in rows]) if rows else {}
    lines = [
        InstrumentLine(
            row=row,
            name=str(row),
            kind=KIND[row.kind],
            parties=len(parties(found.get(row.id, {}))),
            signed=len(found.get(row.id, {}).get(Stands.SIGNED, ())),
            in_force=row.in_force_since is not None and row.in_force_since <= day,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (fold(line.name), line.row.id))
