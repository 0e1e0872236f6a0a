"""Which reader reads a file: what it holds decides, not its name."""

from plenary.directory.formats.delimited import decode
from plenary.directory.formats.tables import MOST_BYTES, FileError
from plenary.monitoring.formats.reading import StatusList
from plenary.monitoring.formats.tables import read_table
from plenary.monitoring.formats.untc import read_page


def read_status(data: bytes) -> StatusList:
    """The status list in a file, a page of the depositary or a table. Raises UnreadableError where it is none, FileError where it
    is no text, or beyond the limits."""
    if len(data) > MOST_BYTES:
        raise FileError("directory.file.too_large", most=MOST_BYTES // 1_000_000)
    text, _encoding = decode(data)
    return read_page(text) if text.lstrip().startswith("<") else read_table(data)
