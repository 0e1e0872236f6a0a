"""Comparing: what a status list that comes in says otherwise than what is kept, for somebody to confirm."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plenary.monitoring.rules.treaty_actions import BESIDE, Kind, TreatyAction


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs, in the order of actors and days: actions that are new; of which another day was kept, as (kept, read); and
    those that are kept and no more in the list, which are shown and never taken out by themselves."""

    new: tuple[TreatyAction, ...] = ()
    moved: tuple[tuple[TreatyAction, TreatyAction], ...] = ()
    missing: tuple[TreatyAction, ...] = ()

    @property
    def are_none(self) -> bool:
        """Whether list and what is kept say the same."""
        return not (self.new or self.moved or self.missing)


type _Key = tuple[str, Kind]
type _Place = tuple[date, date, str]


def differences(kept: Iterable[TreatyAction], read: Iterable[TreatyAction]) -> Differences:
    """What the list that was read says otherwise. Notes are let be, and reservations, declarations and objections, where the list
    tells of none; of these each stands for itself, with its note. Another action that is kept stays the same action where the
    list tells it of another day."""
    read = list(read)
    beside = any(action.kind in BESIDE for action in read)
    before, now = _by_key(kept, beside=beside), _by_key(read, beside=beside)
    new: list[TreatyAction] = []
    moved: list[tuple[TreatyAction, TreatyAction]] = []
    missing: list[TreatyAction] = []
    for key in sorted(before.keys() | now.keys()):
        old, read_now = before.get(key, {}), now.get(key, {})
        gone = [action for place, action in sorted(old.items()) if place not in read_now]
        come = [action for place, action in sorted(read_now.items()) if place not in old]
        pairs = 0 if key[1] in BESIDE else min(len(gone), len(come))
        moved += list(zip(gone[:pairs], come[:pairs], strict=True))
        new += come[pairs:]
        missing += gone[pairs:]
    return Differences(tuple(new), tuple(moved), tuple(missing))


def taken(kept: Iterable[TreatyAction], found: Differences) -> list[TreatyAction]:
    """What is kept once all that differs was confirmed, what is missing taken out too."""
    out = {*found.missing, *(old for old, _now in found.moved)}
    return [*(action for action in kept if action not in out), *(now for _old, now in found.moved), *found.new]


def _by_key(actions: Iterable[TreatyAction], *, beside: bool) -> Mapping[_Key, dict[_Place, TreatyAction]]:
    found: dict[_Key, dict[_Place, TreatyAction]] = defaultdict(dict)
    for action in actions:
        if action.kind not in BESIDE or beside:
            place = (action.day, action.counts_from, action.note if action.kind in BESIDE else "")
            found[action.actor, action.kind][place] = action
    return found
