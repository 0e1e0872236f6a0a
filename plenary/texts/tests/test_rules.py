"""The comparison of two texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.texts.rules import (
    Edition,
    Kind,
    Piece,
    after_of,
    before_of,
    chosen,
    compare,
    is_language,
    languages_of,
)

texts = st.text(alphabet=st.sampled_from("ab .,\n\téذ"), max_size=60) | st.text(max_size=40)
SAME, ADDED, REMOVED = Kind.SAME, Kind.ADDED, Kind.REMOVED


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("nine seats", "nine seats", (Piece(SAME, "nine seats"),)),
        ("", "new", (Piece(ADDED, "new"),)),
        ("old", "", (Piece(REMOVED, "old"),)),
        (
            "The board has nine seats.",
            "The board has eleven seats.",
            (Piece(SAME, "The board has "), Piece(REMOVED, "nine"), Piece(ADDED, "eleven"), Piece(SAME, " seats.")),
        ),
        ("one two", "three four", (Piece(REMOVED, "one two"), Piece(ADDED, "three four"))),
        ("a seat", "a seat, reserved", (Piece(SAME, "a seat"), Piece(ADDED, ", reserved"))),
    ],
)
def test_compare(before: str, after: str, expected: tuple[Piece, ...]) -> None:
    assert compare(before, after) == expected


@given(texts, texts)
def test_both_sides_are_rebuilt(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert (before_of(pieces), after_of(pieces)) == (before, after)


@given(texts, texts)
def test_no_empty_pieces_and_no_equal_neighbours(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert all(piece.text for piece in pieces)
    assert all(one.kind is not two.kind for one, two in pairwise(pieces))


@given(texts)
def test_a_text_against_itself_stays(text: str) -> None:
    assert compare(text, text) == ((Piece(SAME, text),) if text else ())


tags = st.sampled_from(["en", "fr", "ar"])
editions = st.lists(
    st.builds(
        Edition,
        id=st.uuids().map(str),
        language=tags,
        number=st.integers(1, 9),
        source=st.just("elsewhere"),
        is_ready=st.booleans(),
    ),
    max_size=8,
)


@given(editions, tags, st.lists(tags))
def test_languages_are_ready_stale_or_missing(known: list[Edition], authentic: str, wanted: list[str]) -> None:
    found = languages_of(known, authentic)
    assert set(found.stale) <= set(found.ready) - {authentic}
    assert set(found.ready) == {one.language for one in known if one.is_ready}
    assert set(found.missing(wanted)) == set(wanted) - (set(found.ready) - set(found.stale))
    assert authentic not in found.drafts
    assert chosen(found, "es") == authentic


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", True),
        ("pt-BR", True),
        ("zh-Hant-TW", True),
        ("", False),
        ("french!", False),
        ("f", False),
        ("fr" + "-a" * 20, False),
    ],
)
def test_is_language(tag: str, expected: bool) -> None:
    assert is_language(tag) is expected
