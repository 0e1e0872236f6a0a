"""Budgets: against hand counts, a slow count of the definition, and what each method promises."""

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import chain
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Account, Tie, UncountableError
from plenary.decisions.rules.methods.budgets import count_equal_shares_budget, count_greedy, step_of
from plenary.decisions.rules.methods.equal_shares import Round
from plenary.decisions.rules.methods.market import Market
from plenary.decisions.rules.methods.profiles import Budgeted
from plenary.decisions.rules.methods.ties import Ties

NAMES = "abcdefgh"
METHODS = (count_greedy, count_equal_shares_budget)


def budgeted(costs: Iterable[int], budget: int, text: str) -> Budgeted:
    """Ballots from `3 ab, 2 c`: how many approve which; a letter said twice gives two points."""
    costs, ballots = tuple(costs), Counter()
    for each in text.split(", "):
        number, _, names = each.partition(" ")
        ballots[tuple(sorted((NAMES.index(name), points) for name, points in Counter(names).items()))] += int(number)
    return Budgeted(names=tuple(NAMES[: len(costs)]), costs=costs, budget=budget, ballots=ballots)


@st.composite
def budgets(draw: st.DrawFn, points: int = 3) -> Budgeted:
    """Few projects and voters, small numbers, so that ties and prices paid to the last cent come often."""
    size = draw(st.integers(1, 5))
    one = st.dictionaries(st.integers(0, size - 1), st.integers(0, points)).map(
        lambda each: tuple(sorted(each.items()))
    )
    ballots = draw(st.dictionaries(one, st.integers(1, 3), min_size=1, max_size=6))
    costs = tuple(draw(st.lists(st.integers(0, 12), min_size=size, max_size=size)))
    return Budgeted(names=tuple(NAMES[:size]), costs=costs, budget=draw(st.integers(1, 24)), ballots=ballots)


def steps(account: Account) -> list[tuple[str, int]]:
    return [(stage.what, each) for stage in account.stages for each in stage.about]


def test_greedy_says_of_each_project_why():
    account = count_greedy(budgeted([60, 50, 40, 10], 100, "5 ab, 2 ac, 1 b"))
    assert steps(account) == [("taken", 0), ("passed_over", 1), ("taken", 2), ("passed_over", 3)]
    assert [stage.facts for stage in account.stages] == [
        {"points": 7, "cost": 60, "left": 40},
        {"points": 6, "cost": 50, "left": 40, "reason": "cost"},
        {"points": 2, "cost": 40, "left": 0},
        {"points": 0, "cost": 10, "left": 0, "reason": "no_support"},
    ]
    assert account.winning_names == ("a", "c")
    assert account.facts == {"budget": 100, "spent": 100, "costs": (60, 50, 40, 10), "points": (7, 6, 2, 0)}


@pytest.mark.parametrize(("budget", "ties"), [(9, 1), (10, 0)])
def test_greedy_tells_a_tie_where_something_hangs_on_it(budget: int, ties: int):
    account = count_greedy(budgeted([4, 6, 1], budget, "2 ab, 1 c"), Ties((1, 0, 2)))
    assert [stage.ties for stage in account.stages if stage.ties] == [(Tie(among=(0, 1), taken=1, by="lot"),)] * ties
    assert account.winners == ((1, 2) if ties else (1, 0))


def test_greedy_counts_points():
    assert count_greedy(budgeted([1, 1], 1, "2 a, 1 bbb")).winning_names == ("b",)


def test_equal_shares_by_hand():
    # 10 voters, 10 each. a: 6 pay 9 each; then b: 4 of them have 1 left, c: 4 have 40 for 30
    account = count_equal_shares_budget(budgeted([54, 40, 30], 100, "4 ab, 2 a, 4 c"), completion="none")
    assert [stage.what for stage in account.stages] == ["endowed", "bought", "bought", "unaffordable"]
    assert account.stages[1].facts == {
        "rho": Fraction(1, 6),
        "share": 9,
        "in_full": 6,
        "with_rest": 0,
        "of_rest": 0,
        "cost": 54,
        "left": 46,
    }
    assert account.stages[2].facts["share"] == Fraction(15, 2)
    assert account.stages[3].totals == {1: 4}
    assert account.winning_names == ("a", "c")


def test_equal_shares_by_cardinality_prefers_cheap_projects():
    ballots = budgeted([60, 12], 60, "3 ab, 2 a, 1 b")
    assert steps(count_equal_shares_budget(ballots, satisfaction="cost", completion="none"))[0] == ("bought", 1)
    assert count_equal_shares_budget(budgeted([40, 10], 60, "5 ab, 1 a"), completion="none").winners == (0, 1)
    cheap = count_equal_shares_budget(
        budgeted([40, 10], 60, "5 ab, 1 a"), satisfaction="cardinality", completion="none"
    )
    assert cheap.winners == (1, 0)
    assert [stage.facts["rho"] for stage in cheap.stages[1:3]] == [2, Fraction(20, 3)]


def test_endowments_are_raised_as_far_as_the_budget_bears():
    # 5 voters, 8 each: b is paid, and c (24) would fit, but its one supporter has it only at 24; at 15 each a is paid too: 45
    account = count_equal_shares_budget(budgeted([30, 15, 24], 40, "2 a, 2 b, 1 c"))
    assert account.winning_names == ("b",)
    assert account.stages[0].facts == {"endowment": 14, "first": 8, "raises": 6, "stopped": "over_budget"}
    less = count_equal_shares_budget(budgeted([24, 15], 40, "2 a, 2 b"))
    assert less.stages[0].facts == {"endowment": 12, "first": 10, "raises": 2, "stopped": "exhausted"}
    assert less.winning_names == ("a", "b")
    wide = count_equal_shares_budget(budgeted([24, 15], 40, "2 a, 2 b"), increment=Fraction(3, 2))
    assert wide.stages[0].facts == {"endowment": 13, "first": 10, "raises": 2, "stopped": "exhausted"}


def test_raises_that_change_nothing_are_not_counted_out():
    # as above, in millions: 7 million raises by 1 would take hours one by one
    account = count_equal_shares_budget(budgeted([30_000_000, 15_000_000, 24_000_000], 40_000_000, "2 a, 2 b, 1 c"))
    assert account.winning_names == ("b",)
    assert account.stages[0].facts == {
        "endowment": 14_999_999,
        "first": 8_000_000,
        "raises": 6_999_999,
        "stopped": "over_budget",
    }


def test_what_is_left_goes_by_most_points():
    account = count_equal_shares_budget(budgeted([30, 15, 21, 9], 60, "1 a, 2 b, 1 cd"), completion="greedy")
    assert steps(account)[:2] == [("bought", 1), ("bought", 3)]
    assert steps(account)[-2:] == [("taken", 0), ("passed_over", 2)]
    assert account.stages[-2].ties == (Tie(among=(0, 2), taken=0, by="lot"),)
    assert account.stages[-1].facts == {"points": 1, "cost": 21, "left": 6, "reason": "cost"}
    assert account.winners == (1, 3, 0)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "ballots",
    [
        budgeted([1], 1, "0 a"),
        budgeted([1], 0, "1 a"),
        budgeted([-1], 1, "1 a"),
        Budgeted(names=("a",), costs=(1,), budget=1, ballots={((0, -1),): 1}),
    ],
)
def test_what_cannot_be_counted_is_refused(method: Callable[..., Account], ballots: Budgeted):
    with pytest.raises(UncountableError):
        method(ballots)


@pytest.mark.parametrize("asked", [{"increment": 0}, {"satisfaction": "x"}, {"completion": "x"}])
def test_what_is_not_done_is_refused(asked: dict[str, object]):
    with pytest.raises(UncountableError):
        count_equal_shares_budget(budgeted([1], 1, "1 a"), **asked)


@pytest.mark.parametrize("method", METHODS)
def test_what_costs_nothing_is_taken(method: Callable[..., Account]):
    assert method(budgeted([0], 1, "1 a")).winners == (0,)


@pytest.mark.parametrize("method", METHODS)
def test_no_points_are_no_support(method: Callable[..., Account]):
    ballots = Budgeted(names=("a", "b"), costs=(5, 5), budget=10, ballots={((0, 0), (1, 1)): 2})
    assert method(ballots).winners == (1,)


@pytest.mark.parametrize(
    ("budget", "voters", "step"), [(1_000_00, 10, 100), (1_000_00, 3, 333), (999, 10, 1), (5, 10, 1), (50_000, 0, 500)]
)
def test_an_endowment_is_raised_by_a_hundredth_part_and_by_one_at_least(budget: int, voters: int, step: int):
    assert step_of(budget, voters) == step


def slowly(ballots: Budgeted, endowment: Fraction, by_cost: bool) -> list[tuple[int, Fraction]]:
    """Equal Shares as it is defined, voter by voter: projects with their price for a point; the first of the list in a tie."""
    voters = [dict(ballot) for ballot, number in ballots.ballots.items() for _ in range(number)]
    money, bought = [endowment] * len(voters), []
    while True:
        offers = []
        for project, cost in enumerate(ballots.costs):
            given = [voter for voter, ballot in enumerate(voters) if ballot.get(project)]
            if any(project == each for each, _ in bought) or not given or sum(money[v] for v in given) < cost:
                continue
            given.sort(key=lambda voter: money[voter] / voters[voter][project])
            rest, points = Fraction(cost), sum(voters[voter][project] for voter in given)
            for voter in given:
                if money[voter] * points >= rest * voters[voter][project]:
                    break
                rest, points = rest - money[voter], points - voters[voter][project]
            offers.append((rest / points / (cost if by_cost and cost else 1), project, rest / points))
        if not offers:
            return bought
        _, project, price = min(offers)
        bought.append((project, price))
        money = [each - min(each, price * voters[v].get(project, 0)) for v, each in enumerate(money)]


@settings(max_examples=300, deadline=None)
@given(ballots=budgets(), by_cost=st.booleans())
def test_equal_shares_is_as_defined(ballots: Budgeted, by_cost: bool):
    endowment = Fraction(ballots.budget, ballots.total)
    account = count_equal_shares_budget(ballots, satisfaction="cost" if by_cost else "cardinality", completion="none")
    found = [(stage.about[0], stage.facts["share"]) for stage in account.stages if stage.what == "bought"]
    assert found == slowly(ballots, endowment, by_cost)


def test_equal_shares_is_as_defined_where_many_run_out_of_money():
    """So many that a price, once those who have less are left out, leaves out others again."""
    for seed in range(80):
        random = Random(seed)  # noqa: S311  # the same each time
        projects = random.randint(4, 14)
        drawn = (random.sample(range(projects), random.randint(1, projects)) for _ in range(random.choice((8, 30, 80))))
        ballots = Counter(tuple((each, random.choice((1, 1, 2))) for each in sorted(liked)) for liked in drawn)
        costs = tuple(random.choice((1, random.randint(1, 9), random.randint(1, 60))) for _ in range(projects))
        names = tuple(map(str, range(projects)))
        given_ballots = Budgeted(names=names, costs=costs, budget=random.randint(20, 200), ballots=ballots)
        account = count_equal_shares_budget(given_ballots, completion="none")
        found = [(stage.about[0], stage.facts["share"]) for stage in account.stages if stage.what == "bought"]
        assert found == slowly(given_ballots, Fraction(given_ballots.budget, ballots.total()), by_cost=True), seed


@settings(max_examples=100, deadline=None)
@given(ballots=budgets(), by_cost=st.booleans(), increment=st.sampled_from([Fraction(1, 3), 1, 2]))
def test_raising_is_as_defined(ballots: Budgeted, by_cost: bool, increment: int):
    endowment, kept = Fraction(ballots.budget, ballots.total), []
    supported = {project for ballot in ballots.ballots for project, points in ballot if points}
    while True:
        tried = [project for project, _ in slowly(ballots, endowment, by_cost)]
        left = ballots.budget - sum(ballots.costs[each] for each in tried)
        if left < 0:
            break
        kept, endowment = tried, endowment + increment
        if not any(ballots.costs[each] <= left for each in supported - set(tried)):
            break
    account = count_equal_shares_budget(ballots, satisfaction="cost" if by_cost else "cardinality", increment=increment)
    assert list(account.winners) == kept
    assert account.facts["endowment"] == endowment - increment


@settings(max_examples=150, deadline=None)
@given(ballots=budgets(), by_cost=st.booleans())
def test_no_voter_pays_more_than_the_endowment_and_all_is_paid(ballots: Budgeted, by_cost: bool):
    market = Market(ballots.costs, ballots.ballots, by_cost=by_cost)
    done = Round(market, Fraction(ballots.budget, ballots.total))
    done.run(Ties.in_order(len(ballots.costs)))
    left = [done.left(voter) for voter in range(len(ballots.ballots))]
    assert min(left) >= 0
    assert sum((done.endowment - each) * n for each, n in zip(left, market.numbers, strict=True)) == done.spent
    for each in done.purchases:
        points = [dict(ballot).get(each.project, 0) for ballot in ballots.ballots]
        assert each.in_full + each.with_rest <= sum(n for n, p in zip(market.numbers, points, strict=True) if p)


@pytest.mark.parametrize("completion", ["none", "greedy", "increment", "increment-greedy"])
@settings(max_examples=60, deadline=None)
@given(ballots=budgets(), data=st.data())
def test_names_and_order_of_ballots_do_not_matter_and_the_budget_is_kept(completion: str, ballots: Budgeted, data):
    turned = dict(data.draw(st.permutations(list(ballots.ballots.items()))))
    to = data.draw(st.permutations(range(len(ballots.names))))
    places = [to.index(each) for each in range(len(to))]
    renamed = Budgeted(
        names=tuple(ballots.names[each] for each in places),
        costs=tuple(ballots.costs[each] for each in places),
        budget=ballots.budget,
        ballots={tuple(sorted((to[each], p) for each, p in ballot)): n for ballot, n in ballots.ballots.items()},
    )
    reordered = Budgeted(names=ballots.names, costs=ballots.costs, budget=ballots.budget, ballots=turned)
    for method in (count_greedy, lambda *of: count_equal_shares_budget(*of, completion=completion)):
        account = method(ballots)
        assert account.facts["spent"] <= ballots.budget
        assert method(reordered) == account
        assert method(renamed, Ties(tuple(to))).winners == tuple(to[each] for each in account.winners)


@settings(max_examples=60, deadline=None)
@given(ballots=budgets())
def test_greedy_leaves_nothing_that_fits_and_has_support(ballots: Budgeted):
    account = count_greedy(ballots)
    supported = {project for ballot in ballots.ballots for project, points in ballot if points}
    left = ballots.budget - account.facts["spent"]
    assert [each for each in supported - set(account.winners) if ballots.costs[each] <= left] == []
    assert sorted(chain.from_iterable(stage.about for stage in account.stages)) == list(range(len(ballots.names)))
