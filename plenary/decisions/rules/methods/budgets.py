"""Budgets: which projects a fixed sum pays for, by most points first, or by Equal Shares."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any, Literal

from plenary.decisions.rules.methods.accounts import Account, Stage, UncountableError
from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.market import Market, Purchase
from plenary.decisions.rules.methods.profiles import Budgeted, Number
from plenary.decisions.rules.methods.raising import raised
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.ties import Ties

type Satisfaction = Literal["cost", "cardinality"]
"""What a project is worth to a voter: its points times its cost (with an approval: its cost), or its points alone."""

type Completion = Literal["increment", "greedy", "increment-greedy", "none"]
"""What is done with money that Equal Shares leaves: raise endowments, take the rest by most points first, both, or nothing."""


def count_greedy(ballots: Budgeted, ties: Ties | None = None) -> Account:
    """Take projects by points, most first, each that still fits into what is left; whatever does not fit is passed over.

    Stages: `taken`, or `passed_over`, with `reason` `cost` (it costs more than was left) or `no_support` (nobody gave it a
    point, and so it is never taken); all have `points`, `cost`, and `left`, the money left afterwards. Totals are the points
    of those not yet decided on. Where projects with as many points do not all fit, the lot says which is tried first; where they
    do, nothing hangs on it and no tie is told. Facts of the account: `budget`, `spent`, and each project's `costs` and `points`.
    Raises UncountableError for a cost below 0, a budget not above 0, points below 0, or no ballots.

    Source: the rule `greedy` of the Pabulib format (Faliszewski et al., Participatory Budgeting: Data, Tools, and Analysis,
    2023).
    """
    _check(ballots)
    ties = ties or Ties.in_order(len(ballots.names))
    stages = _greedy(ballots, ties, _points(ballots), ballots.budget, 0)
    return _account("greedy-budget", ballots, stages, {})


def step_of(budget: int, voters: int) -> int:
    """By how much money for each voter an endowment is raised where a budget is told in minor units: a hundredth part of the
    first one, rounded down, and at least 1, so that it takes no more raises than a budget in whole units."""
    return max(1, budget // max(1, voters) // 100)


def count_equal_shares_budget(
    ballots: Budgeted,
    ties: Ties | None = None,
    satisfaction: Satisfaction = "cost",
    completion: Completion = "increment",
    increment: Number = 1,
) -> Account:
    """Every ballot holds an equal part of the budget; projects are bought where supporters pay least for what it gives them.

    With `completion` increment the count is done again with an endowment raised by `increment` (money, for each voter), and
    again, until the next would spend more than the budget or no project that somebody supports fits into what is left; the
    last outcome within the budget stands. With greedy what is left then goes as in `count_greedy`, its points counted whole;
    increment-greedy does both. Only ballots with points support; one without holds its part of the budget as all others do.

    First stage `endowed`: `endowment` each, `first` before it was raised, `raises` how often it was, and `stopped`, why no
    more: `exhausted`, `over_budget` or `not_asked`. Then `bought`: `rho` (money for a unit of utility), `share` (money for
    each point, of those who have it: `in_full` many), `with_rest` voters who pay all they have left as it is less, together
    `of_rest`, and `cost` and `left` of the budget. Then `unaffordable`: totals are what the supporters of each project left
    have together. Ties go by lot. Money is exact; raises UncountableError as `count_greedy` does, and for an increment not
    above 0.

    Source: Peters, Pierczyński, Skowron, Proportional Participatory Budgeting with Additive Utilities (2021); the raising is
    the completion Add1 of equalshares.net.
    """
    _check(ballots)
    if satisfaction not in ("cost", "cardinality") or completion not in (
        "increment",
        "greedy",
        "increment-greedy",
        "none",
    ):
        raise UncountableError(
            gettext_noop("there is no satisfaction %(satisfaction)s with completion %(completion)s"),
            satisfaction=satisfaction,
            completion=completion,
        )
    if increment <= 0:
        raise UncountableError(gettext_noop("an increment is above 0"))
    ties = ties or Ties.in_order(len(ballots.names))
    market = Market(ballots.costs, ballots.ballots, by_cost=satisfaction == "cost")
    first = Fraction(ballots.budget) / ballots.total
    if completion.startswith("increment"):
        buying, facts = raised(market, ballots.budget, first, Fraction(increment), ties)
    else:
        buying, facts = Round(market, first), {"raises": 0, "stopped": "not_asked"}
        buying.run(ties)
    facts = {"endowment": buying.endowment, "first": first, **facts}
    stages = [Stage(number=1, what="endowed", facts=facts), *_bought(ballots, buying)]
    stages.append(_unaffordable(buying, len(stages) + 1))
    if completion.endswith("greedy"):
        left = {each: points for each, points in _points(ballots).items() if each in stages[-1].about}
        stages += _greedy(ballots, ties, left, ballots.budget - buying.spent, len(stages))
    told = {"increment": increment} if completion.startswith("increment") else {}
    facts = {**facts, "satisfaction": satisfaction, "completion": completion, **told}
    return _account("equal-shares", ballots, stages, facts)


def _check(ballots: Budgeted) -> None:
    if not ballots.total:
        raise UncountableError(gettext_noop("there are no ballots"))
    if ballots.budget <= 0:
        raise UncountableError(gettext_noop("a budget is above 0"))
    if min(ballots.costs, default=0) < 0:
        raise UncountableError(gettext_noop("a project costs less than 0"))
    if any(points < 0 for _, points in set(chain.from_iterable(ballots.ballots))):
        raise UncountableError(gettext_noop("a ballot gives points below 0"))


def _points(ballots: Budgeted) -> dict[int, int]:
    points = dict.fromkeys(range(len(ballots.names)), 0)
    for ballot, number in ballots.ballots.items():
        for project, given in ballot:
            points[project] += given * number
    return points


def _greedy(ballots: Budgeted, ties: Ties, points: Mapping[int, int], left: Number, before: int) -> list[Stage]:
    """Stages from the one after `before` on, for projects with their points."""
    stages: list[Stage] = []
    waiting = dict(points)
    while waiting:
        most = max(waiting.values())
        equal = [each for each in waiting if waiting[each] == most]
        fitting = [each for each in equal if most and ballots.costs[each] <= left]
        tie = ties.best(fitting) if sum(ballots.costs[each] for each in fitting) > left else None
        if fitting and tie is None:
            fitting = [each for each in ties.lots if each in fitting]
        tried = tie.taken if tie and len(fitting) > 1 else (fitting or equal)[0]
        cost, is_taken = ballots.costs[tried], tried in fitting
        left -= cost if is_taken else 0
        del waiting[tried]
        why: dict[str, str] = {} if is_taken else {"reason": "cost" if most else "no_support"}
        stages.append(
            Stage(
                number=before + len(stages) + 1,
                what="taken" if is_taken else "passed_over",
                about=(tried,),
                totals=dict(waiting),
                elected=(tried,) if is_taken else (),
                excluded=() if is_taken else (tried,),
                ties=(tie,) if tie else (),
                facts={"points": most, "cost": cost, "left": left, **why},
            )
        )
    return stages


def _bought(ballots: Budgeted, buying: Round) -> Iterable[Stage]:
    left = ballots.budget
    for number, each in enumerate(buying.purchases, start=2):
        left -= ballots.costs[each.project]
        yield Stage(
            number=number,
            what="bought",
            about=(each.project,),
            elected=(each.project,),
            ties=(each.tie,) if each.tie else (),
            facts={**_paid(each), "cost": ballots.costs[each.project], "left": left},
        )


def _paid(each: Purchase) -> dict[str, Number]:
    return {
        "rho": each.rate,
        "share": each.share,
        "in_full": each.in_full,
        "with_rest": each.with_rest,
        "of_rest": each.of_rest,
    }


def _unaffordable(buying: Round, number: int) -> Stage:
    left = tuple(buying.left_over())
    return Stage(number=number, what="unaffordable", about=left, totals={each: buying.left_for(each) for each in left})


def _account(method: str, ballots: Budgeted, stages: Sequence[Stage], facts: Mapping[str, Any]) -> Account:
    winners = tuple(each for stage in stages for each in stage.elected)
    spent = sum((ballots.costs[each] for each in winners), start=0)
    return Account(
        method=method,
        names=ballots.names,
        winners=winners,
        stages=tuple(stages),
        seats=len(winners),
        ballots=ballots.total,
        unit="points" if method == "greedy-budget" else "money",
        decimals=0 if method == "greedy-budget" else None,
        facts={
            "budget": ballots.budget,
            "spent": spent,
            "costs": ballots.costs,
            "points": tuple(_points(ballots).values()),
            **facts,
        },
    )
