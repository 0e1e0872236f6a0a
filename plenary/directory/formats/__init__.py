"""The file formats that cards come in and go out: read from bytes into one kind of table, written to bytes.

What a file holds decides, not its name; where the two differ the file is refused.
"""

from pathlib import PurePath

from plenary.directory.formats.delimited import read_delimited
from plenary.directory.formats.popolo import read_popolo
from plenary.directory.formats.tables import MOST_BYTES, FileError, Table
from plenary.directory.formats.workbooks import read_workbook

__all__ = ["MOST_BYTES", "FileError", "Table", "read_file"]

_DELIMITED = (".csv", ".tsv", ".txt")
_BEGINNINGS = (
    (b"PK\x03\x04", "XLSX"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def read_file(name: str, data: bytes, kind: str) -> Table:
    """The table that a file holds, by its ending: CSV, XLSX or Popolo JSON. `kind` says which of Popolo's objects.

    Raises FileError: the file is empty, larger than MOST_BYTES, broken, of another format, or not what its name says.
    """
    if not data.strip():
        raise FileError("directory.file.empty")
    if len(data) > MOST_BYTES:
        raise FileError("directory.file.too_large", most=MOST_BYTES // 1_000_000)
    ending = PurePath(name).suffix.lower()
    found = next((label for start, label in _BEGINNINGS if data.startswith(start)), "")
    if found == "XLS":
        raise FileError("directory.file.old_workbook")
    if ending == ".xlsx":
        if found != "XLSX":
            raise FileError("directory.file.mislabelled", ending=ending)
        return read_workbook(data)
    if ending not in (*_DELIMITED, ".json"):
        raise FileError("directory.file.unknown")
    if found:
        raise FileError("directory.file.mislabelled", ending=ending)
    return read_popolo(data, kind) if ending == ".json" else read_delimited(data, tabs=ending == ".tsv")
