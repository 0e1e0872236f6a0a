"""What becomes of one amendment: the votes on it, and whether they carry it (B3)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from plenary.charter.rules.schema import Base, Method, Process, Secrecy
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.counting import needed_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The votes on one amendment, and how many of yes it took."""

    yes: int
    no: int
    abstain: int
    needed: int
    is_carried: bool

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON."""
        return asdict(self)


def decides_amendments(process: Process) -> bool:
    """True where there are ballots on amendments: everywhere but under silence, where nobody casts any, and where it is chosen
    among several, or in secret: the words then stand, but for what the mover accepts."""
    return process.method not in (Method.SILENCE, Method.CHOICE) and process.secrecy is Secrecy.OPEN


def tally(process: Process, votes: Iterable[tuple[Choice, int]]) -> Tally:
    """Count an amendment from the answers of those who voted on it, each with how many votes it counts.

    Majority: carried by the share that the process asks for, of the yes and no cast on it, and of the abstentions too where
    it is a share of those present. There is no quorum of its own, and no second majority. Where one is enough to stop the
    whole (consent, consensus), one no stops an amendment too, and one yes carries it when nobody says no. Nobody's yes
    carries nothing.
    """
    weight = dict.fromkeys((Choice.YES, Choice.NO, Choice.ABSTAIN), 0)
    for choice, votes_of in votes:
        weight[choice] += votes_of
    yes, no = weight[Choice.YES], weight[Choice.NO]
    basis = yes + no + (weight[Choice.ABSTAIN] if process.base is Base.PRESENT else 0)
    needed = needed_of(process, basis) if process.method is Method.MAJORITY else max(1, yes + no)
    is_carried = decides_amendments(process) and yes >= needed
    return Tally(yes=yes, no=no, abstain=weight[Choice.ABSTAIN], needed=needed, is_carried=is_carried)
