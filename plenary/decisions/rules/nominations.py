"""What follows on nominations, when they close and when voting opens: a ballot, none because all who stand find a seat, another
call, or nothing; and when this comes so late that what follows begins anew (B10)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from plenary.bodies.rules.elections import seated
from plenary.charter.rules.schema import Elections, TooFew, Uncontested
from plenary.decisions.rules.choosing import lots
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.counting import Count, Outcome
from plenary.decisions.rules.keeping import OPEN_TO_ALL


class Next(StrEnum):
    """What follows when nominations close, and again when voting opens."""

    BALLOT = "ballot"
    BALLOT_OR_AGAIN = "ballot_or_again"  # all who stand would find a seat; the ballot may call for nominations again
    ELECTED = "elected"  # without a ballot
    AGAIN = "again"  # nominations are open once more, for as long
    NOBODY = "nobody"  # nobody stands


def placed(groups: Iterable[tuple[str, ...]], seats: int, kept: Mapping[str, int]) -> Mapping[str, int]:
    """How many of those who stand find a seat at once, by the group for which it is kept, or `OPEN_TO_ALL`: `groups` are, for
    each, the codes of those to which it belongs; of the seats, so many are kept for members of a group (code -> number).
    """
    free = {**kept, OPEN_TO_ALL: max(0, seats - sum(kept.values()))}
    return Counter(filter(None, seated([(*each, OPEN_TO_ALL) for each in groups], free)))


def fitting(groups: Iterable[tuple[str, ...]], seats: int, kept: Mapping[str, int]) -> int:
    """How many of those who stand find a seat at once, over all."""
    return sum(placed(groups, seats, kept).values())


def after_nominations(*, standing: int, fitting: int, seats: int, rule: Elections, called_again: bool) -> Next:
    """What follows when so many stand of whom so many can find one of the seats at once, under the charter's rule.

    It is asked when nominations close, and again of those who then stand when voting opens. Where fewer fit than there are
    seats, the call is held open once more where the charter says so, and was not yet. Who cannot all be seated is chosen by
    ballot.
    """
    if fitting < seats and rule.too_few is TooFew.AGAIN and not called_again:
        return Next.AGAIN
    if not fitting:
        return Next.NOBODY
    if standing > fitting:
        return Next.BALLOT
    return Next.ELECTED if rule.uncontested is Uncontested.ELECTED else Next.BALLOT_OR_AGAIN


_HOUR = timedelta(hours=1)
_PART = 24


def is_late(planned: datetime, moment: datetime, voting: timedelta) -> bool:
    """True when what was planned for one moment came so much later, at another, that it would take time from those who vote: by
    more than an hour, or, where voting lasts less than a day, by more than a twenty-fourth of its time."""
    late = moment - planned
    return late > _HOUR or _PART * late > voting


WITHOUT_BALLOT = frozenset({"decisions.uncontested", "decisions.nobody_stands"})
"""The reasons of outcomes for which no ballot was held."""


def without_ballot(figures: Count, elected: int) -> Count:
    """The figures where no ballot was held: no more stood than there were seats, and the charter asks for none; or nobody did."""
    if elected:
        return replace(figures, outcome=Outcome.ADOPTED, reason="decisions.uncontested")
    return replace(figures, outcome=Outcome.LAPSED, reason="decisions.nobody_stands")


def by_lot(contest: Contest, seed: str) -> tuple[str, ...]:
    """The ids of those who are elected without a ballot: all who stand, in the order of lots that a seed gives."""
    return tuple(contest.candidates[each].id for each in lots(contest, seed))
