"""Counting: from ballots and objections to a count with its outcome and reason, in exact numbers (B3)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any, Protocol

from plenary.charter.rules.schema import Base, Method, Process


class Choice(StrEnum):
    """What a ballot says."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What became of a proposal that was voted on."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class Weighted(Protocol):
    """One place in the electorate, as far as counting asks: its key and how many votes its ballot counts."""

    @property
    def key(self) -> str: ...

    @property
    def weight(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The figures of an outcome. Ballots are counted in `yes`, `no`, `abstain`; votes in the `_weight`s.

    `needed` is the least weight of yes that adopts, `basis` the weight that it is a share of; under consent `needed` is
    the number of electors against it that stops it. `turnout` is how many electors took part.
    """

    method: str
    electorate: int
    electorate_weight: int
    yes: int
    no: int
    abstain: int
    yes_weight: int
    no_weight: int
    abstain_weight: int
    turnout: int
    quorum_needed: int
    needed: int
    basis: int
    objections: int
    outcome: Outcome
    reason: str

    @property
    def quorum_met(self) -> bool:
        """True when enough electors took part."""
        return self.turnout >= self.quorum_needed

    @property
    def is_weighted(self) -> bool:
        """True when some ballot counts more, or less, than one vote."""
        return self.electorate_weight != self.electorate

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON."""
        return asdict(self) | {"outcome": str(self.outcome)}

    @classmethod
    def from_json(cls, figures: Mapping[str, Any]) -> "Count":
        """The count that `to_json` wrote."""
        return cls(**{**figures, "outcome": Outcome(figures["outcome"])})


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted while voting is open: all that is told before it closes."""

    electorate: int
    voted: int
    quorum_needed: int

    @property
    def missing(self) -> int:
        """How many more must vote for the quorum."""
        return max(0, self.quorum_needed - self.voted)


def quorum_of(process: Process, electorate: int) -> int:
    """How many electors must take part: the share of the electorate, rounded up; ballots, not votes."""
    return ceil(process.quorum * electorate)


def turnout(process: Process, electorate: int, voted: int) -> Turnout:
    """Turnout while voting is open."""
    return Turnout(electorate, voted, quorum_of(process, electorate))


def needed_of(process: Process, basis: int) -> int:
    """The least weight of yes that adopts, of a basis: more than the threshold, or at least it; never none."""
    share: Fraction = process.threshold * basis
    return max(1, floor(share) + 1 if process.strictly else ceil(share))


def count(
    process: Process,
    electors: Iterable[Weighted],
    ballots: Mapping[str, Choice],
    objections: frozenset[str] = frozenset(),
) -> Count:
    """Count the ballots (elector key -> choice) and the objections to the whole (elector keys) under a frozen process.

    The order of electors and ballots does not matter. Without the quorum a proposal lapses, as it does when nobody voted
    by majority. Majority: adopted when the weight of yes reaches what is needed of the votes cast (yes and no), or of the
    whole electorate where the process says so. Consent: adopted unless an elector votes no or objects.
    Raises ValueError on a ballot or an objection of somebody outside the electorate.
    """
    weights = {elector.key: elector.weight for elector in electors}
    if not ballots.keys() <= weights.keys() or not objections <= weights.keys():
        raise ValueError("a ballot or an objection comes from outside the electorate")
    number, weight = _sums(weights, ballots)
    by_consent = process.method is Method.CONSENT
    noes = {key for key, choice in ballots.items() if choice is Choice.NO}
    against = objections | noes if by_consent else frozenset()
    took_part = len(ballots.keys() | against)
    whole, quorum = sum(weights.values()), quorum_of(process, len(weights))
    basis = whole if process.base is Base.ELECTORATE else weight[Choice.YES] + weight[Choice.NO]
    needed = 1 if by_consent else needed_of(process, basis)
    stopped = bool(against) if by_consent else weight[Choice.YES] < needed
    outcome, reason = _outcome(by_consent, took_part, len(weights), quorum, stopped)
    return Count(
        method=str(process.method),
        electorate=len(weights),
        electorate_weight=whole,
        **{choice.value: number[choice] for choice in Choice},
        **{f"{choice.value}_weight": weight[choice] for choice in Choice},
        turnout=took_part,
        quorum_needed=quorum,
        needed=needed,
        basis=basis,
        objections=len(against),
        outcome=outcome,
        reason=reason,
    )


def _sums(weights: Mapping[str, int], ballots: Mapping[str, Choice]) -> tuple[dict[Choice, int], dict[Choice, int]]:
    """How many ballots, and how many votes, each choice has."""
    number, weight = dict.fromkeys(Choice, 0), dict.fromkeys(Choice, 0)
    for key, choice in ballots.items():
        number[choice] += 1
        weight[choice] += weights[key]
    return number, weight


def _outcome(by_consent: bool, took_part: int, size: int, quorum: int, stopped: bool) -> tuple[Outcome, str]:
    if size == 0 or (took_part == 0 and not by_consent):
        return Outcome.LAPSED, "decisions.nobody_voted"
    if by_consent and stopped:
        return Outcome.REJECTED, "decisions.objected"  # an objection stops it, whether or not enough took part
    if took_part < quorum:
        return Outcome.LAPSED, "decisions.no_quorum"
    if by_consent:
        return Outcome.ADOPTED, "decisions.nobody_objected"
    return (Outcome.REJECTED, "decisions.threshold_missed") if stopped else (Outcome.ADOPTED, "decisions.threshold_met")


def severed(process: Process, objections: Mapping[str, frozenset[str]], severable: frozenset[str]) -> frozenset[str]:
    """The effects (ids) that are taken out: severable ones to which as many members object as the process asks, where
    it lets them. `objections` maps an effect's id to those who object to it."""
    if not process.objections:
        return frozenset()
    enough = max(1, process.objectors)
    return frozenset(effect for effect, keys in objections.items() if effect in severable and len(keys) >= enough)
