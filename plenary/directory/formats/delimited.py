"""CSV in and out: encodings and delimiters found, formulas made harmless."""

import csv
import io
from collections.abc import Iterable, Sequence

from plenary.directory.formats.tables import LONGEST_CELL, MOST_ROWS, FileError, Table, table_of
from plenary.directory.rules.cells import neutralise

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LOOKED_AT = 100  # rows by which the delimiter is found
_MARKUP = ("<!doctype", "<html", "<?xml", "<table", "<body", "<svg")


def read_delimited(data: bytes, *, tabs: bool = False) -> Table:
    """A CSV of any usual delimiter and encoding. Raises FileError when it is not one, or beyond the limits."""
    text, encoding = decode(data)
    if text.lstrip().lower().startswith(_MARKUP):
        raise FileError("directory.file.is_markup")
    delimiter = "\t" if tabs else _delimiter(text)
    rows = _parsed(text, delimiter, MOST_ROWS + 2)
    label = "UTF-16" if encoding == "utf-16" else encoding.removesuffix("-sig").upper()
    return table_of(rows, f"CSV, {label}, {_DELIMITERS[delimiter]}")


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding: by its byte order mark, else UTF-8, UTF-16 or Windows-1252.

    Raises FileError when it is no text in any of them.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    if b"\x00" in data:
        # Latin letters in UTF-16 have a zero in every second place; anything else with zeros is no text.
        places = {place % 2 for place, byte in enumerate(data[:2000]) if byte == 0}
        if len(data) % 2 or len(places) != 1:
            raise FileError("directory.file.not_text")
        return _decoded(data, "utf-16-le" if places == {1} else "utf-16-be"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileError("directory.file.not_text") from error
    if "\x00" in text:
        raise FileError("directory.file.not_text")
    return text


def _delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, more than one."""

    def fit(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in _parsed(text, delimiter, _LOOKED_AT) if row]
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)

    return max(_DELIMITERS, key=fit)


def _parsed(text: str, delimiter: str, most: int) -> list[list[str]]:
    """At most so many rows. Raises FileError on a cell beyond the limit: a quote that is never closed makes one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) >= most:
                break
    except csv.Error as error:
        raise FileError("directory.file.cell_too_long", row=reader.line_num, most=LONGEST_CELL) from error
    return rows


def write_delimited(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV in UTF-8 with a byte order mark, by which spreadsheet programs know it; formulas made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([neutralise(column) for column in columns])
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
