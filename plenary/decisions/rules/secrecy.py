"""When an outcome tells how somebody voted, though no name stands on the ballot: of a secret vote, and of those whom an open one
does not name (B3)."""

from collections.abc import Iterable
from enum import StrEnum

FEW = 5
"""Among fewer than so many electors who talk with one another, what each voted is soon guessed."""


class Reveals(StrEnum):
    """Why others can tell, or guess, how somebody voted."""

    ALL = "all"  # all said the same
    ALL_BUT_ONE = "all_but_one"  # the one who did not knows how each of the others voted
    HEAVIEST = "heaviest"  # only one answer has room for the votes of the one who has most
    FEW = "few"


def are_few(electors: int) -> bool:
    """True when so few may vote, or did, that votes can be guessed. Ask it of those who voted once that is known: who voted can
    be seen."""
    return electors < FEW


def reveals(votes: Iterable[int], *, voters: int, heaviest: int = 1) -> tuple[Reveals, ...]:
    """All that the published ballots give away, the gravest first; nothing where they give nothing away by themselves.

    `votes` are how many say each thing that is said, blank ones too; `voters` how many electors voted, `heaviest` the most
    votes that one of them has. Somebody knows how each of the others voted exactly when, its own votes taken out, all that
    are left say the same. Where ballots weigh differently, only an answer that has as many votes as the heaviest ballot can be
    what that one says. Where all said the same, nothing is left to be guessed besides.
    """
    said = [number for number in votes if number]
    if len(said) == 1:
        return (Reveals.ALL,)
    holds = {
        Reveals.ALL_BUT_ONE: len(said) == 2 and min(said) <= heaviest,
        Reveals.HEAVIEST: heaviest > 1 and sum(number >= heaviest for number in said) == 1,
        Reveals.FEW: bool(said) and are_few(voters),
    }
    return tuple(each for each, is_so in holds.items() if is_so)


def is_told_by_subtraction(votes: int, others: Iterable[int]) -> bool:
    """True when the open ballot of an elector whom no roll call names can be worked out by those who know that it takes part:
    what the roll call names, taken from the totals, leaves the votes of those whom it does not name.

    `votes` are the elector's own, `others` those of each other unnamed elector who may vote. With enough that have as many
    votes any of them can have said what the elector did; one who has more or fewer cannot, and is no cover: where all others
    have two votes each, three are found in every total. Asked before anybody voted: that fewer vote than may is not known yet.
    """
    return are_few(1 + sum(each == votes for each in others))
