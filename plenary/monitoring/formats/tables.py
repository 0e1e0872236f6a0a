"""Status lists as tables (CSV, XLSX): the columns of the United Nations Treaty Collection's own, one row a participant."""

from plenary.directory.formats.tables import Table
from plenary.monitoring.formats.columns import columns_of
from plenary.monitoring.formats.participants import Meaning, Row, participants
from plenary.monitoring.formats.reading import StatusList


def read_table(table: Table, meaning: Meaning) -> StatusList:
    """The status list of a table. Raises UnreadableError where it is none."""
    columns = columns_of(table.columns)
    rows = (
        Row(
            line,
            " ".join(cells[0].split()),
            {place: " ".join(cell.split()) for place, cell in enumerate(cells) if place},
        )
        for line, cells in enumerate(table.rows, start=table.first_row)
        if any(map(str.strip, cells))
    )
    found = participants(rows, columns, meaning)
    return StatusList(
        actions=tuple(found.actions), unread=tuple(found.unread), names=found.names, ends=tuple(found.ends)
    )
