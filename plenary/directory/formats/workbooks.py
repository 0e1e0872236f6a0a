"""XLSX in and out. A workbook is measured before it is opened, since a small file can unfold into a huge one."""

import io
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from xml.parsers import expat

import xlsxwriter
from python_calamine import CalamineWorkbook

from plenary.directory.formats.tables import MOST_COLUMNS, MOST_ROWS, FileError, Table, table_of
from plenary.directory.rules.cells import neutralise

_MOST_UNFOLDED = 40_000_000  # bytes of all parts together
_MOST_LAID_OUT = 40_000_000  # bytes of a sheet's cells, each with a text of its own
_MOST_STRINGS = 1_000_000
_MOST_PARTS = 500
_PIECE = 65_536
_SHEET = b"sheetData"
_PLACE = re.compile(r"[0-9]{1,9}")

type Value = int | float | str | bool | time | date | datetime | timedelta | None


def read_workbook(data: bytes) -> Table:
    """The first sheet of a workbook. Raises FileError when it is broken, no workbook, or unfolds beyond the limits."""
    _measure(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 2)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise FileError("directory.file.broken") from error
    return table_of([[_text(value) for value in row] for row in rows], "XLSX")


def write_workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet, every cell a text and formulas made harmless; the headings stay in sight."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31])
    heading = book.add_format({"bold": True})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, neutralise(column), heading)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, neutralise(cell))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _measure(data: bytes) -> None:
    """Unfold every part once, counting; raises FileError before anything large is held."""
    left, counters = _MOST_UNFOLDED, list["_Cells"]()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise FileError("directory.file.mislabelled", ending=".xlsx")
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > left:
                raise FileError("directory.file.unfolds")
            for part in parts:
                counters.append(_Cells())
                left -= _measure_part(archive, part, left, counters[-1])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileError("directory.file.broken") from error
    _weigh(counters)


def _weigh(counters: Sequence["_Cells"]) -> None:
    """Raises FileError for a sheet that repeats a few long texts in many cells: the reader would copy them into each."""
    strings = [max(sizes) for sizes in zip_longest(*(each.strings for each in counters if each.strings), fillvalue=0)]
    for each in counters:
        if sum(strings[place] for place in each.used if place < len(strings)) > _MOST_LAID_OUT:
            raise FileError("directory.file.unfolds")


def _measure_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, counter: "_Cells") -> int:
    """The bytes of one part, not more than are left; what a sheet holds is counted on the way."""
    size = 0
    is_markup, before = part.filename.lower().endswith((".xml", ".rels")), b""  # the reader takes capitals for the same
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > left:
                raise FileError("directory.file.unfolds")
            if is_markup:
                counter.feed(piece)
            elif _SHEET in before + piece:  # a sheet under another name would be opened without having been counted
                raise FileError("directory.file.broken")
            before = piece[-len(_SHEET) :]
    return size


class _Cells:
    """Counts rows and columns of a sheet as it goes by: the reader would lay out the whole rectangle in memory.

    `strings` are the bytes of the texts that sheets share, if the part holds them; `used` are their places, one for each cell
    that shows one. What the parser here and the reader could take for different places is refused.
    """

    def __init__(self) -> None:
        self.strings, self.used = array("Q"), array("Q")
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EntityDeclHandler = self._entity
        self._rows = self._cells = self._within = 0
        self._shows_shared = self._in_place = False
        self._place, self._place_begins = "", -1

    def feed(self, piece: bytes) -> None:
        """Take a piece of a part. Raises FileError when it is no XML or holds too much."""
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            raise FileError("directory.file.broken") from error

    def _entity(self, *_declared: object) -> None:
        raise FileError("directory.file.broken")  # no workbook declares entities; those that do mean harm

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        if self._in_place:
            raise FileError("directory.file.broken")
        if element == "row":
            self._rows, self._cells = self._rows + 1, 0
            number = attributes.get("r", "")
            if (int(number) if number.isdecimal() else self._rows) > MOST_ROWS + 2:
                raise FileError("directory.file.too_many_rows", most=MOST_ROWS)
        elif element == "c":
            self._cells, self._shows_shared = self._cells + 1, attributes.get("t") == "s"
            reference = attributes.get("r", "")
            if max(_column(reference), self._cells) > MOST_COLUMNS:
                raise FileError("directory.file.too_many_columns", most=MOST_COLUMNS)
            digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
            if digits.isdecimal() and int(digits) > MOST_ROWS + 2:
                raise FileError("directory.file.too_many_rows", most=MOST_ROWS)
        elif element == "v" and self._shows_shared and self._within == 0:
            self._place, self._place_begins, self._in_place = "", -1, True
            self._parser.CharacterDataHandler, self._parser.EndElementHandler = self._of_place, self._place_ends
        elif element == "si":
            self._string_begins()

    def _of_place(self, text: str) -> None:
        if self._place_begins < 0:
            self._place_begins = self._parser.CurrentByteIndex
        if len(self._place) < 10:
            self._place += text[:10]

    def _place_ends(self, _name: str) -> None:
        """The place of a shared text: plain digits, with no reference, comment or element between them."""
        self._in_place = False
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        if not self._place:
            return
        written = self._parser.CurrentByteIndex - self._place_begins
        if not _PLACE.fullmatch(self._place) or written != len(self._place):
            raise FileError("directory.file.broken")
        self.used.append(int(self._place))

    def _string_begins(self) -> None:
        if self._within == 0:
            self.strings.append(0)
            if len(self.strings) > _MOST_STRINGS:
                raise FileError("directory.file.unfolds")
        self._within += 1
        self._parser.CharacterDataHandler, self._parser.EndElementHandler = self._of_string, self._string_ends

    def _of_string(self, text: str) -> None:
        self.strings[-1] += len(text.encode())

    def _string_ends(self, name: str) -> None:
        if name.rpartition(" ")[2] == "si":
            self._within -= 1
            if self._within == 0:
                self._parser.CharacterDataHandler = self._parser.EndElementHandler = None


def _column(reference: str) -> int:
    """The number of the column of a cell: A is 1, XFD is 16384; at most the first seven letters count."""
    number = 0
    for letter in reference.upper()[:7]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number
