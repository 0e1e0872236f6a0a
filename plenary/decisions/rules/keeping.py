"""Seats that are kept for groups: who of those whom a count chooses finds no seat, and the ballots without them (B10, B11)."""

from collections.abc import Iterable
from dataclasses import replace

from plenary.bodies.rules.elections import seated
from plenary.charter.decidable import AGAIN
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.methods.profiles import Approved, Profile, Ranked, Rated, added

OPEN_TO_ALL = "*"
"""The code of seats that are kept for nobody."""


def without_seat(contest: Contest, winners: Iterable[int]) -> frozenset[int]:
    """Of those chosen, in their order, who finds no seat: those that are open to all are taken, and the others are kept for
    groups to which it does not belong. Nobody where none is kept."""
    if not contest.kept:
        return frozenset()
    kept = {each.group: each.at_least for each in contest.kept}
    free = {**kept, OPEN_TO_ALL: max(0, contest.seats - sum(kept.values()))}
    chosen = [each for each in winners if contest.candidates[each].id != AGAIN]
    found = seated([(*contest.candidates[each].groups, OPEN_TO_ALL) for each in chosen], free)
    return frozenset(each for each, code in zip(chosen, found, strict=True) if not code)


def without_groups(contest: Contest, gone: frozenset[int]) -> Contest:
    """The same contest, in which those who are gone belong to no group: they keep no seat for it."""
    rows = (replace(row, groups=()) if at in gone else row for at, row in enumerate(contest.candidates))
    return replace(contest, candidates=tuple(rows))


def without(profile: Profile, gone: frozenset[int]) -> Profile:
    """The same ballots as if nobody had named those who are gone; budgets have no seats, and stay as they are."""
    if not gone:
        return profile
    if isinstance(profile, Ranked):
        return replace(profile, withdrawn=profile.withdrawn | gone)
    if isinstance(profile, Approved):
        return replace(
            profile, ballots=added((tuple(x for x in row if x not in gone), n) for row, n in profile.ballots.items())
        )
    if isinstance(profile, Rated):
        rows = ((tuple(None if at in gone else x for at, x in enumerate(row)), n) for row, n in profile.ballots.items())
        return replace(profile, ballots=added(rows))
    return profile
