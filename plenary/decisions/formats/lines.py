"""Lines of a file of ballots: told as text with their numbers, and counted before any of them is understood."""

from collections import Counter
from collections.abc import Callable, Hashable
from io import SEEK_CUR, SEEK_END, BytesIO
from itertools import takewhile
from typing import BinaryIO

from plenary.decisions.formats.reading import MalformedError
from plenary.decisions.rules.methods.reasons import gettext_noop

type Source = bytes | BinaryIO
"""A file of ballots: its bytes, or a file opened in binary mode, which is read from its beginning."""

MOST_DIGITS = 15
"""Digits that a whole number of a file may have."""
MOST_CANDIDATES = 10_000
"""Candidates that a file may name."""
HIGHEST_GRADE = 10_000
"""The highest grade that a file may give: counts keep how often each grade of the scale was given."""

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Lines:
    """The lines of a file from its first; `number` is that of the line that was read last, counted from 1."""

    def __init__(self, source: Source) -> None:
        if isinstance(source, bytes):
            source = BytesIO(source)
        self._stream = source if source.seekable() else BytesIO(source.read())
        self._stream.seek(0)
        self.number = 0
        start = self._stream.read(3)
        if not start:
            raise MalformedError(0, gettext_noop("the file is empty"))
        if start.startswith(_OTHER_BOMS):
            raise MalformedError(1, gettext_noop("the file is written in UTF-16; save it as UTF-8"))
        self._stream.seek(len(_BOM) if start == _BOM else 0)

    def next(self) -> str | None:
        """The next line, without its end and the space around it; None where the file is at its end."""
        line = self._stream.readline()
        if not line:
            return None
        self.number += 1
        return told(line, self.number)

    def next_whole(self) -> str | None:
        """The next line as it stands, with its end; None where the file is at its end."""
        line = self._stream.readline()
        if not line:
            return None
        self.number += 1
        told(line, self.number)
        return line.decode()

    def mark(self) -> tuple[int, int]:
        """Where the file stands, to go back to."""
        return self._stream.tell(), self.number

    def back(self, mark: tuple[int, int]) -> None:
        """Go back to where the file stood."""
        self.number = mark[1]
        self._stream.seek(mark[0])

    def block_until(self, end: bytes, most: int) -> bytes | None:
        """The lines up to the last line that is `end` to the byte, as they stand; None, and nothing is read, where that is not
        within `most` bytes or no line comes before it. `pass_over` goes on behind them."""
        begin = self.mark()
        left = self._stream.seek(0, SEEK_END) - begin[0]
        self.back(begin)
        block = self._stream.read(min(most, left))  # what is asked for is set aside before it is read, which takes time
        self.back(begin)
        found = block.rfind(b"\n" + end)  # from behind, where it is near
        return block[: found + 1] if found >= 0 else None

    def pass_over(self, block: bytes, end: bytes) -> None:
        """Read on behind a block and its end."""
        self._stream.seek(len(block) + len(end), SEEK_CUR)
        self.number += block.count(b"\n") + 1

    def counted[T: Hashable](self, understood: Callable[[bytes], tuple[T, int] | None]) -> dict[T, int]:
        """All lines that are left, each distinct one understood once: how many ballots say the same.

        `understood` gives what a line says and how many ballots it stands for, None for a line that holds none; it raises
        MalformedError for a malformed one, which is then raised with the number of the first such line.
        """
        begin = self.mark()
        return self._grouped(Counter(self._stream), begin, understood)

    def counted_until[T: Hashable](
        self, end: bytes, understood: Callable[[bytes], tuple[T, int] | None]
    ) -> dict[T, int] | None:
        """The same up to the first line that is `end` to the byte, which is passed over; None where no line is."""
        begin = self.mark()
        raw = Counter(takewhile(end.__ne__, self._stream))
        last = self._stream.tell()
        self._stream.seek(max(last - len(end) - 1, 0))
        if self._stream.read(len(end) + 1) != b"\n" + end:
            self.back(begin)
            return None
        grouped = self._grouped(raw, begin, understood)
        self._stream.seek(last)
        self.number += 1
        return grouped

    def _grouped[T: Hashable](
        self, raw: Counter[bytes], begin: tuple[int, int], understood: Callable[[bytes], tuple[T, int] | None]
    ) -> dict[T, int]:
        self.number += raw.total()
        grouped: dict[T, int] = {}
        try:
            for line, times in raw.items():
                if (found := understood(line)) is not None:
                    ballot, weight = found
                    grouped[ballot] = grouped.get(ballot, 0) + weight * times
        except MalformedError:
            self.back(begin)
            self._raise_first(understood)
            raise
        return grouped

    def _raise_first[T](self, understood: Callable[[bytes], T]) -> None:
        for line in self._stream:
            self.number += 1
            try:
                understood(line)
            except MalformedError as error:
                raise error.at(self.number) from None


def told(line: bytes, number: int = 0) -> str:
    """A line as text, without the space around it; refused when it is not UTF-8 or holds a control character."""
    try:
        text = line.decode().strip()
    except UnicodeDecodeError:
        raise MalformedError(number, gettext_noop("the text is not UTF-8; save the file as UTF-8")) from None
    if "\0" in text:
        raise MalformedError(number, gettext_noop("the line holds a NUL byte"))
    if "\r" in text:
        raise MalformedError(
            number, gettext_noop("lines end with a lone carriage return; save the file with line feeds")
        )
    return text


def whole(text: str, what: str, number: int = 0) -> int:
    """A whole number, zero or more, of at most `MOST_DIGITS` digits; `what` names it in the refusal."""
    if not (text.isascii() and text.isdigit()):
        raise MalformedError(
            number, gettext_noop("%(what)s is not a whole number: %(text)s"), what=what, text=shortened(text)
        )
    if len(text.lstrip("0")) > MOST_DIGITS:
        raise MalformedError(
            number, gettext_noop("%(what)s has more than %(most)s digits"), what=what, most=MOST_DIGITS
        )
    return int(text)


def grade(text: str, number: int = 0) -> int:
    """A grade: a whole number up to `HIGHEST_GRADE`."""
    found = whole(text, gettext_noop("the grade"), number)
    if found > HIGHEST_GRADE:
        raise MalformedError(
            number, gettext_noop("a grade is at most %(most)s, not %(text)s"), most=HIGHEST_GRADE, text=shortened(text)
        )
    return found


def shortened(text: str) -> str:
    """A text as a refusal quotes it."""
    return text if len(text) <= 40 else f"{text[:39]}…"
