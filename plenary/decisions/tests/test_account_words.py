"""How an account is told: numbers exactly, stages in words, and JSON to the digit."""

import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from plenary.decisions.labels.stages import STAGE, groups_of, stage_in_words
from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.rules.methods.reserved import Reserved
from plenary.decisions.shown.account_json import to_json
from plenary.decisions.shown.account_stages import figures_in_words, stages_shown
from plenary.decisions.shown.accounts import account_as_data, number_of, shown


@pytest.mark.parametrize(
    ("value", "decimals", "told", "words"),
    [
        (7, 0, 7, "7"),
        (Fraction(8, 2), None, 4, "4"),
        (Fraction(12345678, 100000), 5, Decimal("123.45678"), "123.45678"),
        (Fraction(1, 10**9), 9, Decimal("1E-9"), "0.000000001"),
        (Fraction(5, 2), None, Decimal("2.5"), "2.5"),
        (Fraction(3, 7), None, "3/7", "0.428571…"),
        (Fraction(-22, 7), None, "-22/7", "-3.142857…"),
        (Fraction(1, 128), None, "1/128", "0.007812…"),
        (Fraction(1, 3), 5, "1/3", "0.333333…"),
    ],
)
def test_numbers_are_told_exactly(value: int | Fraction, decimals: int | None, told: object, words: str) -> None:
    assert number_of(value, decimals) == told
    assert shown(value, decimals) == words


def test_json_keeps_decimals_to_the_digit() -> None:
    told = {"a": Decimal("1208.245359169"), "b": [Decimal("1E-9"), 3, None, True], "é": {}, "c": [{"x": '"\n'}]}
    text = to_json(told)
    assert json.loads(text, parse_float=Decimal) == told
    assert '"a": 1208.245359169' in text
    assert '"b": [0.000000001, 3, null, true]' in text


def test_a_stage_without_words_is_told_by_its_code() -> None:
    assert stage_in_words(Stage(number=1, what="spun"), ("A",), str) == "spun"
    assert stage_in_words(Stage(number=1, what="surplus", about=(0,)), ("A",), str) == "surplus"


def test_a_name_with_a_percent_sign_is_kept_in_words() -> None:
    told = stage_in_words(Stage(number=1, what="exclusion", about=(0,)), ("100 %s",), str)
    assert told == "Least votes, and therefore excluded: 100 %s."


def test_places_in_the_words_of_stages_are_written_alike() -> None:
    assert [what for what, words in STAGE.items() if "%" in re.sub(r"%\(\w+\)s", "", str(words))] == []


def kept_account() -> Account:
    reserved = (
        Reserved(group="women", names={"en": "Women", "fr": "Femmes"}, at_least=1, members=frozenset({2, 3})),
        Reserved(group="north", at_least=0, at_most=1, members=frozenset({0, 1})),
    )
    ballots = Ranked(names=("Ada", "Ben", "Eve", "Dot"), ballots={(0,): 6, (1,): 4, (2,): 2})
    return count(METHODS["stv-scottish"], ballots, seats=2, kept=reserved)


def test_reserved_seats_and_what_they_did_are_told() -> None:
    account = kept_account()
    shown = [stage.words for stage in stages_shown(account)]
    assert shown[:2] == [
        "First preferences are counted.",
        "Excluded, because the seats that are kept for others leave no place: Ben. Passed over because of reserved seats: "
        "Ben (Women; north).",
    ]
    assert figures_in_words(account).split("Quota: 5. ")[1] == (
        "Seats for Women, at least 1: Eve; Dot. Seats for north, at most 1: Ada; Ben."
    )
    told = account_as_data(account, {})
    assert told["facts"]["reserved"] == [
        {"group": "women", "at_least": 1, "at_most": None, "members": ["Eve", "Dot"]},
        {"group": "north", "at_least": 0, "at_most": 1, "members": ["Ada", "Ben"]},
    ]
    assert [told["stages"][1][key] for key in ("what", "words", "facts")] == [
        "doomed",
        shown[1],
        {"doomed": {"Ben": ["women", "north"]}},
    ]
    with translation.override("fr"):
        assert list(groups_of(account).values()) == ["Femmes", "north"]


def test_who_stays_because_of_reserved_seats_is_told() -> None:
    stage = Stage(number=1, what="exclusion", about=(0,), facts={"kept": {1: ("women",), 2: ("women", "north")}})
    assert stage_in_words(stage, ("Ada", "100 %s", "Eve"), str, {"women": "Women"}) == (
        "Least votes, and therefore excluded: Ada. Not excluded, though with no more, because of reserved seats: "
        "100 %s (Women); Eve (Women; north)."
    )
