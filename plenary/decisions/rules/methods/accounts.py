"""What a count gives: who is chosen, and step by step why, so that a page, an answer of the API and a print show the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.rules.methods.reasons import Reasoned


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Candidates that could not be told apart by the count, which of them was taken, and by what: `earlier_stage` (at which
    stage: `stage`) or `lot`."""

    among: tuple[int, ...]
    taken: int
    by: str
    stage: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a count. `what` is its code (`decisions.labels.stages` has the words); `about` the candidates that it is
    about, in their order; `totals` what each candidate that is still told of has after it.

    `moved` is what each gained or lost in this step, `lost` what of it went to nobody; `elected` and `excluded` those of
    whom this step decided. `facts` are further figures that the words of the step name.
    """

    number: int
    what: str
    about: tuple[int, ...] = ()
    totals: Mapping[int, Number] = field(default_factory=dict)
    moved: Mapping[int, Number] = field(default_factory=dict)
    lost: Number = 0
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    ties: tuple[Tie, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The outcome of a count and how it came about.

    `winners` stand in the order in which they were chosen; `quota` is what was needed where the method has one, `unit` what
    totals are counted in (`votes`, `points`, `grade`, `money`), `decimals` how many places they have at most where a total
    is rounded by the method's own rule (0: whole; None: exact fractions).
    """

    method: str
    names: tuple[str, ...]
    winners: tuple[int, ...]
    stages: tuple[Stage, ...]
    seats: int = 1
    ballots: int
    quota: Number | None = None
    unit: str = "votes"
    decimals: int | None = 0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def winning_names(self) -> tuple[str, ...]:
        """The names of the winners."""
        return tuple(self.names[each] for each in self.winners)


class UncountableError(Reasoned):
    """Ballots that a method cannot count, or what was asked of it that it does not do: a reason, without a stop."""
