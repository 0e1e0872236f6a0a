"""What pictures consist of: places and sizes in whole units, exact shares, and words; nothing of what is counted.

Two kinds. A `Drawing` is one picture of a fixed size, in pixels, its shapes in tenths of them; the table beside it has the same
figures. A `Chart` is a table in which each row has a bar as wide as the table, so that names of any length stay whole.
Everything is placed from the start of the reading direction; `mirrored` turns it over for scripts that run from right to left.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from unicodedata import east_asian_width

from plenary.decisions.rules.methods.profiles import Number

FINE = 10
"""Units of a shape in one pixel."""

SEEN = 304
"""Pixels of a drawing that the narrowest phones show without scrolling."""

_SHEET = 800  # pixels that a sheet of paper is wide, by and large


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; `what` says what it stands for, `votes` the exact number that its height or colour tells, `of` whose it is."""

    x: int
    y: int
    width: int
    height: int
    what: str
    votes: Number = 0
    of: int | None = None

    def mirrored(self, width: int) -> "Box":
        """The same from the other side of a picture that is so many units wide."""
        return replace(self, x=width - self.x - self.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """What goes from one place to another, as high as it is much: both ends by their upper corner, `votes` exactly.

    `giver` and `taker` say whose, None where votes of several run together.
    """

    x: int
    y: int
    height: int
    to_x: int
    to_y: int
    to_height: int
    what: str
    votes: Number
    giver: int | None = None
    taker: int | None = None

    @property
    def path(self) -> str:
        """The outline, as the attribute `d` of a path."""
        middle = (self.x + self.to_x) // 2
        low, to_low = self.y + self.height, self.to_y + self.to_height
        return (
            f"M{self.x} {self.y}C{middle} {self.y} {middle} {self.to_y} {self.to_x} {self.to_y}"
            f"V{to_low}C{middle} {to_low} {middle} {low} {self.x} {low}Z"
        )

    def mirrored(self, width: int) -> "Ribbon":
        """The same from the other side."""
        return replace(self, x=width - self.x, to_x=width - self.to_x)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line."""

    x: int
    y: int
    to_x: int
    to_y: int
    what: str

    def mirrored(self, width: int) -> "Line":
        """The same from the other side."""
        return replace(self, x=width - self.x, to_x=width - self.to_x)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a place, in pixels: `y` is that of the line they stand on, `x` where they begin, or their middle where `what`
    says so. `title` says more of them to who points there."""

    x: int
    y: int
    text: str
    what: str
    title: str = ""

    def mirrored(self, width: int) -> "Label":
        """The same from the other side; words go on in their own direction."""
        return replace(self, x=width - self.x)


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of the key: how it is drawn, and what it stands for."""

    what: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The figures of a drawing: the head of each column, and rows, of which the first cell is the name; the last one, where
    `ends_decided`, is what was decided of it, which stands beside the name."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ends_decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture of so many pixels, and what it says in words."""

    title: str
    description: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    table: Table
    ribbons: tuple[Ribbon, ...] = ()
    lines: tuple[Line, ...] = ()
    key: tuple[Sign, ...] = ()

    @property
    def is_scrolled(self) -> bool:
        """Whether a phone shows only its beginning at once."""
        return self.width > SEEN

    @property
    def is_wide(self) -> bool:
        """Whether it is wider than a sheet of paper, on which it becomes smaller."""
        return self.width > _SHEET

    def mirrored(self) -> "Drawing":
        """The same for readers from right to left."""
        fine = self.width * FINE
        return replace(
            self,
            boxes=tuple(each.mirrored(fine) for each in self.boxes),
            ribbons=tuple(each.mirrored(fine) for each in self.ribbons),
            lines=tuple(each.mirrored(fine) for each in self.lines),
            labels=tuple(each.mirrored(self.width) for each in self.labels),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A part of a strip, as exact shares of its width; `word` stands in it where there is room."""

    start: Fraction
    length: Fraction
    what: str
    word: str = ""

    @property
    def x(self) -> str:
        """Where it begins, as the attribute of a shape."""
        return percent(self.start)

    @property
    def width(self) -> str:
        """How long it is; both ends are rounded, so that neighbours neither part nor overlap."""
        return _told(_rounded(self.start + self.length) - _rounded(self.start))

    @property
    def middle(self) -> str:
        """Where its word stands."""
        return percent(self.start + self.length / 2)

    def mirrored(self) -> "Bar":
        """The same from the other side."""
        return replace(self, start=1 - self.start - self.length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line across a strip, at a share of its width."""

    at: Fraction
    what: str

    @property
    def x(self) -> str:
        """Where it stands, as the attribute of a shape."""
        return percent(self.at)

    def mirrored(self) -> "Mark":
        """The same from the other side."""
        return replace(self, at=1 - self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a chart: whose, what became of it (a sign and a word, or nothing), its figures, and its strip, in words too."""

    name: str
    decided: str
    figures: tuple[str, ...]
    bars: tuple[Bar, ...]
    words: str
    marks: tuple[Mark, ...] = ()
    is_chosen: bool = False

    def mirrored(self) -> "Row":
        """The same for readers from right to left."""
        bars, marks = (each.mirrored() for each in self.bars), (each.mirrored() for each in self.marks)
        return replace(self, bars=tuple(bars), marks=tuple(marks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A table of bars: the heads of its columns of figures, its rows, and how many further ones are not drawn."""

    title: str
    description: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    key: tuple[Sign, ...] = ()
    left_out: int = 0

    def mirrored(self) -> "Chart":
        """The same for readers from right to left."""
        return replace(self, rows=tuple(row.mirrored() for row in self.rows))


type Picture = Drawing | Chart
"""A picture of either kind."""


def percent(share: Fraction) -> str:
    """A share as a percentage with two decimals, the attribute of a shape."""
    return _told(_rounded(share))


def _rounded(share: Fraction) -> int:
    return (20_000 * share.numerator + share.denominator) // (2 * share.denominator)


def _told(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def cut(text: str, most: int) -> str:
    """A text that fits into so many characters; the end of a longer one is an ellipsis."""
    return text if len(text) <= most else f"{text[: max(1, most - 1)].rstrip()}…"


def reach(text: str) -> int:
    """How many letters of the common width a text takes: wide ones count two."""
    return sum(2 if east_asian_width(sign) in {"W", "F"} else 1 for sign in text)


def in_two(text: str, most: int) -> list[str]:
    """A text in one line of so many letters, or in two, parted between words where one can be; the end of a longer one is an
    ellipsis."""
    if reach(text) <= most:
        return [text]
    at = next(place for place in range(len(text), 0, -1) if reach(text[:place]) <= most)
    at = text.rfind(" ", 1, at + 1) if " " in text[1 : at + 1] else at
    rest = text[at:].strip()
    if reach(rest) > most:
        rest = f"{next(rest[:place] for place in range(len(rest), 0, -1) if reach(rest[:place]) < most).rstrip()}…"
    return [text[:at].rstrip(), rest]


def isolated(text: str) -> str:
    """A text that keeps its own direction among words of another one, for places where no element can do that."""
    return f"\u2068{text}\u2069"
