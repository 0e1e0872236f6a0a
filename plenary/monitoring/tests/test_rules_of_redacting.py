"""The rules of redaction: boxes, spans, and the places of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.rules.redacting import (
    GONE,
    Box,
    Span,
    box_of,
    can_be_sought,
    letters,
    merged,
    places_of,
    without,
)

_SPANS = st.lists(st.builds(Span, st.integers(0, 60), st.integers(0, 60)), max_size=8)


def taken_out(text: str, words: str) -> str:
    return without(text, places_of(text, words))


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Seen by Amina Diallo today.", "Amina Diallo", f"Seen by {GONE} today."),
        ("AMINA\nDIALLO said", "amina diallo", f"{GONE} said"),
        ("Ami-\nna said", "Amina", f"{GONE} said"),
        ("Muller, Mu\u0308ller and Müller", "müller", f"{GONE}, {GONE} and {GONE}"),
        ("In Somalia lives Ali.", "Ali", f"In {GONE} lives {GONE}."),
        ("the oﬃce of", "office", f"the {GONE} of"),
        ("A\u200bmi\u00adna", "Amina", GONE),
        ("قالت مُنى العمري", "منى", f"قالت {GONE} العمري"),
        ("ىنم تلاق", "منى", f"{GONE} تلاق"),
        ("ﻣﻨﻰ", "منى", GONE),
        ("D i a l l o", "Diallo", GONE),
        ("DIALLO, Amina", "Amina Diallo", GONE),
        ("Amina\nDiallos house, Ami-\nnas house", "Amina Diallo", f"{GONE} house, Ami-\nnas house"),
        ("Ami-\nnas house", "Amina", f"{GONE} house"),
        ("Nobody is named.", "Amina", "Nobody is named."),
        ("+41 79 555 01 02", "0041795550102", "+41 79 555 01 02"),
        ("+41 79 555 01 02", "41795550102", f"+{GONE}"),
    ],
)
def test_words_are_found_however_they_are_written(text: str, words: str, left: str) -> None:
    assert taken_out(text, words) == left


@given(st.text(), st.text(min_size=1), st.text())
def test_what_stands_by_itself_is_always_found(before: str, words: str, after: str) -> None:
    found = places_of(f"{before} {words} {after}", words)
    held = {place for span in found for place in range(span.begin, span.end)}
    begin = len(before) + 1
    told = {begin + place for place, each in enumerate(words) if letters(each)}
    assert not can_be_sought(words) or told <= held


@given(st.text(), _SPANS)
def test_a_bar_says_nothing_of_what_was_there(text: str, spans: list[Span]) -> None:
    kept = without(text, spans)
    gone = {place for span in spans for place in range(span.begin, span.end)}
    assert kept.replace(GONE, "") == "".join(each for place, each in enumerate(text) if place not in gone).replace(
        GONE, ""
    )


@given(_SPANS)
def test_merged_spans_hold_the_same_characters_once(spans: list[Span]) -> None:
    kept = merged(spans)
    held = [place for span in kept for place in range(span.begin, span.end)]
    assert len(held) == len(set(held))
    assert set(held) == {place for span in spans for place in range(span.begin, span.end)}
    assert merged(kept) == kept


def test_a_box_is_told_in_a_line() -> None:
    assert box_of(" 2  10 25.5 40 3 ") == Box(2, 10, 25.5, 40, 3)
    assert box_of("1;0;0;100;100") == Box(1, 0, 0, 100, 100)
    assert box_of("1 0 12,5 10 10") == Box(1, 0, 12.5, 10, 10)


@pytest.mark.parametrize(
    "line", ["", "1 2 3 4", "0 1 1 1 1", "1 100 0 5 5", "1 0 0 0 5", "1 -5 0 5 5", "1 0 0 101 5", "one"]
)
def test_a_box_that_covers_nothing_is_none(line: str) -> None:
    assert box_of(line) is None


def test_boxes_touch_where_they_share_a_place() -> None:
    box = Box(1, 10, 10, 10, 10)
    assert box.touches(Box(1, 19, 19, 50, 50))
    assert not box.touches(Box(1, 20, 10, 5, 5))
    assert not box.touches(Box(2, 10, 10, 10, 10))
    assert box.wider(50) == Box(1, 0, 0, 70, 70)


def test_a_letter_alone_is_not_sought() -> None:
    assert not can_be_sought("a.")
    assert not can_be_sought("x" * 201)
    assert can_be_sought("Li")
