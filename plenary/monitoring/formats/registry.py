"""Which reader reads a file: what it holds decides, not its name; one whose name says otherwise is refused."""

import io
import zipfile
from pathlib import PurePath

from plenary.directory.formats.delimited import decode, read_delimited
from plenary.directory.formats.tables import MOST_BYTES, FileError
from plenary.directory.formats.workbooks import read_workbook
from plenary.monitoring.formats.exported import is_exported, read_exported
from plenary.monitoring.formats.participants import Meaning
from plenary.monitoring.formats.reading import StatusList
from plenary.monitoring.formats.tables import read_table
from plenary.monitoring.formats.untc import read_page
from plenary.monitoring.rules.actors import actor_of

_ENDINGS = {
    "page": {".html", ".htm", ".xhtml"},
    "workbook": {".xlsx"},
    "text": {".csv", ".tsv"},
}


def read_status(data: bytes, name: str = "", meaning: Meaning = actor_of) -> StatusList:
    """The status list in a file: a page of the depositary, a table (CSV, XLSX), or a table that the house gave out. `meaning`
    says whom a name means. Raises UnreadableError where it is none, FileError where it cannot be read, is beyond the limits,
    or is not what the ending of its name says."""
    if len(data) > MOST_BYTES:
        raise FileError("directory.file.too_large", most=MOST_BYTES // 1_000_000)
    if zipfile.is_zipfile(io.BytesIO(data)):
        _require_ending(name, "workbook")
        table = read_workbook(data)
    else:
        text, _encoding = decode(data)
        if text.lstrip().startswith("<"):
            _require_ending(name, "page")
            return read_page(text, meaning)
        _require_ending(name, "text")
        table = read_delimited(data)
    return read_exported(table, meaning) if is_exported(table) else read_table(table, meaning)


def _require_ending(name: str, found: str) -> None:
    ending = PurePath(name).suffix.lower()
    if any(ending in endings for kind, endings in _ENDINGS.items() if kind != found):
        raise FileError("directory.file.mislabelled", ending=ending)
