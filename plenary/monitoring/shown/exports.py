"""The status of an instrument on a day as files: tables for spreadsheets, JSON, SDMX-CSV, HXL; and all its treaty actions."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import get_language

from plenary.directory.formats.delimited import write_delimited
from plenary.directory.rules.countries import country_names
from plenary.monitoring.formats.exported import COLUMNS, rows_of
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.actors import names_of_actors
from plenary.monitoring.queries.instruments import actions_of
from plenary.monitoring.shown.status import ActorLine, StatusShown

OF_STATUS = ("code", "name", "wording", "stands", "signed_on", "consent_on", "in_force_on", "leaves_on")
DATAFLOW = "PLENARY:TREATY_STATUS(1.0.0)"
OF_SDMX = ("STRUCTURE", "STRUCTURE_ID", "ACTION", "INSTRUMENT", "REF_AREA", "TIME_PERIOD", "OBS_VALUE",
           "SIGNED_ON", "CONSENT_ON", "IN_FORCE_ON", "LEAVES_ON")  # fmt: skip
OF_HXL = {
    "Country code": "#country+code+v_iso3",
    "Name": "#country+name",
    "Wording": "#country+description",
    "Status": "#status",
    "Signed on": "#date+signed",
    "Bound on": "#date+consent",
    "In force on": "#date+in_force",
    "Leaves on": "#date+end",
    "Day": "#date+reported",
}


def status_csv(shown: StatusShown) -> bytes:
    """A table for spreadsheets: one row an actor."""
    return write_delimited(OF_STATUS, map(_cells, shown.lines))


def status_json(shown: StatusShown) -> bytes:
    """The same as one JSON object, with the instrument, the day and the counts."""
    row = shown.instrument
    told = {
        "instrument": row.id,
        "names": row.names,
        "depositary": row.depositary,
        "reference": row.reference,
        "day": shown.day.isoformat(),
        "in_force_since": _iso(shown.in_force_since) or None,
        "parties": shown.parties,
        "signatories": shown.signatories,
        "actors": [
            {name: cell or (None if name.endswith("_on") else "") for name, cell in zip(OF_STATUS, cells, strict=True)}
            for cells in map(_cells, shown.lines)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def status_sdmx(shown: StatusShown) -> bytes:
    """The same as observations of the dataflow `DATAFLOW`, by SDMX-CSV 2.0 of SDMX 3.0: for each actor a code of how it stands,
    with days as attributes. Without a byte order mark, which the format knows not."""
    rows = (
        (
            *("dataflow", DATAFLOW, "I", shown.instrument.id, line.code, shown.day.isoformat()),
            line.stands.value.upper().replace("-", "_"),
            *_days(line),
        )
        for line in shown.lines
    )
    return write_delimited(OF_SDMX, rows).removeprefix(BOM_UTF8)


def status_hxl(shown: StatusShown) -> bytes:
    """The same with a row of hashtags of the Humanitarian Exchange Language below the headings. Who has no code of ISO 3166-1 has
    none here."""
    states = country_names("en")
    rows = (
        (
            line.code if line.code in states else "",
            *(line.name, line.wording, line.stands.value, *_days(line), shown.day.isoformat()),
        )
        for line in shown.lines
    )
    return write_delimited(tuple(OF_HXL), [tuple(OF_HXL.values()), *rows])


def actions_csv(instrument: Instrument) -> bytes:
    """All treaty actions of an instrument as a table that can be taken over again. Two queries."""
    names = names_of_actors(instrument.coalition_id, get_language() or "en")
    told = (
        (row.told, names[row.actor], row.source or (row.taken.name if row.taken else ""))
        for row in actions_of(instrument)
    )
    return write_delimited(COLUMNS, rows_of(told))


def _cells(line: ActorLine) -> Sequence[str]:
    return (line.code, line.name, line.wording, line.stands.value, *_days(line))


def _days(line: ActorLine) -> Iterable[str]:
    return map(_iso, (line.signed_on, line.consent_on, line.in_force_on, line.leaves_on))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
