"""Amounts: read as they are typed, told as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import money

CURRENCIES = ("EUR", "JPY", "IQD", "AFN", "CLF", "XOF")


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1000", "EUR", 100000),
        ("1.234,50", "EUR", 123450),
        ("1,234.50", "EUR", 123450),
        ("1 234,5", "EUR", 123450),
        ("1\u202f234,5", "EUR", 123450),
        ("1'234'567.05", "CHF", 123456705),
        ("1.234", "EUR", 123400),
        ("1,234", "EUR", 123400),
        ("1.234.567", "EUR", 123456700),
        ("12,5", "EUR", 1250),
        ("0.500", "EUR", 50),
        ("0,05", "EUR", 5),
        ("1.2340", "IQD", 1234),
        ("0.001", "IQD", 1),
        ("1.500", "JPY", 1500),
        ("١٢٣٤٫٥", "EUR", 123450),
    ],
)
def test_amounts_as_people_type_them(typed: str, currency: str, minor: int) -> None:
    assert money.read(typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("", "EUR"),
        ("many", "EUR"),
        ("-5", "EUR"),
        ("1.234", "IQD"),
        ("1.2345", "EUR"),
        ("1,5", "JPY"),
        ("1.23.45", "EUR"),
        ("12 34", "EUR"),
        ("1,234 567.5", "EUR"),
        (".5", "EUR"),
        ("5.", "EUR"),
        ("€5", "EUR"),
        ("1e3", "EUR"),
        ("1.2,3.4", "EUR"),
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused(typed: str, currency: str) -> None:
    with pytest.raises(money.UnreadableAmountError):
        money.read(typed, currency)


@given(st.integers(0, 10**15), st.sampled_from(CURRENCIES))
def test_what_is_written_plainly_is_read_as_it_was(minor: int, currency: str) -> None:
    assert money.read(money.plain(minor, currency), currency) == minor


@given(st.integers(0, 10**15), st.sampled_from([each for each in CURRENCIES if money.digits_of(each) != 3]))
def test_what_english_writes_is_read_as_it_was(minor: int, currency: str) -> None:
    written = "".join(sign for sign in money.in_words(minor, currency, "en") if sign in "0123456789.,")
    assert money.read(written, currency) == minor


@pytest.mark.parametrize(
    ("minor", "currency", "language", "words"),
    [
        (90000, "EUR", "en", "€900"),
        (90050, "EUR", "en", "€900.50"),
        (90050, "EUR", "fr", "900,50\u00a0€"),
        (1234, "IQD", "en", "IQD\u00a01.234"),
        (500, "JPY", "en", "¥500"),
        (90050, "AFN", "en", "AFN\u00a0900.50"),
        (100, "EUR", "nowhere-at-all", "€1"),
    ],
)
def test_amounts_in_words(minor: int, currency: str, language: str, words: str) -> None:
    assert money.in_words(minor, currency, language).replace("؋", "AFN\u00a0") == words


def test_currencies_are_codes_that_have_a_name() -> None:
    assert [money.is_currency(code) for code in ("EUR", "AFN", "eur", "EURO", "ZZQ", "")] == [True, True] + [False] * 4
