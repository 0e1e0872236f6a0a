"""The organisations of a network, as they are pasted: one a line, with what is wrong told by row; which names mean the same."""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from plenary.directory.rules.countries import find_country
from plenary.directory.rules.names import fold

MOST = 500
"""So many are pasted at once."""
MOST_IN_ALL = 2_000
"""So many stand on one list."""
_DAY = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_LONGEST = 300
_SIGNS = ";؛\t،"  # what parts the cells of a line, the first of these that is found; else a comma

type Key = tuple[str, str]
"""A folded name and a country: what stands on a list once. National sections of one name differ by their country."""


class NetworkStep(StrEnum):
    """What is done with organisations that stand on a list, as pages and programs name it."""

    TAKE_OUT = "take_out"
    SHOW_ALL = "show_all"  # to the public too, where the charter discloses members
    SHOW_MEMBERS = "show_members"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMember:
    """One organisation of a network."""

    name: str
    country: str = ""
    since: str = ""

    @property
    def key(self) -> Key:
        """By which it stands on a list once."""
        return fold(self.name), self.country


@dataclass(frozen=True, slots=True)
class WrongRow:
    """What is wrong with a row, by its number from 1."""

    number: int
    reason: str


def rows_pasted(text: str, known: Collection[Key] = ()) -> tuple[list[OwnMember], list[WrongRow]]:
    """The organisations of lines ``name; country; since`` (parted by tabs or commas too, where there is no semicolon; by those of
    Arabic as well), of which the name alone must be there; and what is wrong. `known` are keys that stand there already.

    What is wrong: `name`, `country`, `day`, `twice`, `cells`, `many`.
    """
    found: list[OwnMember] = []
    wrong: list[WrongRow] = []
    seen = set(known)
    delimiter = next((sign for sign in _SIGNS if sign in text), ",")
    for number, line in enumerate(text.splitlines(), 1):
        told = [" ".join(cell.split()) for cell in next(csv.reader(io.StringIO(line), delimiter=delimiter), [])]
        if not any(told):
            continue
        row, reason = _row(told)
        if not reason and row.key in seen:
            reason = "twice"
        if not reason and len(found) == MOST:
            reason = "many"
        if reason:
            wrong.append(WrongRow(number, reason))
        else:
            seen.add(row.key)
            found.append(row)
    return found, wrong


def is_same(one: Key, other: Key) -> bool:
    """True where two may be one organisation: the names fold to the same, and the countries do not differ where both are said."""
    return one[0] == other[0] != "" and (not one[1] or not other[1] or one[1] == other[1])


def _row(told: list[str]) -> tuple[OwnMember, str]:
    name, country, since = (*told[:3], "", "", "")[:3]
    row = OwnMember(name=name, country=find_country(country) if country else "", since=since)
    if any(told[3:]):
        return row, "cells"
    if not fold(name) or len(name) > _LONGEST:
        return row, "name"
    if country and not row.country:
        return row, "country"
    if since and not _DAY.fullmatch(since):
        return row, "day"
    return row, ""
