"""What follows when nominations close: a ballot, none because all who stand find a seat, another call, or nothing (B10)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from plenary.bodies.rules.elections import seated
from plenary.charter.rules.schema import Elections, TooFew, Uncontested

_OPEN_TO_ALL = "*"


class Next(StrEnum):
    """What follows when nominations close."""

    BALLOT = "ballot"
    BALLOT_OR_AGAIN = "ballot_or_again"  # all who stand would find a seat; the ballot may call for nominations again
    ELECTED = "elected"  # without a ballot
    AGAIN = "again"  # nominations are open once more, for as long
    NOBODY = "nobody"  # nobody stands


def fitting(groups: Iterable[tuple[str, ...]], seats: int, kept: Mapping[str, int]) -> int:
    """How many of those who stand can find a seat at once: `groups` are, for each, the codes of those to which it belongs;
    of the seats, so many are kept for members of a group (code -> number), the rest are open to all."""
    free = {**kept, _OPEN_TO_ALL: max(0, seats - sum(kept.values()))}
    return sum(map(bool, seated([(*each, _OPEN_TO_ALL) for each in groups], free)))


def after_nominations(*, standing: int, fitting: int, seats: int, rule: Elections, called_again: bool) -> Next:
    """What follows when so many stand of whom so many can find one of the seats at once, under the charter's rule.

    Where fewer fit than there are seats, the call is held open once more where the charter says so. Who cannot all be
    seated is chosen by ballot.
    """
    if fitting < seats and rule.too_few is TooFew.AGAIN and not called_again:
        return Next.AGAIN
    if not standing:
        return Next.NOBODY
    if standing > fitting:
        return Next.BALLOT
    return Next.ELECTED if rule.uncontested is Uncontested.ELECTED else Next.BALLOT_OR_AGAIN
