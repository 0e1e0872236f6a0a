"""The universalisation drive: which step an actor is likely to take next, how far it is from being a party, in which region."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from plenary.directory.rules.regions import region_of
from plenary.monitoring.rules.standings import BINDS, Stands

REGIONS = ("002", "019", "142", "150", "009")
"""Codes of M49, in the order of their names in English: Africa, Americas, Asia, Europe, Oceania."""
EVERYWHERE = ""
"""The region of a target for all, and of an actor that lies in none."""


class Step(StrEnum):
    """What an actor is likely to do next about an instrument."""

    SIGN = "sign"
    RATIFY = "ratify"
    ACCEDE = "accede"
    STAY = "stay"


def likely_step(stands: Stands | None, *, in_force: bool, leaves: bool = False) -> Step | None:
    """The next step of an actor from how it stands: who signed or applies it provisionally ratifies; who did neither signs
    while the instrument is not in force, and accedes later, for most treaties are then closed for signature; who gave notice
    of withdrawal stays. None where it is a party, and nothing is left to be done."""
    if leaves:
        return Step.STAY
    if stands in BINDS:
        return None
    if stands is None:
        return Step.ACCEDE if in_force else Step.SIGN
    return Step.RATIFY


def steps_left(step: Step | None) -> int:
    """How many steps lie between an actor and being a party: two where it has yet to sign, one before it ratifies or accedes."""
    return {None: 0, Step.STAY: 0, Step.RATIFY: 1, Step.ACCEDE: 1, Step.SIGN: 2}[step]


def by_region(actors: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Codes of actors by region (M49), each region once and in order, those that lie in none last; in a region as they came."""
    found: dict[str, list[str]] = {region: [] for region in (*REGIONS, EVERYWHERE)}
    for actor in actors:
        found[region_of(actor)].append(actor)
    return {region: codes for region, codes in found.items() if codes}


def week_of(day: date) -> tuple[date, date]:
    """The Monday that begins the week of a day, and the one after it."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7)
