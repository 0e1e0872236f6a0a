"""How the count of a budget is told: parts of the budget and their raises, amounts as money, columns by what stands in them."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from plenary.charter.rules.schema import Completion, Counting
from plenary.decisions.rules.methods.budgets import Completion as Way
from plenary.decisions.rules.methods.budgets import count_equal_shares_budget
from plenary.decisions.rules.methods.profiles import Budgeted, Number, Ranked
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.shown.account_money import amount_in_words
from plenary.decisions.shown.account_stages import stages_shown
from plenary.decisions.shown.account_text import account_as_text
from plenary.decisions.tests import choosing
from plenary.decisions.tests.outcomes import BUYS, RANKS, client_of, get, house_of, voted

RAISED = (
    "Each ballot first holds an equal part of the budget: 25. So that more can be paid for, it was raised %s. All parts "
    "together are then more than the budget; what they pay for is not. "
)


def budget(costs: tuple[int, ...], total: int, *ballots: tuple[int, ...]) -> Budgeted:
    """A budget whose ballots each approve some projects."""
    given: dict[tuple[tuple[int, int], ...], int] = {}
    for ballot in ballots:
        told = tuple((each, 1) for each in ballot)
        given[told] = given.get(told, 0) + 1
    return Budgeted(names=("A", "B", "C")[: len(costs)], costs=costs, budget=total, ballots=given)


@pytest.mark.parametrize(
    ("profile", "completion", "words"),
    [
        (
            budget((52, 52), 100, (0,), (0,), (1,), (1,)),
            "increment",
            "Each ballot first holds an equal part of the budget: 25. It was not raised, for the first raise would have spent "
            "more than the budget.",
        ),
        (
            budget((60, 60), 100, (0,), (0,), (1,), (1,)),
            "increment",
            RAISED % "4 times, to 29" + "No further, for the next raise would have spent more than the budget.",
        ),
        (
            budget((50, 50), 100, (0,), (0,), (1,), (1,)),
            "increment",
            "Each ballot first holds an equal part of the budget: 25. It was not raised, for nothing else that somebody "
            "supports fits into what is then left of the budget.",
        ),
        (
            budget((52, 60), 100, (0,), (0,), (1,), (1,)),
            "increment",
            RAISED % "once, to 26"
            + "No further, for nothing else that somebody supports fits into what is then left of the budget.",
        ),
        (
            budget((54, 30, 40), 100, (0,), (0,), (1,), (2,)),
            "increment",
            RAISED % "5 times, to 30"
            + "No further, for nothing else that somebody supports fits into what is then left of the budget.",
        ),
        (
            budget((54, 54), 100, (0,), (0,), (1,), (1,)),
            "none",
            "Each ballot first holds an equal part of the budget: 25. The rule does not raise it.",
        ),
    ],
)
def test_raises_are_told_with_why_there_are_no_more(profile: Budgeted, completion: Way, words: str) -> None:
    account = count_equal_shares_budget(profile, completion=completion)
    assert next(stages_shown(account)).words == words


@pytest.mark.django_db
def test_page_of_a_budget_tells_amounts_as_money_and_heads_columns_by_what_stands_in_them() -> None:
    by = house_of(rules=choosing.charter(counting=Counting.EQUAL_SHARES, completion=Completion.INCREMENT_GREEDY))
    proposal = voted(by, choosing.projects(1000_00), BUYS)
    context = get(client_of(by[0]), "count", proposal).context
    first, *others = context["stages"]
    assert first.words.startswith("Each ballot first holds an equal part of the budget: €200. ")
    assert [
        (stage.words, stage.head, stage.unit, [(row.name, row.total) for row in stage.rows]) for stage in others[-2:]
    ] == [
        ("What is left cannot be paid for by those who support it.", "Project", "Money", [("A school", "€600")]),
        ("Passed over: A school. Points: 2; cost: €900; left of the budget: €100.", "Project", "Points", []),
    ]


def test_stages_after_which_points_are_told_are_headed_points() -> None:
    profile = budget((90, 30, 40), 100, (0,), (0,), (1,), (1, 2))
    account = count_equal_shares_budget(profile, completion="greedy")
    told = [(stage.number, stage.head, stage.unit) for stage in stages_shown(account) if stage.rows]
    assert told == [(3, "Project", "Money"), (4, "Project", "Points")]
    lines = account_as_text(account, "").splitlines()
    assert [line for line in lines if line.startswith("   Project")] == ["   Project  Money", "   Project  Points"]


def test_columns_of_an_election_are_headed_as_they_were() -> None:
    account = count(METHODS["irv"], Ranked(names=("A", "B"), ballots={(0,): 2, (1,): 1}))
    assert [(stage.head, stage.unit) for stage in stages_shown(account)] == [("Candidate", "Votes")]


@pytest.mark.parametrize(
    ("currency", "amount", "words"),
    [
        ("", Fraction(100, 7), "14.285714…"),
        ("EUR", Fraction(30000, 7), "≈\N{NO-BREAK SPACE}€4,285.71"),
        ("EUR", Fraction(1, 8), "≈\N{NO-BREAK SPACE}€0.13"),
        ("EUR", Fraction(7601, 2), "€3,800.50"),
        ("EUR", 12000, "€12,000"),
        ("JPY", Fraction(1, 3), "≈\N{NO-BREAK SPACE}¥0"),
    ],
)
def test_an_amount_between_two_minor_units_is_rounded_and_says_so(currency: str, amount: Number, words: str) -> None:
    plain = count_equal_shares_budget(budget((60,), 100, (0,)))
    account = replace(plain, facts={**plain.facts, "currency": currency})
    assert amount_in_words(account, amount) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("currency", "words"),
    [
        (
            "EUR",
            "The file and this command count in the smallest unit of money: 100 of it are one EUR. Where they say 100000, this "
            "page says €1,000.",
        ),
        (
            "TND",
            "The file and this command count in the smallest unit of money: 1000 of it are one TND. Where they say 100000, "
            "this page says TND\N{NO-BREAK SPACE}100.",
        ),
        ("JPY", ""),
    ],
)
def test_command_of_a_budget_says_in_which_unit_it_counts(currency: str, words: str) -> None:
    by = house_of(rules=choosing.charter(counting=Counting.GREEDY_BUDGET))
    [(kind, told)] = choosing.projects(1000_00)
    proposal = voted(by, [(kind, told | {"currency": currency})], BUYS)
    page = get(client_of(by[0]), "count", proposal).content.decode()
    assert re.findall(r'</pre>\s*<p id="counts-in">([^<]+)</p>', page) == [words] * bool(words)


@pytest.mark.django_db
def test_command_of_an_election_speaks_of_no_money() -> None:
    by = house_of(3)
    proposal = voted(by, choosing.towns(), RANKS[:3])
    assert get(client_of(by[0]), "count", proposal).content.decode().count("counts-in") == 0
