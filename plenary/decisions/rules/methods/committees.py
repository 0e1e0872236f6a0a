"""Committees from approvals that mirror groups of voters: sequential PAV, and Equal Shares with a stated completion."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Literal

from plenary.decisions.rules.methods.accounts import Account, Stage, Tie, UncountableError
from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.market import Market
from plenary.decisions.rules.methods.phragmen import Loads
from plenary.decisions.rules.methods.profiles import Approved
from plenary.decisions.rules.methods.ties import Ties

type Completion = Literal["seq-phragmen", "none"]
"""What becomes of seats that nobody can pay for: filled by sequential Phragmén, or left empty."""


def count_sequential_pav(ballots: Approved, seats: int, ties: Ties | None = None) -> Account:
    """Fill seats one by one, each with the candidate who adds most, where a ballot gives 1/(1 + its approved who have a seat).

    Each stage `gained_most` names one candidate; its totals are what each candidate without a seat would have added (votes,
    exact), the taken one among them. A candidate whom nobody approves adds 0, and is taken only when all others have seats.
    Ties go by lot. Raises UncountableError for no ballots, or for seats that are none or more than the candidates.

    Source: Thiele, Om Flerfoldsvalg (1895), the addition method; Janson, Phragmén's and Thiele's election methods (2016).
    """
    _check(ballots, seats)
    ties = ties or Ties.in_order(len(ballots.names))
    whole = lcm(*range(1, seats + 1))
    groups = [(ballot, number) for ballot, number in ballots.ballots.items() if ballot]
    groups_of = _groups_of(ballots.names, [ballot for ballot, _ in groups])
    seated = [0] * len(groups)
    gains = {each: whole * sum(groups[group][1] for group in groups_of[each]) for each in range(len(ballots.names))}
    stages: list[Stage] = []
    for number in range(1, seats + 1):
        taken, tie = _best(gains, ties)
        totals = {each: Fraction(gain, whole) for each, gain in gains.items()}
        stages.append(_seat(number, "gained_most", (taken, tie), totals, {"gain": totals[taken]}))
        del gains[taken]
        for group in groups_of[taken] if number < seats else ():
            seated[group] += 1
            less = groups[group][1] * (whole // seated[group] - whole // (seated[group] + 1))
            for each in groups[group][0]:
                if each in gains:
                    gains[each] -= less
    return _account("seq-pav", ballots, seats, stages)


def count_equal_shares(
    ballots: Approved, seats: int, ties: Ties | None = None, completion: Completion = "seq-phragmen"
) -> Account:
    """Every ballot holds an equal share of the seats, a seat costs 1; seats are bought where supporters pay the least each.

    Stages `bought`: `facts` are `rho` (what a supporter pays who has it), how many pay it (`in_full`), how many pay all they
    have left because it is less (`with_rest`, together `of_rest`). Then `unaffordable`: `totals` are what the supporters of
    each candidate left have together, less than 1 each. Seats then left are filled one by one by sequential Phragmén
    (`completed`: voters go on earning at one speed until supporters of somebody have 1 together; `facts` has `waited`, what
    each voter has earned since the purchases ended), and by lot from candidates whom nobody approves (`unsupported`); or
    with `completion` none they stay empty, and there are fewer winners than seats. A ballot that approves nobody holds a share
    as all others do. Ties go by lot. Money is exact; raises UncountableError as `count_sequential_pav` does.

    Source: Peters, Skowron, Proportionality and the Limits of Welfarism (2020), there Rule X, with the completion it states.
    """
    _check(ballots, seats)
    if completion not in ("seq-phragmen", "none"):
        raise UncountableError(f"there is no completion {completion!r}")
    ties = ties or Ties.in_order(len(ballots.names))
    approvals = {tuple((each, 1) for each in ballot): number for ballot, number in ballots.ballots.items()}
    market = Market([1] * len(ballots.names), approvals, by_cost=False)
    buying = Round(market, Fraction(seats, ballots.total))
    buying.run(ties)
    stages = _bought(buying)
    if len(stages) < seats:
        stages.append(_unaffordable(buying, len(stages) + 1))
        if completion == "seq-phragmen":
            stages += _completed(ballots, seats, buying, ties)
    facts = {"endowment": buying.endowment, "completion": completion, "bought": len(buying.purchases)}
    return _account("equal-shares", ballots, seats, stages, facts)


def _check(ballots: Approved, seats: int) -> None:
    if not 1 <= seats <= len(ballots.names):
        raise UncountableError(f"{seats} seats cannot be filled from {len(ballots.names)} candidates")
    if not ballots.total:
        raise UncountableError("there are no ballots")


def _groups_of(names: Sequence[str], approved: Sequence[tuple[int, ...]]) -> list[list[int]]:
    groups_of: list[list[int]] = [[] for _ in names]
    for group, ballot in enumerate(approved):
        for each in ballot:
            groups_of[each].append(group)
    return groups_of


def _best(gains: Mapping[int, int], ties: Ties) -> tuple[int, Tie | None]:
    most = max(gains.values())
    tied = [each for each, gain in gains.items() if gain == most]
    tie = ties.best(tied) if len(tied) > 1 else None
    return (tie.taken if tie else tied[0]), tie


def _seat(
    number: int,
    what: str,
    taken: tuple[int, Tie | None],
    totals: Mapping[int, Fraction],
    facts: Mapping[str, Fraction | int],
) -> Stage:
    who, tie = taken
    ties = (tie,) if tie else ()
    return Stage(number=number, what=what, about=(who,), totals=totals, elected=(who,), ties=ties, facts=facts)


def _bought(buying: Round) -> list[Stage]:
    return [
        _seat(
            number,
            "bought",
            (each.project, each.tie),
            {},
            {"rho": each.rate, "in_full": each.in_full, "with_rest": each.with_rest, "of_rest": each.of_rest},
        )
        for number, each in enumerate(buying.purchases, start=1)
    ]


def _unaffordable(buying: Round, number: int) -> Stage:
    left = tuple(buying.left_over())
    return Stage(number=number, what="unaffordable", about=left, totals={each: buying.left_for(each) for each in left})


def _completed(ballots: Approved, seats: int, buying: Round, ties: Ties) -> list[Stage]:
    """Sequential Phragmén: who has money left carries that much less load; loads may be below 0 at the start."""
    candidates, bought = buying.left_over(), len(buying.purchases)
    loads = Loads(ballots.ballots, {each: -buying.left(each) for each in range(len(ballots.ballots))}, candidates)
    stages: list[Stage] = []
    for number in range(bought + 2, seats + 2):
        if (found := loads.seat(ties)) is None:
            break
        taken, waited, tie = found
        stages.append(_seat(number, "completed", (taken, tie), {}, {"waited": waited}))
        candidates.remove(taken)
    for number in range(bought + 2 + len(stages), seats + 2):
        tie = ties.best(candidates) if len(candidates) > 1 else None
        taken = tie.taken if tie else candidates[0]
        stages.append(_seat(number, "unsupported", (taken, tie), {}, {}))
        candidates.remove(taken)
    return stages


def _account(
    method: str,
    ballots: Approved,
    seats: int,
    stages: Sequence[Stage],
    facts: Mapping[str, Fraction | int | str] | None = None,
) -> Account:
    return Account(
        method=method,
        names=ballots.names,
        winners=tuple(each for stage in stages for each in stage.elected),
        stages=tuple(stages),
        seats=seats,
        ballots=ballots.total,
        unit="votes" if method == "seq-pav" else "money",
        decimals=None,
        facts=facts or {},
    )
