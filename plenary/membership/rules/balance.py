"""How burden, seats, speaking and credit are spread over groups of members, so that no group is small enough to tell who is in
it (B11): pure.

Groups stand by their name, never by their figures: it is a picture, and no ranking.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from plenary.directory.rules.regions import region_of

LEAST = 5
"""A group of fewer is folded together with others; where all are fewer, nothing is told."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group: its code (empty: several small ones together), how many are in it, and the amount of each measure."""

    code: str
    number: int
    amounts: Mapping[str, int]


def spread(
    groups: Mapping[str, str], measures: Mapping[str, Mapping[str, int]], least: int = LEAST
) -> tuple[Group, ...]:
    """The groups of those whose code `groups` names, by id, with the sum of each measure; small ones folded into one.

    `measures` gives each measure's amount by id; ids that are in no group are left out. Where what is folded is still too
    small, the smallest of the other groups goes with it (the first by name where several are), since it could be told from a
    total; where fewer than `least` are left in all, nothing is told. Folded ones stand last.
    """
    members: dict[str, list[str]] = {}
    for each, code in groups.items():
        members.setdefault(code, []).append(each)
    shown = {code: ids for code, ids in members.items() if len(ids) >= least}
    folded = [each for code, ids in members.items() if code not in shown for each in ids]
    while folded and len(folded) < least and shown:
        smallest = min(shown, key=lambda code: (len(shown[code]), code))
        folded += shown.pop(smallest)
    told = [_group(code, shown[code], measures) for code in sorted(shown)]
    if len(folded) >= least:
        told.append(_group("", folded, measures))
    return tuple(told)


def by_place(places: Mapping[str, str]) -> dict[str, str]:
    """Where each belongs, of countries or areas by id: the region of the world, where they are of several regions, so that a
    coalition over the whole world is not a list of countries with few members each; the countries, where all are of one. What
    is no country stays as it is."""
    worlds = {each: region_of(place) or place for each, place in places.items()}
    return worlds if len({region_of(place) for place in places.values()} - {""}) > 1 else dict(places)


def counted_from(today: date) -> datetime:
    """From when speaking and credit are counted: the beginning of last year, so that nothing falls out from day to day."""
    return datetime(today.year - 1, 1, 1, tzinfo=UTC)


def in_lots(acts: Iterable[tuple[date, str, int]], today: date, least: int = LEAST) -> dict[str, int]:
    """How much each person (id) did, of acts (day, person, how much) of months that are over: in lots of months, oldest first,
    in each of which at least `least` persons acted; what is in no lot yet is not told. So a sum by gender never grows by what a
    single person did, whose gender the growth would tell."""
    months: dict[tuple[int, int], Counter[str]] = {}
    for day, person, amount in acts:
        if person and (day.year, day.month) < (today.year, today.month):
            months.setdefault((day.year, day.month), Counter())[person] += amount
    told: Counter[str] = Counter()
    lot: Counter[str] = Counter()
    for month in sorted(months):
        lot += months[month]
        if len(lot) >= least:
            told, lot = told + lot, Counter()
    return dict(told)


def percent(part: int, whole: int) -> int:
    """A share in hundredths, rounded half up; nothing of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _group(code: str, ids: Iterable[str], measures: Mapping[str, Mapping[str, int]]) -> Group:
    known = list(ids)
    sums = {name: sum(amounts.get(each, 0) for each in known) for name, amounts in measures.items()}
    return Group(code, len(known), sums)
