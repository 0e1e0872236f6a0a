"""Equal Shares where nearly nobody votes as another: each is a voter then, and what is bought stays the same."""

from dataclasses import replace
from random import Random

from plenary.decisions.rules.methods.budgets import count_equal_shares_budget
from plenary.decisions.rules.methods.market import Market
from plenary.decisions.rules.methods.profiles import Budgeted

PROJECTS = 20


def drawn(voters: int) -> Budgeted:
    random = Random(5)  # noqa: S311  # the same each time
    parts = [random.randint(10, 300) for _project in range(PROJECTS)]
    ballots: dict[tuple[tuple[int, int], ...], int] = {}
    for _voter in range(voters):
        liked = {int(PROJECTS * random.random() ** 1.5) for _like in range(random.randint(3, 9))}
        ballot = tuple((project, 1) for project in sorted(liked))
        ballots[ballot] = ballots.get(ballot, 0) + 1
    costs = tuple(60 * voters * part // sum(parts) for part in parts)
    names = tuple(f"Project {project + 1}" for project in range(PROJECTS))
    return Budgeted(names=names, costs=costs, budget=20 * voters, ballots=ballots)


def times(number: int, ballots: Budgeted) -> Budgeted:
    """The same with each ballot cast so many times, for as many times the money."""
    return replace(
        ballots,
        costs=tuple(number * cost for cost in ballots.costs),
        budget=number * ballots.budget,
        ballots={ballot: number * those for ballot, those in ballots.ballots.items()},
    )


def test_voters_taken_apart_buy_what_they_buy_together() -> None:
    ballots = drawn(2_400)
    twice = times(2, ballots)
    apart, together = (Market(each.costs, each.ballots, by_cost=True) for each in (ballots, twice))
    assert apart.is_single
    assert not together.is_single
    assert len(ballots.ballots) < len(apart.items) == ballots.total
    assert len(together.items) == len(ballots.ballots)
    assert [2 * each for each in apart.support] == together.support
    one, two = count_equal_shares_budget(ballots), count_equal_shares_budget(twice)
    assert one.winners == two.winners
    assert one.stages[0] == two.stages[0]
    paid = [(each.facts["share"], 2 * each.facts["in_full"], 2 * each.facts["of_rest"]) for each in one.stages[1:-1]]
    assert paid == [(each.facts["share"], each.facts["in_full"], each.facts["of_rest"]) for each in two.stages[1:-1]]
    assert {each: 2 * money for each, money in one.stages[-1].totals.items()} == two.stages[-1].totals
