"""Counting what came out of sealed envelopes: votes of yes, no and neither that lead to no elector (B3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from plenary.charter.rules.schema import Process
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.counting import Count, Outcome, count, quorum_of
from plenary.decisions.rules.quorums import RULES, Attended, lacks


@dataclass(frozen=True, slots=True)
class _Unit:
    """One vote of an electorate, whoever's."""

    key: str
    weight: int = 1
    region: str = ""


def count_papers(process: Process, papers: Sequence[Choice], *, attended: Attended, recused: int, away: int) -> Count:
    """The count of a secret vote by majority: as `counting.count`, with one paper a vote, so that a ballot that counts several
    times is as many papers. Ballots cannot be told from votes here; the quorum goes by electors all the same: `attended` are
    those who are counted, and who of them cast a ballot or were present. Raises ValueError when there are more papers than votes.
    """
    weight = sum(place.weight for place in attended.places)
    if len(papers) > weight:
        raise ValueError(f"{len(papers)} papers, and {weight} votes")
    units = [_Unit(str(place)) for place in range(weight)]
    votes = {unit.key: paper for unit, paper in zip(units, papers, strict=False)}
    nobody: dict[str, Any] = dict.fromkeys(RULES, Fraction(0))
    found = count(replace(process, **nobody), units, votes, recused=recused, away=away)
    lacking = lacks(process, attended) if found.reason != "decisions.nobody_voted" else ""
    return replace(
        found,
        **attended.figures(),
        quorum_needed=quorum_of(process, len(attended.places)),
        outcome=Outcome.LAPSED if lacking else found.outcome,
        reason=lacking or found.reason,
    )
