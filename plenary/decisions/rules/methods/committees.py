"""Committees from approvals that mirror groups of voters: sequential PAV, and Equal Shares with a stated completion."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Literal

from plenary.decisions.rules.methods.accounts import Account, Tie, UncountableError
from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.filling import Filling
from plenary.decisions.rules.methods.market import Market
from plenary.decisions.rules.methods.phragmen import Loads
from plenary.decisions.rules.methods.profiles import Approved
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.reserved import Reserved
from plenary.decisions.rules.methods.ties import Ties

type Completion = Literal["seq-phragmen", "none"]
"""What becomes of seats that nobody can pay for: filled by sequential Phragmén, or left empty."""


def count_sequential_pav(
    ballots: Approved, seats: int, ties: Ties | None = None, *, reserved: tuple[Reserved, ...] = ()
) -> Account:
    """Fill seats one by one, each with the candidate who adds most, where a ballot gives 1/(1 + its approved who have a seat).

    Each stage `gained_most` names one candidate; its totals are what each candidate without a seat would have added (votes,
    exact), the taken one among them. A candidate whom nobody approves adds 0, and is taken only when all others have seats.
    Ties go by lot. `reserved` are seats kept for groups: who can no longer be chosen is passed over (`filling`). Raises
    UncountableError for no ballots, for seats that are none or more than the candidates, and for reservations that cannot be
    met.

    Source: Thiele, Om Flerfoldsvalg (1895), the addition method; Janson, Phragmén's and Thiele's election methods (2016).
    """
    _check(ballots, seats)
    ties = ties or Ties.in_order(len(ballots.names))
    whole = lcm(*range(1, seats + 1))
    groups = [(ballot, number) for ballot, number in ballots.ballots.items() if ballot]
    groups_of = _groups_of(ballots.names, [ballot for ballot, _ in groups])
    seated = [0] * len(groups)
    gains = {each: whole * sum(groups[group][1] for group in groups_of[each]) for each in range(len(ballots.names))}
    filling = Filling(gains, seats, reserved)
    while filling.is_open:
        for each in filling.pass_over():
            del gains[each]
        taken, tie = _best(gains, ties)
        totals = {each: Fraction(gain, whole) for each, gain in gains.items()}
        filling.seat("gained_most", taken, tie, totals, {"gain": totals[taken]})
        del gains[taken]
        for group in groups_of[taken] if filling.is_open else ():
            seated[group] += 1
            less = groups[group][1] * (whole // seated[group] - whole // (seated[group] + 1))
            for each in groups[group][0]:
                if each in gains:
                    gains[each] -= less
    return _account("seq-pav", ballots, filling)


def count_equal_shares(
    ballots: Approved,
    seats: int,
    ties: Ties | None = None,
    completion: Completion = "seq-phragmen",
    *,
    reserved: tuple[Reserved, ...] = (),
) -> Account:
    """Every ballot holds an equal share of the seats, a seat costs 1; seats are bought where supporters pay the least each.

    Stages `bought`: `facts` are `rho` (what a supporter pays who has it), how many pay it (`in_full`), how many pay all they
    have left because it is less (`with_rest`, together `of_rest`). Then `unaffordable`: `totals` are what the supporters of
    each candidate left have together, less than 1 each. Seats then left are filled one by one by sequential Phragmén
    (`completed`: voters go on earning at one speed until supporters of somebody have 1 together; `facts` has `waited`, what
    each voter has earned since the purchases ended), and by lot from candidates whom nobody approves (`unsupported`); or
    with `completion` none they stay empty, and there are fewer winners than seats. A ballot that approves nobody holds a share
    as all others do. Ties go by lot. Money is exact. `reserved` are seats kept for groups: who can no longer be chosen is
    passed over (`filling`). Raises UncountableError as `count_sequential_pav` does, and for reserved seats with `completion`
    none, where seats may stay empty.

    Source: Peters, Skowron, Proportionality and the Limits of Welfarism (2020), there Rule X, with the completion it states.
    """
    _check(ballots, seats)
    if completion not in ("seq-phragmen", "none"):
        raise UncountableError(gettext_noop("there is no completion %(completion)s"), completion=completion)
    if reserved and completion == "none":
        raise UncountableError(
            gettext_noop("seats can be reserved only where every seat is filled, not with the completion none")
        )
    ties = ties or Ties.in_order(len(ballots.names))
    approvals = {tuple((each, 1) for each in ballot): number for ballot, number in ballots.ballots.items()}
    market = Market([1] * len(ballots.names), approvals, by_cost=False)
    buying = Round(market, Fraction(seats, ballots.total))
    filling = Filling(range(len(ballots.names)), seats, reserved)
    _buy(filling, buying, ties)
    bought = len(filling.elected)
    if filling.is_open:
        filling.tell("unaffordable", tuple(filling.left), totals={each: buying.left_for(each) for each in filling.left})
        if completion == "seq-phragmen":
            _complete(filling, ballots, buying, ties)
    facts = {"endowment": buying.endowment, "completion": completion, "bought": bought}
    return _account("equal-shares", ballots, filling, facts)


def _check(ballots: Approved, seats: int) -> None:
    if not 1 <= seats <= len(ballots.names):
        raise UncountableError(
            gettext_noop("%(seats)s seats cannot be filled from %(candidates)s candidates"),
            seats=seats,
            candidates=len(ballots.names),
        )
    if not ballots.total:
        raise UncountableError(gettext_noop("there are no ballots"))


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


def _buy(filling: Filling, buying: Round, ties: Ties) -> None:
    while filling.is_open:
        buying.let_go(filling.pass_over())
        each = buying.buy(ties)
        if each is None:
            return
        facts = {"rho": each.rate, "in_full": each.in_full, "with_rest": each.with_rest, "of_rest": each.of_rest}
        filling.seat("bought", each.project, each.tie, facts=facts)


def _complete(filling: Filling, ballots: Approved, buying: Round, ties: Ties) -> None:
    """Sequential Phragmén: who has money left carries that much less load; loads may be below 0 at the start."""
    start = {each: -buying.left(each) for each in range(len(ballots.ballots))}
    loads = Loads(ballots.ballots, start, filling.left)
    while filling.is_open and (found := loads.seat(ties)) is not None:
        taken, waited, tie = found
        filling.seat("completed", taken, tie, facts={"waited": waited})
        loads.let_go(filling.pass_over())
    while filling.is_open:
        tie = ties.best(filling.left) if len(filling.left) > 1 else None
        filling.seat("unsupported", tie.taken if tie else filling.left[0], tie)
        filling.pass_over()


def _account(
    method: str, ballots: Approved, filling: Filling, facts: Mapping[str, Fraction | int | str] | None = None
) -> Account:
    return Account(
        method=method,
        names=ballots.names,
        winners=tuple(filling.elected),
        stages=tuple(filling.stages),
        seats=filling.seats,
        ballots=ballots.total,
        unit="votes" if method == "seq-pav" else "money",
        decimals=None,
        facts=facts or {},
    )
