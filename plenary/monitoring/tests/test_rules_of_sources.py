"""The rules of sources: days of which little is known, addresses, pseudonyms, the scale."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.rules.sources import (
    Credibility,
    Published,
    Reliability,
    key_of,
    plain_address,
    plain_pseudonym,
    published_of,
    tells,
)


def test_the_scale_judges_a_source_and_what_it_says_apart() -> None:
    assert [each.value for each in Reliability] == list("ABCDEF")
    assert [each.value for each in Credibility] == list("123456")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2026-03-15 ", date(2026, 3, 15), date(2026, 3, 15)),
    ],
)
def test_a_day_may_be_known_in_part(words: str, first: date, last: date) -> None:
    told = published_of(words)
    assert told is not None
    assert (told.first, told.last, str(told)) == (first, last, words.strip())


@pytest.mark.parametrize(
    "words", ["", "26", "2026-13", "2026-02-30", "2026-3-1", "0000", "in 2026", "٢٠٢٦", "2026-00-01"]
)
def test_what_is_no_day_is_none(words: str) -> None:
    assert published_of(words) is None


def test_a_day_has_a_month() -> None:
    with pytest.raises(ValueError, match="without a month"):
        Published(2026, 0, 3)


@given(st.dates())
def test_each_day_is_read_as_it_is_written(day: date) -> None:
    for told in (Published(day.year), Published(day.year, day.month), Published(day.year, day.month, day.day)):
        assert published_of(str(told)) == told
        assert told.first <= day <= told.last


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (" https://www.example.org/a?b=c#part ", "https://www.example.org/a?b=c"),
        ("http://reader:secret@example.org:8080/x", "http://example.org:8080/x"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org/x", ""),
        ("https://localhost/x", ""),
        ("https://example.org/a b", ""),
        ("https://example.org:port/", ""),
        ("https://example.org/" + "x" * 1000, ""),
        ("", ""),
    ],
)
def test_an_address_is_of_the_open_net_and_of_nobody(words: str, kept: str) -> None:
    assert plain_address(words) == kept


def test_pseudonyms_are_told_apart_by_what_is_read() -> None:
    assert plain_pseudonym("  Heron \n of the lake ") == "Heron of the lake"
    assert plain_pseudonym("x" * 61) == plain_pseudonym(" ") == ""
    assert key_of("HÉRON  blue") == key_of("heron Blue")


@pytest.mark.parametrize(
    ("pseudonym", "name", "is_told"),
    [
        ("Heron", "Amina Diallo", False),
        ("Doctor Amina", "Amina Diallo", True),
        ("DIÁLLO", "Amina Diallo", True),
        ("A. D.", "Amina Diallo", True),
        ("AD", "Amina Diallo", True),
        ("al", "Karim al Amri", False),
        ("the heron", "Li", False),
        ("منى", "منى العمري", True),
        ("Heron", "", False),
    ],
)
def test_a_pseudonym_does_not_tell_whom_it_stands_for(pseudonym: str, name: str, is_told: bool) -> None:
    assert tells(pseudonym, name) is is_told


@given(st.text(min_size=3, alphabet=st.characters(categories=["Ll", "Lu"])), st.text())
def test_a_name_always_tells_itself(name: str, more: str) -> None:
    assert tells(f"{name} {more}", name) or len(key_of(name)) < 3
