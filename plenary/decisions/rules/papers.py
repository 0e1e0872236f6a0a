"""Counting what came out of sealed envelopes: votes of yes, no and neither that lead to no elector (B3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from plenary.charter.rules.schema import Process
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.counting import Count, Outcome, count, quorum_of


@dataclass(frozen=True, slots=True)
class _Unit:
    """One vote of an electorate, whoever's."""

    key: str
    weight: int = 1
    region: str = ""


def count_papers(
    process: Process,
    papers: Sequence[Choice],
    *,
    electors: int,
    weight: int,
    took_part: int,
    recused: int,
    away: int,
    present: int | None = None,
) -> Count:
    """The count of a secret vote by majority: as `counting.count`, with one paper a vote, so that a ballot that counts several
    times is as many papers. Ballots cannot be told from votes here; the quorum goes by electors all the same.

    `electors` and `weight` are those that are counted and all their votes; `took_part` is how many of them cast a ballot,
    `present` how many did or were present, where the quorum counts them. Raises ValueError when there are more papers than votes.
    """
    if len(papers) > weight:
        raise ValueError(f"{len(papers)} papers, and {weight} votes")
    units = [_Unit(str(place)) for place in range(weight)]
    votes = {unit.key: paper for unit, paper in zip(units, papers, strict=False)}
    found = count(replace(process, quorum=Fraction(0)), units, votes, recused=recused, away=away)
    quorum = quorum_of(process, electors)
    lapses = (took_part if present is None else present) < quorum and found.reason != "decisions.nobody_voted"
    return replace(
        found,
        electorate=electors,
        electorate_weight=weight,
        turnout=took_part,
        quorum_needed=quorum,
        present=present,
        outcome=Outcome.LAPSED if lapses else found.outcome,
        reason="decisions.no_quorum" if lapses else found.reason,
    )
