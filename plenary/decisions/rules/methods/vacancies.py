"""Vacancies: who takes the seat of one that left, by counting the papers that elected that one again.

The rule is the countback of Hare-Clark elections, in use in Tasmania since 1918 (Electoral Act 2004 (Tas), section 231 and
Schedule 6) and in the Australian Capital Territory (Electoral Act 1992 (ACT), Schedule 4, Part 4.3), on top of a count by
`stv.count_scottish`.

Stages of an account, all in votes of up to five decimal places:

- `countback`: the papers that lay with the one in `about` at the end of the count, each at the value that stayed there, by
  their first preference among those who can take the seat. `lost` is what names none of them.
- `exclusion` and `remaining`: as in `runoff`.

Its known weakness: the rest of the voters have no say, and the fewer preferences the papers go on with, the fewer decide.
Where a group put up no more candidates than it won seats, its seat falls to others or stays empty. In a small vote the
papers of one pile may be so few that their totals tell who wrote them.
"""

from dataclasses import replace

from plenary.decisions.rules.methods.accounts import Account, UncountableError
from plenary.decisions.rules.methods.piles import Piles, Steps
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.reserved import Reserved, Watch
from plenary.decisions.rules.methods.runoff import run_off
from plenary.decisions.rules.methods.stv import counted_scottish
from plenary.decisions.rules.methods.ties import Ties


def countback(
    ballots: Ranked,
    seats: int,
    left: frozenset[int],
    elected: tuple[int, ...],
    ties: Ties | None = None,
    *,
    reserved: tuple[Reserved, ...] = (),
) -> Account:
    """Fill one vacant seat: an instant runoff over the papers of the one who left, among those who were not elected.

    `ballots`, `seats` and `ties` are those of the count, `elected` its winners in any order. `left` holds the one of them
    whose seat is vacant, and of the others all who do not take it: who declines, who has since taken another seat. Where
    the successor leaves too, the same seat is counted again with that one in `left` as well; several vacancies are filled
    one after another.

    A paper whose surplus was passed on counts here at the value that it kept (its value less what went on), any other at
    the value at which it was received. It goes to the highest of its ranking who can take the seat, whether this one stands
    there before or after the one who left. Who was excluded in the count stands again.

    `reserved` are the reservations of the count. With whom those who stay seated would not meet them, cannot take the seat:
    the fact `doomed` of the first stage has these candidates, with the codes of the reservations that decide it.

    Nobody wins where no paper names one who can take the seat. Raises `UncountableError` where `elected` are not the
    winners of that count, or not exactly one of them left, and when nobody who can take the seat meets the reservations.
    """
    lots = ties or Ties.in_order(len(ballots.names))
    count, counted = counted_scottish(ballots, seats, lots, reserved=reserved)
    if sorted(elected) != sorted(count.winners):
        raise UncountableError(gettext_noop("those who are said to be elected are not the winners of this count"))
    vacated = left.intersection(elected)
    if len(vacated) != 1:
        raise UncountableError(
            gettext_noop("exactly one of the elected must have left: vacancies are filled one by one")
        )
    (vacant,) = vacated
    able = set(ballots.standing) - left - set(elected)
    doomed = _doomed(reserved, frozenset(elected) - left, able)
    steps, papers = _dealt_again(counted, vacant, able - set(doomed))
    held = sum(value * number for value, heap in counted.held(vacant).items() for _, number in heap)
    lost = held - sum(steps.piles.votes.values())
    winner = _winner(steps, lots, vacant, lost)
    if doomed:
        steps.told[0] = replace(steps.told[0], facts={**steps.told[0].facts, "doomed": doomed})
    return Account(
        method="countback",
        names=ballots.names,
        winners=() if winner is None else (winner,),
        stages=tuple(steps.told),
        ballots=papers,
        decimals=5,
        facts={"vacated_by": vacant, "held": steps.votes(held)},
    )


def _doomed(reserved: tuple[Reserved, ...], elected: frozenset[int], able: set[int]) -> dict[int, tuple[str, ...]]:
    """Who may not take the seat, with the reservations that decide it."""
    if not reserved:
        return {}
    watch = Watch(reserved=reserved, elected=elected, continuing=frozenset(able), left=1)
    return {each: watch.why_goes(each) for each in watch.must_go()}


def _dealt_again(counted: Piles, vacant: int, able: set[int]) -> tuple[Steps, int]:
    heaps = counted.held(vacant)
    return Steps(counted.dealt_again(heaps, able)), sum(number for heap in heaps.values() for _, number in heap)


def _winner(steps: Steps, ties: Ties, vacant: int, lost: int) -> int | None:
    if any(steps.piles.votes.values()):
        return run_off(steps, ties, "countback", (vacant,), lost=lost)
    steps.add("countback", (vacant,), lost=lost)
    return None
