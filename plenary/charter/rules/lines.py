"""On which line of a TOML text each value stands, so that what is wrong with it can be told where it was written.

The text is known to be well-formed (TOML 1.0, https://toml.io/en/v1.0.0): here its values are only passed over, by the
grammar, and each is noted by its path as `document` tells it, such as ``processes[2].quorum``.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping

MOST_POINTS, DEEPEST = 20, 20
_LONGEST_NAME = 64  # no key of a charter is longer; paths are kept for each value below it

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\r\n]*")
_TEXT = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*?"{3,5}'  # over lines; one or two quotes may stand right before the end
    r"|'''(?:[^']|'{1,2}(?!'))*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_MARK = re.compile(rf"{_TEXT.pattern}|#[^\n]*|[\n.\[\]{{}}]", re.DOTALL)


def excess_of(text: str) -> tuple[str, int] | None:
    """What is in a text before it is read that no charter has and that takes a reader long, as a reason code, with its line.

    Each point of a dotted key costs as much as all those before it, and brackets within brackets a call each. None where
    there is no such thing; whether the text is well-formed is not looked at.
    """
    line, points, depth = 1, 0, 0
    for found in _MARK.finditer(text):
        mark = found[0]
        if "\n" in mark:
            line, points = line + mark.count("\n"), 0
        elif mark == ".":
            points += 1
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(depth - 1, 0)
        if points > MOST_POINTS or depth > DEEPEST:
            return ("charter.too_many_points" if points > MOST_POINTS else "charter.too_deep"), line
    return None


def lines_of(text: str) -> dict[str, int]:
    """The line, counted from 1, of every value, table and list in well-formed TOML, by path; the whole stands at ``""``.

    A table or list that is written in several places stands where it begins; names that no charter has are cut short.
    """
    return _Passage(text).lines


def line_at(lines: Mapping[str, int], path: str) -> int:
    """The line of a path; of what is missing, the line of the nearest table that is there."""
    while path not in lines:
        path = _above(path)
    return lines[path]


def below(path: str, name: str) -> str:
    """The path of what stands under a name in the table at a path."""
    return f"{path}.{name}" if path else name


def _above(path: str) -> str:
    """One step up. Keys may hold points and brackets themselves: what is no path on the way is passed over."""
    return path[: max(path.rfind("."), path.rfind("["), 0)]


class _Passage:
    """One passage over a text, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[str, int] = {"": 1}
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self._counts: dict[str, int] = {}  # of arrays of tables: how many tables so far
        self._whole()

    def _whole(self) -> None:
        table = ""
        while self._next():
            begun = self.at
            if self._takes("[["):
                table = self._heading(begun, is_array=True)
                self.at += 2
            elif self._takes("["):
                table = self._heading(begun, is_array=False)
                self.at += 1
            else:
                self._pair(table)

    def _heading(self, begun: int, *, is_array: bool) -> str:
        path = ""
        names = list(self._keys())
        for place, name in enumerate(names, 1):
            path = below(path, name)
            self._note(path, begun)
            if is_array and place == len(names):
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = f"{path}[{self._counts[path] - 1}]"
                self._note(path, begun)
        return path

    def _pair(self, table: str) -> None:
        begun, path = self.at, table
        for name in self._keys():
            path = below(path, name)
            self._note(path, begun)
        self._takes("=")
        self._pass(_SPACE)
        self._value(path)

    def _value(self, path: str) -> None:
        self._note(path, self.at)
        if self._takes("["):
            place = 0
            while self._next() != "]":
                self._value(f"{path}[{place}]")
                place += 1
                self._next()
                self._takes(",")
            self.at += 1
        elif self._takes("{"):
            while self._next() != "}":
                self._pair(path)
                self._next()
                self._takes(",")
            self.at += 1
        elif not self._pass(_TEXT):
            self._pass(_BARE_VALUE)

    def _keys(self) -> Iterator[str]:
        while True:
            self._pass(_SPACE)
            quoted = self._pass(_TEXT)
            name = str(tomllib.loads(f"key = {quoted}")["key"]) if quoted else self._pass(_BARE_KEY)
            yield name[:_LONGEST_NAME]
            self._pass(_SPACE)
            if not self._takes("."):
                return

    def _note(self, path: str, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self._ends, at - 1) + 1)

    def _next(self) -> str:
        """The next character that is neither blank nor remark; empty at the end."""
        self._pass(_BLANK)
        return self.text[self.at : self.at + 1]

    def _takes(self, what: str) -> bool:
        found = self.text.startswith(what, self.at)
        if found:
            self.at += len(what)
        return found

    def _pass(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[0]
