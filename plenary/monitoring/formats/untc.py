"""Status pages of the United Nations Treaty Collection (HTML): the head, the grid of participants, the end notes."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

from plenary.monitoring.formats.columns import columns_of
from plenary.monitoring.formats.participants import Meaning, Row, participants
from plenary.monitoring.formats.reading import StatusList, Unread, UnreadableError, Why
from plenary.monitoring.rules.days import IN_WORDS, day_of
from plenary.monitoring.rules.entering import UNKNOWN
from plenary.monitoring.rules.statuses import status
from plenary.monitoring.rules.treaty_actions import TreatyAction

MOST_ROWS = 1000
_LEFT_OUT = {"script", "style", "option"}
_AS_AT = re.compile(r"STATUS AS AT\s*:?\s*(\d{2})-(\d{2})-(\d{4})")
_ENTERED = re.compile(rf"Entry into force\s*:?\s*({IN_WORDS})")
_COUNTED = {name: re.compile(rf"{name}\s*:\s*(\d+)") for name in ("Signatories", "Parties")}
_CONCLUDED = re.compile(rf"({IN_WORDS})$")
_NUMBER = re.compile(r"^\d+\.(\s*[a-z]\.)?\s*")


class _Page(HTMLParser):
    """Takes a page apart as it comes, however broken."""

    def __init__(self) -> None:
        super().__init__()
        self.head: list[str] = []
        self.titles: list[str] = []  # of the instrument, then where and when it was concluded
        self.rows: list[tuple[int, list[str], list[str]]] = []  # line, cells, numbers of notes
        self.notes: dict[str, list[str]] = defaultdict(list)
        self.has_grid = False
        self._within = ""  # "", "grid", "note", "title"
        self._left_out = 0
        self._number = ""
        self._is_number = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Where we are."""
        told = {name: value or "" for name, value in attrs}
        self._left_out += tag in _LEFT_OUT
        if tag == "table" and told.get("id", "").endswith("tblgrid"):
            self._within, self.has_grid = "grid", True
        elif tag == "div" and "divNotesAll" in told.get("class", ""):
            self._within, self._number = "note", ""
        elif tag == "div" and "treatyCenter" in told.get("class", ""):
            self._within = "title"
            self.titles.append("")
        elif self._within == "grid" and tag == "tr":
            self.rows.append((self.getpos()[0], [], []))
        elif self._within == "grid" and tag in ("td", "th") and self.rows:
            self.rows[-1][1].append("")
        elif tag == "a":
            self._is_number = self._within == "grid" and told.get("href", "")[1:].isdecimal()
            if self._within == "note" and not self._number and told.get("name", "").isdecimal():
                self._number, self._is_number = told["name"], True

    def handle_endtag(self, tag: str) -> None:
        """Where we are no more."""
        self._left_out -= tag in _LEFT_OUT and self._left_out > 0
        if tag == "a":
            self._is_number = False
        elif (tag, self._within) in {("table", "grid"), ("div", "note"), ("div", "title")}:
            self._within = ""

    def handle_data(self, data: str) -> None:
        """What stands there."""
        if self._left_out:
            return
        match self._within:
            case "grid" if self.rows and self.rows[-1][1]:
                if self._is_number:
                    self.rows[-1][2].append(data.strip())
                else:
                    self.rows[-1][1][-1] += data
            case "note" if self._number and not self._is_number:
                self.notes[self._number].append(data)
            case "title":
                self.titles[-1] += data
            case "" if not self.has_grid:
                self.head.append(data)


def read_page(text: str, meaning: Meaning) -> StatusList:
    """The status list of a page. Raises UnreadableError where no grid of participants stands in it."""
    page = _Page()
    page.feed(text)
    page.close()
    if not page.rows or len(page.rows) > MOST_ROWS:
        raise UnreadableError(Why.NO_LIST if not page.rows else Why.TOO_LARGE)
    head, *rows = page.rows
    columns = columns_of([_plain(cell) for cell in head[1]])
    notes = {number: _plain("".join(parts)) for number, parts in page.notes.items()}
    found = participants((_row(row, notes) for row in rows if any(map(str.strip, row[1]))), columns, meaning)
    words = _plain(" ".join(page.head))
    title, concluded = ([_plain(each) for each in page.titles] + ["", ""])[:2]
    counts = {name: int(told[1]) if (told := pattern.search(words)) else 0 for name, pattern in _COUNTED.items()}
    entered = _ENTERED.search(words)
    last, as_at = _CONCLUDED.search(concluded), _as_at(words)
    return StatusList(
        actions=tuple(found.actions),
        unread=(*found.unread, *_miscounted(found.actions, as_at, counts)),
        names=found.names,
        title=_NUMBER.sub("", title),
        concluded=concluded,
        adopted=day_of(last[1]) if last else None,
        as_at=as_at,
        entered=day_of(entered[1]) if entered else None,
        signatories=counts["Signatories"],
        parties=counts["Parties"],
        ends=tuple(found.ends),
    )


def _row(row: tuple[int, list[str], list[str]], notes: dict[str, str]) -> Row:
    line, cells, numbers = row
    told = tuple(notes[number] for number in numbers if number in notes)
    name = re.sub(r"[\s,]+$", "", _plain(cells[0])) if cells else ""
    return Row(line, name, {place: _plain(cell) for place, cell in enumerate(cells) if place}, told)


def _miscounted(actions: list[TreatyAction], as_at: date | None, said: dict[str, int]) -> Iterator[Unread]:
    """What a page counts otherwise than its rows come to."""
    if as_at:
        found = status(UNKNOWN, actions)
        read = {"Signatories": len(found.signatories(as_at)), "Parties": len(found.parties(as_at))}
        for name, number in said.items():
            if number and number != read[name]:
                yield Unread(0, "", f"{name}: {number} ≠ {read[name]}", Why.OTHER_COUNT)


def _as_at(words: str) -> date | None:
    told = _AS_AT.search(words)
    return day_of(f"{told[3]}-{told[2]}-{told[1]}") if told else None


def _plain(words: str) -> str:
    return " ".join(words.split())
