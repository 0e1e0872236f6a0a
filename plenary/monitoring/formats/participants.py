"""The rows of a status list, from pages and tables alike: what each participant did, and until when."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from plenary.monitoring.formats.columns import Column
from plenary.monitoring.formats.ends import end_of
from plenary.monitoring.formats.reading import OpenEnd, Unread, Why
from plenary.monitoring.rules.days import day_of
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction

_DONE = re.compile(r"(\[)?\s*(.*?\d)\s*([A-Za-z]{1,2})?\s*(\])?")
"""A cell: a day, then perhaps letters; in brackets once it holds no more."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands: the line, the participant, the other cells by their column, and the end notes to which it refers."""

    line: int
    name: str
    cells: dict[int, str]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Participants:
    """What rows came to."""

    actions: list[TreatyAction] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    ends: list[OpenEnd] = field(default_factory=list)


type Meaning = Callable[[str], str]
"""The code of the actor that a name means; empty where it means none."""


def participants(rows: Iterable[Row], columns: dict[int, Column], meaning: Meaning) -> Participants:
    """The treaty actions of all rows. One of which anything cannot be read gives none, and is told by its line."""
    found = Participants()
    for row in rows:
        actor = meaning(row.name)
        if not actor or actor in found.names:
            found.unread.append(Unread(row.line, row.name, row.name, Why.SAME_ACTOR if actor else Why.UNKNOWN_ACTOR))
            continue
        found.names[actor] = row.name
        try:
            found.actions += _actions(row, actor, columns, meaning)
        except _CannotError as reason:
            if reason.told:
                found.ends.append(OpenEnd(row.line, actor, row.name, tuple(reason.told)))
            found.unread.append(Unread(row.line, row.name, reason.words, reason.why))
    return found


class _CannotError(Exception):
    def __init__(self, why: Why, words: str, told: Sequence[TreatyAction] = ()) -> None:
        super().__init__(why)
        self.why, self.words, self.told = why, words, told


def _actions(row: Row, actor: str, columns: dict[int, Column], meaning: Meaning) -> list[TreatyAction]:
    end = end_of(row.notes, actor, meaning)
    ended: list[str] = []
    found = [TreatyAction(actor, kind, day) for kind, day in _done(row, columns, ended)]
    if end is not None and found:
        found.append(TreatyAction(actor, Kind.WITHDRAWAL, end.notified, end.takes_effect))
    elif ended:
        raise _CannotError(Why.NO_END, ended[0], found)
    return found


def _done(row: Row, columns: dict[int, Column], ended: list[str]) -> Iterator[tuple[Kind, date]]:
    for place, column in columns.items():
        words = row.cells.get(place, "").strip()
        if not words:
            continue
        told = _DONE.fullmatch(words)
        day = day_of(told[2]) if told else None
        if told is None or day is None or bool(told[1]) != bool(told[4]):
            raise _CannotError(Why.NO_DAY, words)
        kind = column.kind_of(told[3] or "")
        if kind is None:
            raise _CannotError(Why.UNKNOWN_LETTER, words)
        if told[1]:
            ended.append(words)
        yield kind, day
