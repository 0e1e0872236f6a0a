"""What a ballot may say under each method, and how the votes of one ballot fall."""

from collections.abc import Mapping
from enum import StrEnum

from plenary.charter.rules.schema import Method


class Choice(StrEnum):
    """What a ballot says: yes and no where it is put to a vote, the four answers of a test of consensus, or neither."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    SUPPORT = "support"
    RESERVATION = "reservation"  # goes along, with a reservation that stays visible
    ASIDE = "aside"  # neither carries it nor stands in the way
    BLOCK = "block"  # stands in the way, with a reason


type Shares = Mapping[Choice, int]
"""How the votes of one ballot fall: one answer with the whole weight, or several where the charter lets it be split."""

_VOTE = (Choice.YES, Choice.NO, Choice.ABSTAIN)
_CHOICES: Mapping[Method, tuple[Choice, ...]] = {
    Method.MAJORITY: _VOTE,
    Method.CONSENT: _VOTE,
    Method.SILENCE: (),
    Method.CONSENSUS: (Choice.SUPPORT, Choice.RESERVATION, Choice.ASIDE, Choice.BLOCK),
    Method.CHOICE: (),
}
NEEDS_REASON = frozenset({Choice.RESERVATION, Choice.BLOCK})
"""What is heard only with its reason."""


def choices_of(method: Method) -> tuple[Choice, ...]:
    """What a ballot may say under a method, in the order in which it is offered; nothing under silence, nor where it chooses
    among several (`rules.choosing`)."""
    return _CHOICES[method]


def takes_ballots(method: Method) -> bool:
    """True where ballots are cast: everywhere but under silence."""
    return method is not Method.SILENCE


def whole(choice: Choice, weight: int) -> Shares:
    """A ballot all of whose votes say the same."""
    return {choice: weight}


def is_split(shares: Shares) -> bool:
    """True when the votes of a ballot say several things."""
    return sum(votes > 0 for votes in shares.values()) > 1


def split_problem(shares: Shares, weight: int, *, allowed: bool) -> str:
    """Why a ballot of this weight may not be split so, as a reason code, or empty: the charter must allow it, and the parts
    are whole numbers from nought that make the whole."""
    if is_split(shares) and not allowed:
        return "decisions.not_split_here"
    if any(votes < 0 for votes in shares.values()) or sum(shares.values()) != weight:
        return "decisions.parts_differ"
    return ""
