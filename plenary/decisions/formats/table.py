"""Tables of ballots (.csv, .tsv), read and written. Columns are parted by commas, semicolons or tabs, whichever the header has
most of; a cell may stand in quotation marks, on one line.

The header names the candidates, one a column, and each row is a ballot. A column `votes` or `weight` says how many ballots a
row stands for (one where it is blank or where there is no such column). What the other cells hold, that column's name may say
after a colon, as in `votes: ranks`:

- `ranks`: 1 for the most preferred, higher numbers behind; equal numbers stand equal; blank is not ranked.
- `approvals`: x, X or 1 for a candidate that is approved; blank or 0 for one that is not.
- `grades`, or `grades LOWEST to HIGHEST`: whole numbers; blank is no grade. Without the two, grades run from 0 to the highest.

Where the header does not say it, the caller may; else a table with an x holds approvals, and every other one ranks.

A header of 1, 2, 3 and so on holds preferences instead: each cell the name of a candidate, the most preferred in column 1;
blank cells are passed over. The candidates are then all that are named, in the order of the alphabet.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plenary.decisions.formats.lines import HIGHEST_GRADE, MOST_CANDIDATES, Lines, Source, grade, shortened, told, whole
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.writing import UnwritableError, any_profile, check_names
from plenary.decisions.rules.methods.profiles import Approved, Place, Profile, Ranked, Ranking, Rated
from plenary.decisions.rules.methods.reasons import gettext_noop

_VOTES = re.compile(
    r"(?:votes|weight)(?:\s*:\s*(ranks|approvals|grades)(?:\s+(\d{1,9})\s+to\s+(\d{1,9}))?)?", re.IGNORECASE
)
_KINDS: dict[str, type[Profile]] = {"ranks": Ranked, "approvals": Approved, "grades": Rated}
_MARKS = {b"": False, b"0": False, b"1": True, b"x": True, b"X": True}

type _Row = tuple[bytes, ...]


@dataclass(slots=True)
class _Head:
    names: list[str]
    delimiter: str
    votes: int | None = None  # the column that says how many
    kind: type[Profile] | None = None
    scale: tuple[int, int] | None = None
    columns: list[int] = field(default_factory=list)  # of the candidates

    @property
    def is_preferences(self) -> bool:
        return self.names == [str(each + 1) for each in range(len(self.names))]


def read_table(source: Source, kind: type[Profile] | None = None) -> Ballots:
    """The ballots of a table, as `kind` where the header does not say what its cells hold; raises MalformedError."""
    lines = Lines(source)
    head = _head(lines)
    if head.is_preferences:
        return Ballots(profile=_preferences(lines, head))
    names = tuple(head.names)
    kind = head.kind or kind
    if kind is None:
        return _guessed(lines, head)
    if kind is Ranked:
        return Ballots(profile=Ranked(names=names, ballots=lines.counted(_rows(head, _ranking))))
    if kind is Approved:
        return Ballots(profile=Approved(names=names, ballots=lines.counted(_rows(head, _approvals))))
    if kind is not Rated:
        raise MalformedError(0, gettext_noop("a table holds no budget"))
    ballots = lines.counted(_rows(head, lambda row: _grades(row, head.scale)))
    lowest, highest = head.scale or (
        0,
        max((each for row in ballots for each in row if each is not None), default=0),
    )
    return Ballots(profile=Rated(names=names, ballots=ballots, lowest=lowest, highest=highest))


def _guessed(lines: Lines, head: _Head) -> Ballots:
    names, begin = tuple(head.names), lines.mark()
    try:
        return Ballots(profile=Ranked(names=names, ballots=lines.counted(_rows(head, _ranking))))
    except MalformedError:
        lines.back(begin)
        if not any(b"x" in row or b"X" in row for row in lines.counted(_rows(head, _cells))):
            raise
    lines.back(begin)
    return Ballots(profile=Approved(names=names, ballots=lines.counted(_rows(head, _approvals))))


def _head(lines: Lines) -> _Head:
    text = lines.next()
    bare = re.sub(r'"(?:[^"]|"")*"', "", text or "")
    delimiter = max(",;\t", key=bare.count)
    cells = [cell.strip() for cell in _split(text or "", delimiter, lines.number)]
    head = _Head([], delimiter)
    for column, cell in enumerate(cells):
        match = _VOTES.fullmatch(cell)
        if match is None:
            head.names.append(cell)
            head.columns.append(column)
            continue
        if head.votes is not None:
            raise MalformedError(lines.number, gettext_noop("two columns say how many votes there are"))
        head.votes = column
        head.kind = _KINDS[match[1].lower()] if match[1] else None
        if match[2]:
            head.scale = int(match[2]), int(match[3])
            if head.kind is not Rated or not head.scale[0] <= head.scale[1] <= HIGHEST_GRADE:
                raise MalformedError(
                    lines.number, gettext_noop("this is not a scale of grades: %(text)s"), text=shortened(cell)
                )
    if not head.names or "" in head.names or len(head.names) > MOST_CANDIDATES:
        raise MalformedError(lines.number, gettext_noop("the header must name a candidate in each column"))
    twice = [name for name in head.names if head.names.count(name) > 1]
    if twice:
        raise MalformedError(lines.number, gettext_noop("two columns have the name %(name)s"), name=shortened(twice[0]))
    return head


def _split(text: str, delimiter: str, number: int = 0) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [""])
    except csv.Error:
        raise MalformedError(number, gettext_noop("a quotation mark is not closed on its line")) from None


def _rows[T](head: _Head, understood: Callable[[_Row], T]) -> Callable[[bytes], tuple[T, int] | None]:
    """What is said by the line of a ballot, its cells split and its votes taken out."""
    delimiter, votes, width = head.delimiter.encode(), head.votes, len(head.names) + (head.votes is not None)
    scarce = len(head.names) + (votes is not None) == 1

    def row(line: bytes) -> tuple[T, int] | None:
        cells = line.rstrip(b"\r\n").split(delimiter)
        if b'"' in line:
            cells = [cell.encode() for cell in _split(told(line), head.delimiter)]
        if len(cells) != width:
            if not told(line):
                return None
            raise MalformedError(
                0, gettext_noop("the row has %(cells)s cells, the header %(width)s"), cells=len(cells), width=width
            )
        if scarce and not told(line):
            return None
        weight = 1
        if votes is not None and (said := cells.pop(votes).strip()):
            weight = whole(told(said), gettext_noop("the number of votes"))
        if not weight:
            raise MalformedError(0, gettext_noop("a row of 0 votes counts for nothing; leave it out"))
        return understood(tuple(cells)), weight

    return row


def _cells(row: _Row) -> _Row:
    return tuple(cell.strip() for cell in row)


_RANKS = {b"": 0} | {b"%d" % each: each for each in range(1, 100)}


def _ranking(row: _Row) -> Ranking:
    try:
        ranks = [_RANKS[cell] for cell in row]
    except KeyError:
        ranks = [_rank(told(cell)) for cell in row]
    ranked = [each for each, rank in enumerate(ranks) if rank]
    ranked.sort(key=ranks.__getitem__)
    if len({ranks[each] for each in ranked}) == len(ranked):
        return tuple(ranked)
    groups: dict[int, list[int]] = {}
    for each in ranked:
        groups.setdefault(ranks[each], []).append(each)
    places: list[Place] = [group[0] if len(group) == 1 else tuple(group) for group in groups.values()]
    return tuple(places)


def _rank(text: str) -> int:
    rank = whole(text, gettext_noop("the rank")) if text else 0
    if text and not rank:
        raise MalformedError(0, gettext_noop("ranks count from 1"))
    return rank


def _approvals(row: _Row) -> tuple[int, ...]:
    try:
        return tuple(each for each, cell in enumerate(row) if _MARKS[cell.strip()])
    except KeyError as error:
        raise MalformedError(
            0, gettext_noop("an approval is x or 1, not %(text)s"), text=shortened(told(error.args[0]))
        ) from None


def _grades(row: _Row, scale: tuple[int, int] | None) -> tuple[int | None, ...]:
    grades = tuple(grade(text) if (text := told(cell)) else None for cell in row)
    if scale and any(each is not None and not scale[0] <= each <= scale[1] for each in grades):
        raise MalformedError(
            0, gettext_noop("a grade is not between %(lowest)s and %(highest)s"), lowest=scale[0], highest=scale[1]
        )
    return grades


def _preferences(lines: Lines, head: _Head) -> Ranked:
    raw = lines.counted(_rows(head, _named))
    names = sorted({name for row in raw for name in row})
    if not names:
        raise MalformedError(0, gettext_noop("no ballot names a candidate"))
    index = {name: each for each, name in enumerate(names)}
    return Ranked(names=tuple(names), ballots={tuple(index[name] for name in row): count for row, count in raw.items()})


def _named(row: _Row) -> tuple[str, ...]:
    named = tuple(name for cell in row if (name := told(cell)))
    if len(set(named)) != len(named):
        raise MalformedError(0, gettext_noop("the ballot names a candidate twice"))
    return named


def write_table(ballots: Ballots) -> bytes:
    """A table of ranked, approval or graded ballots, a row a kind of ballot; raises UnwritableError.

    The table says neither seats nor a title; both are left out."""
    profile = any_profile(ballots)
    check_names(profile.names)
    if len(set(profile.names)) < len(profile.names) or any(_VOTES.fullmatch(name) for name in profile.names):
        raise UnwritableError("the format wants candidates of different names, none of which is votes or weight")
    if profile.names == tuple(str(each + 1) for each in range(len(profile.names))):
        raise UnwritableError("candidates that are called 1, 2, 3 would be read as preferences")
    what = {Ranked: "ranks", Approved: "approvals"}.get(type(profile), "grades")
    if isinstance(profile, Rated):
        what += f" {profile.lowest} to {profile.highest}"
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([f"votes: {what}", *profile.names])
    for ballot, count in profile.ballots.items():
        writer.writerow([count, *_row(profile, ballot)])
    return stream.getvalue().encode()


def _row(profile: Ranked | Approved | Rated, ballot: tuple[object, ...]) -> list[object]:
    if isinstance(profile, Rated):
        return ["" if each is None else each for each in ballot]
    if isinstance(profile, Approved):
        return ["x" if each in ballot else "" for each in range(len(profile.names))]
    row: list[object] = [""] * len(profile.names)
    for rank, place in enumerate(ballot, 1):
        for each in place if isinstance(place, tuple) else (place,):
            row[int(str(each))] = rank
    return row
