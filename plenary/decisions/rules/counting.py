"""Counting: from ballots and objections to a count with its outcome and reason, in exact numbers (B3)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from plenary.charter.rules.schema import Method, Process
from plenary.decisions.rules import quorums
from plenary.decisions.rules.ballots import Choice, Shares, whole
from plenary.decisions.rules.methods.majorities import Reached, least_yes
from plenary.decisions.rules.thresholds import Placed, stands


class Outcome(StrEnum):
    """What became of a proposal that was voted on."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The figures of an outcome. Ballots are counted in `yes`, `no` …; votes in the `_weight`s; a split ballot is counted
    in each answer that it gives.

    `needed` is the least weight of yes that adopts, `basis` the weight that it is a share of; under consent, silence and
    consensus `needed` is the number of electors against it that stops it, and `objections` how many they were. `turnout`
    is how many electors took part, `carried` how many of them through another, `recused` how many stood back and `away`
    how many were away and are not counted. `second` says of what a second majority is needed besides (a value of
    charter.rules.schema.Second; empty: of none); of these so many say yes and no, and of the `second_basis` that says
    either, `second_needed` adopt. `present` is how many were present at the meeting at which it was voted on, or voted, where
    the quorum counts them (None: it counts who took part).
    """

    method: str
    electorate: int
    electorate_weight: int
    yes: int = 0
    no: int = 0
    abstain: int = 0
    support: int = 0
    reservation: int = 0
    aside: int = 0
    block: int = 0
    yes_weight: int = 0
    no_weight: int = 0
    abstain_weight: int = 0
    support_weight: int = 0
    reservation_weight: int = 0
    aside_weight: int = 0
    block_weight: int = 0
    turnout: int
    quorum_needed: int
    needed: int
    basis: int
    objections: int
    carried: int = 0
    recused: int = 0
    away: int = 0
    second: str = ""
    second_yes: int = 0
    second_no: int = 0
    second_needed: int = 0
    second_basis: int = 0
    present: int | None = None
    outcome: Outcome
    reason: str

    @property
    def quorum_met(self) -> bool:
        """True when enough electors took part, or were present where that counts."""
        return (self.turnout if self.present is None else self.present) >= self.quorum_needed

    @property
    def is_weighted(self) -> bool:
        """True when some ballot counts more, or less, than one vote."""
        return self.electorate_weight != self.electorate

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON, of those present only where they count."""
        told = asdict(self) | {"outcome": str(self.outcome)}
        return told if self.present is not None else {key: said for key, said in told.items() if key != "present"}

    @classmethod
    def from_json(cls, figures: Mapping[str, Any]) -> "Count":
        """The count that `to_json` wrote, an earlier version's too."""
        return cls(**{**figures, "outcome": Outcome(figures["outcome"])})


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted while voting is open: all that is told before it closes. `present` are those who are present at a
    meeting, or voted, where they count for the quorum; `by_presence` says that they may, and that it is not told here."""

    electorate: int
    voted: int
    quorum_needed: int
    present: int | None = None
    by_presence: bool = False

    @property
    def missing(self) -> int:
        """How many more must vote, or be present where that counts, for the quorum."""
        return max(0, self.quorum_needed - (self.voted if self.present is None else self.present))


def quorum_of(process: Process, electorate: int) -> int:
    """How many electors must take part: the share of the electorate, rounded up; ballots, not votes. None under silence."""
    return quorums.needed_of(process, electorate)


def turnout(process: Process, electorate: int, voted: int) -> Turnout:
    """Turnout while voting is open; whether those present at a meeting count is not known here, where the process lets them."""
    quorum = quorum_of(process, electorate)
    return Turnout(electorate, voted, quorum, by_presence=process.presence and quorum > 0)


def needed_of(process: Process, basis: int) -> int:
    """The least weight of yes that adopts, of a basis: more than the threshold, or at least it; never none."""
    return least_yes(process.threshold, basis, strictly=process.strictly)


type Ballots = Mapping[str, Choice | Shares]
"""Ballots by the key of their elector: one answer, or the votes that fall on each."""


# Longer: one line for each figure, and for each argument that it is made from.
def count(
    process: Process,
    electors: Iterable[Placed],
    ballots: Ballots,
    objections: frozenset[str] = frozenset(),
    *,
    carried: int = 0,
    recused: int = 0,
    away: int = 0,
    present: frozenset[str] | None = None,
) -> Count:
    """Count the ballots and the objections to the whole (elector keys) of those who are counted, under a frozen process.

    The order of electors and ballots does not matter. Without the quorum a proposal lapses, as it does when nobody voted
    by majority. Majority: adopted when the weight of yes reaches what is needed of the votes cast (yes and no), of these and
    the abstentions, or of the whole electorate, as the process says, and the second majority is reached too where it asks
    for one (`rules.thresholds`). Consent: adopted unless an elector votes no or objects. Silence: adopted
    unless as many object (or said no on a call) as the process asks; no quorum. Consensus: adopted when nobody blocks and
    more support it, with reservations or without, than stand aside. `carried`, `recused` and `away` are told as they are.
    `present` are the electors who were present at the meeting at which it was voted on, where the process counts them: they help
    the quorum as if they had voted, and nothing else (None: it was voted on at none).
    Raises ValueError on a ballot or an objection of somebody outside the electorate.
    """
    places = tuple(electors)
    weights = {place.key: place.weight for place in places}
    if not (ballots.keys() | objections | (present or frozenset())) <= weights.keys():
        raise ValueError("a ballot, an objection or somebody present comes from outside the electorate")
    cast = {key: whole(b, weights[key]) if isinstance(b, Choice) else b for key, b in ballots.items()}
    number, weight = _sums(cast)
    against = _against(process.method, cast, objections)
    attended = quorums.Attended(places, frozenset(cast.keys() | against), present)
    took_part, size = len(attended.acted), len(places)
    first, second = stands(process, places, cast)
    needed = _stops(process) or int(first.needed)
    lacks = quorums.lacks(process, attended)
    outcome, reason = _outcome(process, _Tally(took_part, lacks, size, len(against), needed, weight, first, second))
    return Count(
        method=str(process.method),
        **attended.figures(),
        **_by_choice(number, weight),
        quorum_needed=quorum_of(process, size),
        needed=needed,
        basis=int(first.basis),
        objections=len(against),
        carried=carried,
        recused=recused,
        away=away,
        **_second(process, second),
        outcome=outcome,
        reason=reason,
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """What an outcome is read off."""

    took_part: int
    lacks: str
    size: int
    against: int
    needed: int
    weight: Mapping[Choice, int]
    first: Reached
    second: Reached | None


def _second(process: Process, stand: Reached | None) -> dict[str, Any]:
    """The figures of a second majority; none where none is asked for."""
    if stand is None or process.method is not Method.MAJORITY:
        return {}
    return {
        "second": str(process.second),
        "second_yes": int(stand.sums.yes),
        "second_no": int(stand.sums.no),
        "second_needed": int(stand.needed),
        "second_basis": int(stand.basis),
    }


def _sums(cast: Mapping[str, Shares]) -> tuple[dict[Choice, int], dict[Choice, int]]:
    """How many ballots, and how many votes, each choice has."""
    number, weight = dict.fromkeys(Choice, 0), dict.fromkeys(Choice, 0)
    for shares in cast.values():
        for choice, votes in shares.items():
            number[choice] += votes > 0 or len(shares) == 1
            weight[choice] += votes
    return number, weight


def _by_choice(number: Mapping[Choice, int], weight: Mapping[Choice, int]) -> dict[str, Any]:
    """Ballots and votes by the names that they have in a count."""
    ballots = {choice.value: number[choice] for choice in Choice}
    return ballots | {f"{choice.value}_weight": weight[choice] for choice in Choice}


def _against(method: Method, cast: Mapping[str, Shares], objections: frozenset[str]) -> frozenset[str]:
    """The electors who stand in the way, where few can: those who object, vote no or block."""
    stopping = {Method.CONSENT: Choice.NO, Method.SILENCE: Choice.NO, Method.CONSENSUS: Choice.BLOCK}.get(method)
    if stopping is None:
        return frozenset()
    return objections | {key for key, shares in cast.items() if shares.get(stopping, 0) > 0}


def _stops(process: Process) -> int:
    """How many electors against it stop it, where few can; 0 where votes are weighed against one another."""
    if process.method is Method.MAJORITY:
        return 0
    return max(1, process.objectors) if process.method is Method.SILENCE else 1


def _outcome(process: Process, tally: _Tally) -> tuple[Outcome, str]:
    if tally.size == 0 or (tally.took_part == 0 and process.method in (Method.MAJORITY, Method.CONSENSUS)):
        return Outcome.LAPSED, "decisions.nobody_voted"
    if process.method is not Method.MAJORITY and tally.against >= tally.needed:  # whether or not enough took part
        return Outcome.REJECTED, _STOPPED[process.method]
    if tally.lacks:
        return Outcome.LAPSED, tally.lacks
    if process.method is Method.CONSENSUS and _carrying(tally) <= tally.weight[Choice.ASIDE]:
        return Outcome.REJECTED, "decisions.too_many_aside"
    if process.method is Method.MAJORITY and (missed := _missed(tally)):
        return Outcome.REJECTED, missed
    return Outcome.ADOPTED, _ADOPTED[process.method]


def _missed(tally: _Tally) -> str:
    """Which majority was missed, the first before the second, as a reason; empty where both are reached."""
    if not tally.first.met:
        return "decisions.threshold_missed"
    return "decisions.second_missed" if tally.second and not tally.second.met else ""


_STOPPED = {
    Method.CONSENT: "decisions.objected",
    Method.SILENCE: "decisions.silence_broken",
    Method.CONSENSUS: "decisions.blocked",
}
_ADOPTED = {
    Method.MAJORITY: "decisions.threshold_met",
    Method.CONSENT: "decisions.nobody_objected",
    Method.SILENCE: "decisions.silence_kept",
    Method.CONSENSUS: "decisions.consensus",
}


def _carrying(tally: _Tally) -> int:
    return tally.weight[Choice.SUPPORT] + tally.weight[Choice.RESERVATION]


def severed(process: Process, objections: Mapping[str, frozenset[str]], severable: frozenset[str]) -> frozenset[str]:
    """The effects (ids) that are taken out: severable ones to which as many members object as the process asks, where
    it lets them. `objections` maps an effect's id to those who object to it."""
    if not process.objections:
        return frozenset()
    enough = max(1, process.objectors)
    return frozenset(effect for effect, keys in objections.items() if effect in severable and len(keys) >= enough)
