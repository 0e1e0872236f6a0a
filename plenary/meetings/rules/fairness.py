"""Times that are fair across zones: how bad an hour is for whom, and whose turn it is to carry the bad ones.

The measure is simple enough to be told to everybody: working hours cost nothing, the edges of a day a little, the night much.
Who carried more at the last meetings of the same body weighs more now, so that bad hours go round (B11).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT, LATE, EDGE, FINE = 6, 3, 1, 0
"""What an hour costs, from worst to best."""
STEP = timedelta(minutes=30)
LOOKS_BACK = 6
"""So many earlier meetings of the same body tell who carried what."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A span of time (aware) that might be the meeting's; `key` tells it from others."""

    key: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part: where they are, and how much they carried at earlier meetings."""

    key: str
    zone: ZoneInfo
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Hour:
    """How a slot falls for one who takes part: the local moment at which it begins, and what that costs them."""

    key: str
    local: datetime
    cost: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A slot with what it costs: each one's hour, the sum weighed by turns, and how many cannot or would rather not."""

    slot: Slot
    hours: tuple[Hour, ...]
    cost: int
    cannot: int = 0
    reluctant: int = 0

    @property
    def bad(self) -> tuple[Hour, ...]:
        """Those for whom it falls late, early or at night, the worst first."""
        return tuple(
            sorted((hour for hour in self.hours if hour.cost >= LATE), key=lambda hour: (-hour.cost, hour.key))
        )


def cost_of_hour(at: time) -> int:
    """What a local time of day costs: 9 to 18 nothing, 7 to 21 little, 6 to 23 more, the night most."""
    minute = at.hour * 60 + at.minute
    if 9 * 60 <= minute < 18 * 60:
        return FINE
    if 7 * 60 <= minute < 21 * 60:
        return EDGE
    return LATE if 6 * 60 <= minute < 23 * 60 else NIGHT


def cost_of_slot(slot: Slot, zone: ZoneInfo) -> int:
    """What a slot costs in a zone: its worst half hour."""
    return max(cost_of_hour(moment.astimezone(zone).time()) for moment in _moments(slot))


def carried(slots: Iterable[tuple[Slot, Collection[str]]], zones: Mapping[str, ZoneInfo]) -> dict[str, int]:
    """What each carried at earlier meetings: the sum of what they cost those who were there."""
    found = dict.fromkeys(zones, 0)
    for slot, there in slots:
        for key in there:
            if key in zones:
                found[key] += cost_of_slot(slot, zones[key])
    return found


def fair_times(
    slots: Iterable[Slot], people: Sequence[Participant], answers: Mapping[tuple[str, str], str] | None = None
) -> list[Weighed]:
    """The slots, the fairest first: those that fewest cannot make, then by what they cost, weighed by turns, then by how many
    would rather not, then the earlier.

    Each one's cost counts once, and once more for each point that they carried beyond the one who carried least. `answers`
    are ``yes``, ``if_need`` or ``no`` by slot and participant; who did not answer is held able.
    """
    least = min((each.carried for each in people), default=0)
    said = answers or {}
    found = []
    for slot in slots:
        hours = tuple(
            Hour(each.key, slot.starts.astimezone(each.zone), cost_of_slot(slot, each.zone)) for each in people
        )
        cost = sum(hour.cost * (1 + each.carried - least) for hour, each in zip(hours, people, strict=True))
        told = [said.get((slot.key, each.key), "") for each in people]
        found.append(Weighed(slot, hours, cost, told.count("no"), told.count("if_need")))
    return sorted(found, key=lambda each: (each.cannot, each.cost, each.reluctant, each.slot.starts, each.slot.key))


def slots_between(first: date, last: date, minutes: int, zone: ZoneInfo) -> list[Slot]:
    """Every full hour of some days in a zone, for so many minutes."""
    found = []
    for number in range((last - first).days + 1):
        for hour in range(24):
            starts = datetime.combine(first + timedelta(days=number), time(hour), zone)
            found.append(Slot(starts.isoformat(), starts, starts + timedelta(minutes=minutes)))
    return found


def fairest_of_each_day(weighed: Sequence[Weighed], zone: ZoneInfo, at_most: int) -> list[Weighed]:
    """The best slot of each day in a zone, of those sorted already, no more than so many, in the order of time."""
    found: dict[date, Weighed] = {}
    for each in weighed:
        found.setdefault(each.slot.starts.astimezone(zone).date(), each)
    return sorted(list(found.values())[:at_most], key=lambda each: each.slot.starts)


def _moments(slot: Slot) -> list[datetime]:
    found, moment = [], slot.starts
    while moment < slot.ends:
        found.append(moment)
        moment += STEP
    return found or [slot.starts]
