"""What every format is read into, its limits, and the error of a file that cannot be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000  # characters


class FileError(Exception):
    """A file that cannot be read; `reason` is a registered code, `facts` fill its words."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by unique headings, rows of text, how it was read, and the number that the first row goes by."""

    columns: list[str]
    rows: list[list[str]]
    source: str
    first_row: int


def table_of(rows: Sequence[Sequence[str]], source: str) -> Table:
    """A table whose first row that is not blank holds the headings; blank rows at the end go.

    Raises FileError: no headings, no rows, or more rows, columns or characters in a cell than the limits.
    """
    head = next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if head is None:
        raise FileError("directory.file.empty")
    if len(rows[head]) > MOST_COLUMNS:  # before they are named, which takes longer the more there are
        raise FileError("directory.file.too_many_columns", most=MOST_COLUMNS)
    body = [list(row) for row in rows[head + 1 :]]
    while body and not any(cell.strip() for cell in body[-1]):
        body.pop()
    return limited(_headings(rows[head]), body, source, first_row=head + 2)


def limited(columns: list[str], rows: list[list[str]], source: str, *, first_row: int) -> Table:
    """A table within the limits. Raises FileError on one beyond them, and on one without rows."""
    widest = max([len(columns), *map(len, rows)])
    if widest > MOST_COLUMNS:
        raise FileError("directory.file.too_many_columns", most=MOST_COLUMNS)
    if not rows:
        raise FileError("directory.file.no_rows")
    if len(rows) > MOST_ROWS:
        raise FileError("directory.file.too_many_rows", most=MOST_ROWS)
    for number, row in enumerate(rows, start=first_row):
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise FileError("directory.file.cell_too_long", row=number, most=LONGEST_CELL)
    return Table(columns, rows, source, first_row)


def _headings(row: Iterable[str]) -> list[str]:
    """Headings made unique: what is empty is named by its place, what is there twice is numbered."""
    named: list[str] = []
    for place, cell in enumerate(row, start=1):
        wanted = " ".join(cell.replace("\x00", "").split())[:100] or f"({place})"
        heading, again = wanted, 1
        while heading in named:
            again += 1
            heading = f"{wanted} ({again})"
        named.append(heading)
    while len(named) > 1 and named[-1] == f"({len(named)})":
        named.pop()
    return named
