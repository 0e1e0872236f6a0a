"""Status lists as tables (CSV): the columns of the United Nations Treaty Collection's own, one row a participant."""

from plenary.directory.formats.delimited import read_delimited
from plenary.monitoring.formats.columns import columns_of
from plenary.monitoring.formats.participants import Row, participants
from plenary.monitoring.formats.reading import StatusList


def read_table(data: bytes) -> StatusList:
    """The status list of a table. Raises UnreadableError where it is none, FileError where the file is no table."""
    table = read_delimited(data)
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
    found = participants(rows, columns)
    return StatusList(actions=tuple(found.actions), unread=tuple(found.unread), names=found.names)
