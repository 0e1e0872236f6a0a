"""How an account is told: numbers exactly, stages in words, and JSON to the digit."""

import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from plenary.decisions.labels.stages import STAGE, stage_in_words
from plenary.decisions.rules.methods.accounts import Stage
from plenary.decisions.shown.account_json import to_json
from plenary.decisions.shown.accounts import number_of, shown


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
