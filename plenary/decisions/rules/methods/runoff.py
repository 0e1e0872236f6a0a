"""Instant runoff: one winner, by excluding the candidate with fewest votes until one has more than half of what is left.

Stages of an account:

- `first_preferences`: papers by their first preference; `lost` are papers without one.
- `exclusion`: the one in `about` had fewest votes, goes, and passes on all papers. `lost` are those without a next
  preference.
- `remaining`: one candidate is left, without a vote, and is elected for want of another.

Every stage but the last kind has the fact `needed`: how many votes are more than half of those that lie with a candidate.
"""

from plenary.decisions.rules.methods.accounts import Account, Tie
from plenary.decisions.rules.methods.piles import Piles, Steps
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ties import Ties


def count_runoff(ballots: Ranked, ties: Ties | None = None) -> Account:
    """Elect one candidate by instant runoff (the alternative vote; Robert's Rules call it preferential voting).

    Each paper counts for the first of its ranking that still stands. Who has more than half of the votes that lie with a
    candidate is elected; otherwise the one with fewest goes, one at a time. Of two with the same votes the one who had
    fewer at the latest earlier stage at which they differ goes, then the one with the later lot.

    A place with several candidates that stand equal ends a paper, as in `stv.count_scottish`: it counts for nobody from
    there, also where all but one of them have gone. Without a candidate there is no winner.
    """
    piles = Piles.dealt(ballots)
    steps = Steps(piles)
    lost = ballots.total - sum(piles.votes.values())
    winner = run_off(steps, ties or Ties.in_order(len(ballots.names)), "first_preferences", lost=lost)
    winners = () if winner is None else (winner,)
    return Account(
        method="irv",
        names=ballots.names,
        winners=winners,
        stages=tuple(steps.told),
        ballots=ballots.total,
        facts={"valid": ballots.total - lost},
    )


def run_off(steps: Steps, ties: Ties, first: str, about: tuple[int, ...] = (), *, lost: int = 0) -> int | None:
    """Who wins an instant runoff over piles that have been dealt, each stage told: the first under the code `first`, with
    what was `lost` before it; None where nobody stands."""
    piles = steps.piles
    elected = _elected(piles)
    steps.add(first, about, lost=lost, elected=elected, facts={"needed": _needed(piles)})
    while not elected and len(piles.continuing) > 1:
        loser, tie = _loser(piles, ties, steps)
        passed = piles.exclude(loser)
        elected = _elected(piles)
        facts = {"needed": _needed(piles)}
        steps.add("exclusion", (loser,), passed=passed, elected=elected, excluded=(loser,), ties=tie, facts=facts)
    if not elected and piles.continuing:
        elected = tuple(piles.continuing)
        steps.add("remaining", elected, elected=elected)
    return elected[0] if elected else None


def _needed(piles: Piles) -> int:
    return sum(piles.votes.values()) // 2 + 1


def _elected(piles: Piles) -> tuple[int, ...]:
    needed = _needed(piles)
    return tuple(each for each in piles.continuing if piles.votes[each] >= needed)


def _loser(piles: Piles, ties: Ties, steps: Steps) -> tuple[int, tuple[Tie, ...]]:
    fewest = min(piles.votes[each] for each in piles.continuing)
    last = [each for each in piles.continuing if piles.votes[each] == fewest]
    if len(last) == 1:
        return last[0], ()
    tie = ties.worst(last, steps.earlier)
    return tie.taken, (tie,)
