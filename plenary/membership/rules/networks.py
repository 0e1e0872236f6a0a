"""The members of a network, as they are pasted: one a line, with what is wrong told by row."""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass

from plenary.directory.rules.countries import find_country

MOST = 500
"""So many are pasted at once."""
_DAY = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMember:
    """One organisation of a network."""

    name: str
    country: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class WrongRow:
    """What is wrong with a row, by its number from 1."""

    number: int
    reason: str


def rows_pasted(text: str, known: Collection[str] = ()) -> tuple[list[OwnMember], list[WrongRow]]:
    """The organisations of lines ``name; country; since; until`` (tabs or commas too, where no line has a semicolon), of which
    the name alone must be there; and what is wrong. `known` are names that stand there already.

    What is wrong: `name`, `country`, `day`, `order`, `twice`, `cells`, `many`.
    """
    found: list[OwnMember] = []
    wrong: list[WrongRow] = []
    seen = {name.casefold() for name in known}
    delimiter = next((sign for sign in (";", "\t") if sign in text), ",")
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        told = [" ".join(cell.split()) for cell in cells]
        if not any(told):
            continue
        row, reason = _row(told)
        if not reason and row.name.casefold() in seen:
            reason = "twice"
        if not reason and len(found) == MOST:
            reason = "many"
        if reason:
            wrong.append(WrongRow(number, reason))
        else:
            seen.add(row.name.casefold())
            found.append(row)
    return found, wrong


def _row(told: list[str]) -> tuple[OwnMember, str]:
    name, country, since, until = (*told[:4], "", "", "", "")[:4]
    row = OwnMember(name=name, country=find_country(country) if country else "", since=since, until=until)
    if len(told) > 4 and any(told[4:]):
        return row, "cells"
    if not name or len(name) > _LONGEST:
        return row, "name"
    if country and not row.country:
        return row, "country"
    if any(day and not _DAY.fullmatch(day) for day in (since, until)):
        return row, "day"
    if since and until and until < since[: len(until)]:
        return row, "order"
    return row, ""
