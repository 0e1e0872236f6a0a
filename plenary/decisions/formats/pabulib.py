"""Pabulib files of participatory budgeting (.pb; pabulib.org/format, Stolicki, Szufa and Talmon 2020), read and written.

Three parts, each begun by its word and a line of column names, columns parted by `;`: META (`key;value`: `budget`, `vote_type`,
`description` …), PROJECTS (`project_id;cost;name` …), VOTES (`voter_id;vote;points` …; `vote` and `points` parted by commas).
An approval ballot, also of the type `choose-1`, gives one point to each project; a cumulative or scoring ballot the points that
it states; an ordinal one as many as the place from the end of its own list: the last 1, the one before it 2. Costs and budget
are whole or decimal numbers, with a dot or a comma.

What a file says of its numbers of projects and votes is held against what it holds. Columns that say more of projects and
voters are passed over; the other keys of META stand in `told`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from plenary.decisions.formats.lines import MOST_DIGITS, Lines, Source, shortened, whole
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.writing import UnwritableError, check_names, profile_of
from plenary.decisions.rules.methods.profiles import Budgeted, Number
from plenary.decisions.rules.methods.reasons import gettext_noop

_PARTS = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
_KINDS = {
    "approval": "approval",
    "choose-1": "approval",
    "ordinal": "ordinal",
    "cumulative": "cumulative",
    "scoring": "scoring",
}
_POINTED = {"cumulative", "scoring"}
_OWN_KEYS = {"num_projects", "num_votes", "budget", "description"}  # what the profile and its title say themselves
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=;|$)')
_AMOUNT = re.compile(r"(\d+)(?:[.,](\d+))?")

type _Vote = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _File:
    meta: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # where a key of META stands
    codes: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    costs: list[Number] = field(default_factory=list)
    votes: Counter[tuple[str, str]] = field(default_factory=Counter)  # vote and points as they stand
    first: dict[tuple[str, str], int] = field(default_factory=dict)


def read_pabulib(source: Source) -> Ballots:
    """The projects and ballots of a Pabulib file; raises MalformedError."""
    lines, file = Lines(source), _File()
    heading = lines.next()
    for part, wanted in _PARTS.items():
        while heading == "":
            heading = lines.next()
        if heading is None or heading.upper() != part:
            raise MalformedError(
                lines.number,
                gettext_noop("the part %(part)s is wanted here, not %(heading)s"),
                part=part,
                heading=shortened(heading) if heading else gettext_noop("the end"),
            )
        columns = _fields(lines.next() or "")
        missing = [column for column in wanted if column not in columns]
        if missing:
            raise MalformedError(
                lines.number, gettext_noop("the part %(part)s has no column %(column)s"), part=part, column=missing[0]
            )
        heading = _rows(lines, file, part, columns)
    if heading is not None:
        raise MalformedError(
            lines.number, gettext_noop("the part %(part)s stands there twice"), part=shortened(heading)
        )
    return _read(file)


def _rows(lines: Lines, file: _File, part: str, columns: list[str]) -> str | None:
    take = {"META": _meta, "PROJECTS": _project, "VOTES": _vote}[part]
    while (text := lines.next()) is not None:
        if text.upper() in _PARTS:
            return text
        if not text:
            continue
        fields = _fields(text)
        if part == "META" and len(columns) == 2:
            fields = [fields[0], ";".join(fields[1:])] if len(fields) != 2 else fields
        elif len(fields) != len(columns):
            raise MalformedError(
                lines.number,
                gettext_noop("the row has %(cells)s columns, where %(columns)s are named"),
                cells=len(fields),
                columns=len(columns),
            )
        take(file, dict(zip(columns, fields, strict=True)), lines.number)
    return None


def _fields(text: str) -> list[str]:
    """The columns of a line. One is quoted where it begins with a quotation mark and ends, before the `;`, with its fellow."""
    if '"' not in text:
        return [each.strip() for each in text.split(";")]
    found, at = [], 0
    while at <= len(text):
        match = _QUOTED.match(text, at)
        if match:
            found.append(match[1].replace('""', '"'))
            at = match.end() + 1
        else:
            end = text.find(";", at)
            end = len(text) if end < 0 else end
            found.append(text[at:end].strip())
            at = end + 1
    return found


def _meta(file: _File, row: dict[str, str], number: int) -> None:
    key = row["key"]
    if key in file.meta:
        raise MalformedError(number, gettext_noop("%(key)s stands there twice"), key=shortened(key))
    file.meta[key], file.lines[key] = row["value"], number


def _project(file: _File, row: dict[str, str], number: int) -> None:
    code = row["project_id"]
    if not code or "," in code:
        raise MalformedError(number, gettext_noop("a project has no project_id, or one with a comma"))
    if code in file.codes:
        raise MalformedError(
            number, gettext_noop("the project %(project)s stands there twice"), project=shortened(code)
        )
    file.codes[code] = len(file.codes)
    file.names.append(row.get("name") or code)
    file.costs.append(_amount(row["cost"], gettext_noop("the cost"), number))


def _vote(file: _File, row: dict[str, str], number: int) -> None:
    said = row["vote"], row.get("points", "")
    file.votes[said] += 1
    file.first.setdefault(said, number)


def _amount(text: str, what: str, number: int) -> Number:
    match = _AMOUNT.fullmatch(text)
    if match is None or len(match[1]) > MOST_DIGITS or len(match[2] or "") > MOST_DIGITS:
        raise MalformedError(
            number, gettext_noop("%(what)s is not an amount: %(text)s"), what=what, text=shortened(text)
        )
    amount = Fraction(f"{match[1]}.{match[2] or 0}")
    return amount.numerator if amount.denominator == 1 else amount


def _read(file: _File) -> Ballots:
    kind = file.meta.get("vote_type", "")
    if kind not in _KINDS:
        raise MalformedError(
            file.lines.get("vote_type", 0), gettext_noop("vote_type must be one of %(known)s"), known=", ".join(_KINDS)
        )
    if "budget" not in file.meta:
        raise MalformedError(0, gettext_noop("META does not say what the budget is"))
    if not file.codes:
        raise MalformedError(0, gettext_noop("there is no project"))
    for key, found in (("num_projects", len(file.codes)), ("num_votes", file.votes.total())):
        if key in file.meta and whole(file.meta[key], key, file.lines[key]) != found:
            raise MalformedError(
                file.lines[key],
                gettext_noop("%(key)s is %(told)s, but the file holds %(found)s"),
                key=key,
                told=file.meta[key],
                found=found,
            )
    ballots: dict[_Vote, int] = {}
    for said, count in file.votes.items():
        vote = _points(said, kind, file.codes, file.first[said])
        ballots[vote] = ballots.get(vote, 0) + count
    own = _OWN_KEYS if kind == "choose-1" else _OWN_KEYS | {"vote_type"}
    profile = Budgeted(
        names=tuple(file.names),
        costs=tuple(file.costs),
        budget=_amount(file.meta["budget"], gettext_noop("the budget"), file.lines["budget"]),
        ballots=ballots,
        codes=tuple(file.codes),
        kind=_KINDS[kind],
        told={key: value for key, value in file.meta.items() if key not in own},
    )
    return Ballots(profile=profile, title=file.meta.get("description", ""))


def _points(said: tuple[str, str], kind: str, codes: dict[str, int], number: int) -> _Vote:
    named = [code.strip() for code in said[0].split(",")] if said[0] else []
    for code in named:
        if code not in codes:
            raise MalformedError(
                number,
                gettext_noop("there is no project %(project)s"),
                project=shortened(code) or gettext_noop("without a project_id"),
            )
    if len(set(named)) != len(named):
        raise MalformedError(
            number, gettext_noop("the ballot names a project twice: %(ballot)s"), ballot=shortened(said[0])
        )
    if kind in _POINTED:
        points = (
            [whole(each.strip(), gettext_noop("the number of points"), number) for each in said[1].split(",")]
            if said[1]
            else []
        )
        if len(points) != len(named):
            raise MalformedError(
                number,
                gettext_noop("the ballot names %(projects)s projects, but gives points to %(points)s"),
                projects=len(named),
                points=len(points),
            )
    else:
        points = list(range(len(named), 0, -1)) if kind == "ordinal" else [1] * len(named)
    return tuple(sorted((codes[code], each) for code, each in zip(named, points, strict=True)))


def write_pabulib(ballots: Ballots) -> bytes:
    """A Pabulib file of ballots on a budget, a row a ballot; raises UnwritableError."""
    profile = profile_of(ballots, Budgeted)
    codes = profile.codes or tuple(str(each + 1) for each in range(len(profile.names)))
    check_names(profile.names)
    check_names(codes, without=',;"')
    check_names([ballots.title, *profile.told, *profile.told.values()], empty=True)
    meta: dict[str, object] = {
        "description": ballots.title,
        "num_projects": len(profile.names),
        "num_votes": profile.total,
        "budget": _amount_told(profile.budget),
        "vote_type": profile.kind,
        **profile.told,
    }
    rows = [
        ["META"],
        ["key", "value"],
        *([key, str(value)] for key, value in meta.items() if key != "description" or value),
    ]
    rows += [["PROJECTS"], ["project_id", "cost", "name"]]
    rows += [list(row) for row in zip(codes, map(_amount_told, profile.costs), profile.names, strict=True)]
    pointed = profile.kind in _POINTED
    rows += [["VOTES"], ["voter_id", "vote", *(["points"] if pointed else [])]]
    voter = 0
    for vote, count in profile.ballots.items():
        told = sorted(vote, key=lambda each: -each[1]) if profile.kind == "ordinal" else vote
        row = [",".join(codes[each] for each, _points in told)]
        row += [",".join(str(points) for _each, points in told)] if pointed else []
        for _each in range(count):
            voter += 1
            rows.append([str(voter), *row])
    return "".join(";".join(map(_quoted, row)) + "\n" for row in rows).encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if ";" in text or text.startswith('"') else text


def _amount_told(amount: Number) -> str:
    told = Decimal(amount.numerator) / Decimal(amount.denominator)
    if Fraction(told) != amount:
        raise UnwritableError(f"the format cannot hold the amount {amount}")
    return f"{told:f}"
