"""Pairs: how many ballots prefer each candidate to each other, and how strong each majority is."""

from dataclasses import dataclass
from typing import Literal

from plenary.decisions.rules.methods.accounts import UncountableError
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.reasons import gettext_noop

type Matrix = tuple[tuple[int, ...], ...]
"""A row for each candidate: how many ballots prefer it to each other one. Rows and columns of withdrawn ones are 0."""

type Strength = Literal["winning-votes", "margins"]
"""By what majorities are compared (`Majority.strength`)."""

STRENGTHS: tuple[Strength, ...] = ("winning-votes", "margins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Majority:
    """More ballots (`votes`) prefer `first` to `second` than the other way round (`against`)."""

    first: int
    second: int
    votes: int
    against: int

    def strength(self, measure: Strength) -> tuple[int, int]:
        """What the majority is compared by, the greater the stronger; always above (0, 0), as which no majority counts.

        `winning-votes`: the votes for it, among equal ones the fewer votes against it. `margins`: by how many it prevails.
        Both as in Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
        election method, Social Choice and Welfare 36 (2011), section 2.1.
        """
        if measure == "margins":
            return self.votes - self.against, 0
        return self.votes, -self.against


def check_countable(ballots: Ranked, strength: Strength) -> None:
    """Refuse with UncountableError where no candidate stands, or the measure is none of those known."""
    if not ballots.standing:
        raise UncountableError(gettext_noop("no candidate stands"))
    if strength not in STRENGTHS:
        raise UncountableError(
            gettext_noop("majorities are compared by %(known)s, not by %(strength)s"),
            known=", ".join(STRENGTHS),
            strength=strength,
        )


def count_preferences(ballots: Ranked) -> Matrix:
    """How many ballots prefer each candidate to each other.

    A ballot prefers whom it names to all that it names later or not at all; those in one place, and those not named, are
    equal. UncountableError: a ballot names a candidate twice.
    """
    rows, width = _packed_rows(ballots), _width(ballots)
    standing, field = set(ballots.standing), (1 << width) - 1
    size = range(len(ballots.names))
    return tuple(
        tuple(row >> width * other & field if {each, other} <= standing else 0 for other in size)
        for each, row in enumerate(rows)
    )


def _width(ballots: Ranked) -> int:
    return max(1, ballots.total.bit_length())


def _packed_rows(ballots: Ranked) -> list[int]:
    """Each candidate's row as one long number with a field for each other: so a ballot adds to a whole row at once."""
    units = [1 << _width(ballots) * each for each in range(len(ballots.names))]
    everybody, rows = sum(units), [0] * len(units)
    for ranking, number in ballots.ballots.items():
        below, named = everybody, len(ranking)
        for place in ranking:
            if isinstance(place, int):
                below ^= units[place]
                rows[place] += below * number
                continue
            below ^= sum(units[each] for each in place)
            named += len(place) - 1
            for each in place:
                rows[each] += below * number
        if below.bit_count() != len(units) - named:  # whoever is named again has come back
            raise UncountableError(gettext_noop("a ballot names a candidate twice: %(ballot)s"), ballot=ranking)
    return rows


def majorities_of(matrix: Matrix) -> tuple[Majority, ...]:
    """All majorities, in the order of the list; pairs of which as many prefer either have none."""
    return tuple(
        Majority(first=first, second=second, votes=votes, against=matrix[second][first])
        for first, row in enumerate(matrix)
        for second, votes in enumerate(row)
        if votes > matrix[second][first]
    )


def condorcet_winner(ballots: Ranked, matrix: Matrix) -> int | None:
    """The candidate that a majority prefers to each other that stands, if there is one."""
    standing = ballots.standing
    for each in standing:
        if all(matrix[each][other] > matrix[other][each] for other in standing if other != each):
            return each
    return None
