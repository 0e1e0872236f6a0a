"""What a resolution, a choice and a budget must say before they are put to the vote, to the last character and unit."""

from typing import Any

import pytest

from plenary.charter.decidable import Asked, Option, choosing, effect

WORDS = ["decisions.no_words"]
OPTIONS = [{"title": "Bridge", "body": "Of wood.", "cost": 40}, {"title": " Well ", "cost": 60}]
CHOICE = {"text": "Which?", "number": 1, "options": OPTIONS}
BUDGET = {"text": "What for?", "budget": 100, "currency": "EUR", "options": OPTIONS}


def problems(code: str, payload: dict[str, Any]) -> list[str]:
    return effect(code).problems("c", payload)


@pytest.mark.parametrize("code", ["resolve", "arrange", "spend", "choose", "fund"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We resolve.", []),
        ("x" * 4000, []),
        ("x" * 4001, WORDS),
        ("", WORDS),
        (" \n", WORDS),
        (None, WORDS),
        (["words"], WORDS),
    ],
)
def test_what_is_decided_is_said_in_words(code: str, text: object, found: list[str]) -> None:
    rest = {"choose": CHOICE, "fund": BUDGET}.get(code, {})
    assert problems(f"decisions.{code}", rest | {"text": text}) == found
    assert effect(f"decisions.{code}").sentences("c", [{"text": "One."}, {"text": "Two."}]) == ["One.", "Two."]


def many(number: int) -> list[dict[str, str]]:
    return [{"title": f"Option {each}"} for each in range(number)]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (many(2), ""),
        (many(200), ""),
        (many(201), "too_few_options"),
        (many(1), "too_few_options"),
        ({"title": "One"}, "too_few_options"),
        (None, "too_few_options"),
        ([*many(2), "Third"], "option_untold"),
        ([*many(2), {}], "option_untold"),
        ([*many(2), {"title": 3}], "option_untold"),
        ([*many(2), {"title": " "}], "option_untold"),
        ([*many(2), {"title": "x" * 200}], ""),
        ([*many(2), {"title": "x" * 200 + " "}], ""),
        ([*many(2), {"title": "x" * 201}], "option_untold"),
        ([*many(2), {"title": "x", "body": "x" * 2000}], ""),
        ([*many(2), {"title": "x", "body": "x" * 2001}], "option_untold"),
        ([*many(2), {"title": "x", "body": None}], "option_untold"),
        ([*many(2), {"title": " option 0"}], "options_alike"),
    ],
)
def test_options_are_several_and_each_has_a_title_of_its_own(options: object, problem: str) -> None:
    found = [f"decisions.{problem}"] if problem else []
    assert problems("decisions.choose", CHOICE | {"options": options}) == found
    if isinstance(options, list) and not problem:
        options = [each | {"cost": 1} for each in options]
    assert problems("decisions.fund", BUDGET | {"options": options}) == found


@pytest.mark.parametrize("number", [0, -1, 2, True, "1", None, 1.0])
def test_some_are_chosen_and_some_are_not(number: object) -> None:
    assert problems("decisions.choose", CHOICE | {"number": number}) == ["decisions.number_of_choices"]
    three = CHOICE | {"number": 2, "options": [*OPTIONS, {"title": "Road"}]}
    assert problems("decisions.choose", three) == []


@pytest.mark.parametrize(
    ("budget", "currency", "fits"),
    [
        (100, "EUR", True),
        (60, "EUR", True),
        (10**15, "EUR", True),
        (10**15 + 1, "EUR", False),
        (0, "EUR", False),
        (-100, "EUR", False),
        (True, "EUR", False),
        ("100", "EUR", False),
        (None, "EUR", False),
        (100, "EURO", False),
        (100, "EU", False),
        (100, ["E", "U", "R"], False),
        (100, None, False),
    ],
)
def test_a_budget_is_a_whole_number_of_minor_units_of_a_currency(budget: object, currency: object, fits: bool) -> None:
    found = problems("decisions.fund", BUDGET | {"budget": budget, "currency": currency})
    assert found == ([] if fits else ["decisions.no_budget"])


@pytest.mark.parametrize(
    ("cost", "fits"),
    [(1, True), (100, True), (101, False), (0, False), (-1, False), (True, False), ("9", False), (None, False)],
)
def test_the_budget_can_pay_each_project(cost: object, fits: bool) -> None:
    options = [OPTIONS[0], {"title": "Well", "cost": cost}]
    assert problems("decisions.fund", BUDGET | {"options": options}) == ([] if fits else ["decisions.cost_of_project"])


def test_the_least_budget_is_one_minor_unit() -> None:
    options = [{"title": title, "cost": 1} for title in ("Bridge", "Well")]
    assert problems("decisions.fund", BUDGET | {"budget": 1, "options": options}) == []


def test_what_is_asked_are_the_options_by_their_places() -> None:
    choose, fund = choosing("decisions.choose"), choosing("decisions.fund")
    assert choose is not None
    assert fund is not None
    told = (Option(id="1", title="Bridge", body="Of wood.", cost=40), Option(id="2", title="Well", cost=60))
    three = CHOICE | {"options": [*OPTIONS, {"title": "Road"}]}
    assert choose.asked("c", CHOICE) == Asked(seats=1, options=told)
    assert choose.asked("c", three) == Asked(seats=1, options=(*told, Option(id="3", title="Road", body="", cost=0)))
    assert choose.asked("c", CHOICE | {"number": 2}) == Asked(seats=2, options=told)
    assert fund.asked("c", BUDGET) == Asked(options=told, budget=100, currency="EUR")
