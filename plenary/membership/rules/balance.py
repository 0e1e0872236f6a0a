"""How burden, seats, speaking and credit are spread over groups of members, so that no group is small enough to tell who is in
it (B11): pure.

Groups stand by their name, never by their figures: it is a picture, and no ranking.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from plenary.directory.rules.regions import region_of

LEAST = 5
"""A group of fewer is folded together with others; where all are fewer, nothing is told."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group: its code (empty: several small ones together), how many are in it, the amount of each measure, and how many of
    them have any of it."""

    code: str
    number: int
    amounts: Mapping[str, int]
    givers: Mapping[str, int] = field(default_factory=dict)


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


def untold(givers: Mapping[str, int], least: int = LEAST) -> frozenset[str]:
    """The groups (codes) whose amount of one measure is not told, where it could tell of one person: `givers` is how many persons
    in each group have any of it.

    An amount of fewer than `least` persons is not told. Beside a total it could be worked out, so the smallest other one is left
    out with it (the first by name where several are), until those that are left out are of `least` persons. Where that cannot
    be, or where all who have any of it are in one of several groups, which would tell of each, none is told.
    """
    some = {code: number for code, number in givers.items() if number}
    hidden = {code for code, number in some.items() if number < least}
    while hidden and sum(some[code] for code in hidden) < least and some.keys() - hidden:
        hidden.add(min(some.keys() - hidden, key=lambda code: (some[code], code)))
    of_one = len(some) == 1 and len(givers) > 1
    if of_one or (hidden and (hidden == some.keys() or sum(some[code] for code in hidden) < least)):
        return frozenset(givers)
    return frozenset(hidden)


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
    single person did, whose gender the growth would tell. No lot is of two years: when a year falls out of what is counted,
    whole lots do."""
    months: dict[tuple[int, int], Counter[str]] = {}
    for day, person, amount in acts:
        if person and (day.year, day.month) < (today.year, today.month):
            months.setdefault((day.year, day.month), Counter())[person] += amount
    told: Counter[str] = Counter()
    lot: Counter[str] = Counter()
    year = 0
    for month in sorted(months):
        lot = lot + months[month] if month[0] == year else months[month]
        year = month[0]
        if len(lot) >= least:
            told, lot = told + lot, Counter()
    return dict(told)


def settled(spells: Iterable[tuple[str, date, date | None]], today: date, least: int = LEAST) -> dict[str, int]:
    """How many places each person (id) holds, of spells (person, from which day, until which day; None: still), as it stood at
    the end of a month that is over: the last one at which it was another than at every end of a month that was told before in
    at least `least` persons, or in none. So no two pictures, of two terms or of many, differ by what became of one person.
    """
    known = list(spells)
    ends = {_after(day) for _who, begun, ended in known for day in (begun, ended) if day is not None}
    told: list[dict[str, int]] = [{}]
    now: dict[str, int] = {}
    for moment in sorted(end for end in ends if end <= today.replace(day=1)):
        then = dict(
            Counter(who for who, begun, ended in known if begun < moment and (ended is None or ended >= moment))
        )
        changed = [len(_changed(then, before)) for before in told]
        if all(number == 0 or number >= least for number in changed):
            now = then
            told.append(then)
    return now


def _after(day: date) -> date:
    """The first day of the month that follows."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _changed(one: Mapping[str, int], other: Mapping[str, int]) -> set[str]:
    return {who for who in one.keys() | other.keys() if one.get(who, 0) != other.get(who, 0)}


def percent(part: int, whole: int) -> int:
    """A share in hundredths, rounded half up; nothing of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _group(code: str, ids: Iterable[str], measures: Mapping[str, Mapping[str, int]]) -> Group:
    known = list(ids)
    sums = {name: sum(amounts.get(each, 0) for each in known) for name, amounts in measures.items()}
    givers = {name: sum(1 for each in known if amounts.get(each, 0)) for name, amounts in measures.items()}
    return Group(code, len(known), sums, givers)
