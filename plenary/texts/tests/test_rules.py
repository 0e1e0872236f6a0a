"""The comparison of two texts."""

from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.texts import rules
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
        ("old a b gone", "new a b", (Piece(REMOVED, "old a b gone"), Piece(ADDED, "new a b"))),
        (
            "old a b c gone",
            "new a b c",
            (Piece(REMOVED, "old"), Piece(ADDED, "new"), Piece(SAME, " a b c"), Piece(REMOVED, " gone")),
        ),
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


long_texts = st.lists(st.tuples(texts, st.integers(1, 60)), max_size=4).map(
    lambda runs: "".join(a * n for a, n in runs)
)


@given(long_texts, long_texts, st.integers(0, 400), st.integers(0, 100))
def test_both_sides_are_rebuilt_wherever_the_comparison_ends(before: str, after: str, most: int, long: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "MOST_STEPS", most)
        patch.setattr(rules, "_LONG", long)
        rules.stretches.cache_clear()
        pieces = compare(before, after)
        rules.stretches.cache_clear()
    assert (before_of(pieces), after_of(pieces)) == (before, after)
    assert all(one.kind is not two.kind for one, two in pairwise(pieces))


class Counted(SequenceMatcher[str]):
    """Counts what the search of difflib goes through."""

    steps = 0

    def find_longest_match(self, *args: Any) -> Any:
        Counted.steps += sum(len(self.b2j.get(word, ())) for word in self.a)
        return super().find_longest_match(*args)


OF_TWO = [" ".join(f"{number**1_500:b}".translate({48: "a", 49: "b"}))[:4_000] for number in (3, 5, 7, 11)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("." * 4_000, "." * 2_000 + "a" + "." * 2_000),
        ("b " + ". " * 10_000 + "c", "c " + ". " * 10_000 + "b"),
        ("b " + "a " * 10_000 + "c", "c " + "a " * 10_000 + "b"),
        ("b " + "a. " * 10_000 + "c", "c " + "a. " * 10_000 + "b"),
        (" ".join(f"x{n} c" for n in range(5_000)), " ".join(f"y{n} c" for n in range(5_000))),
        (OF_TWO[0], OF_TWO[1]),
        (". ".join(OF_TWO[0][n : n + 300] for n in range(0, 3_600, 300)), ". ".join(OF_TWO)),
    ],
)
def test_threat_words_that_repeat_keep_nobody_waiting(before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "SequenceMatcher", Counted)
    Counted.steps = 0
    rules.stretches.cache_clear()
    pieces = compare(before, after)
    assert (before_of(pieces), after_of(pieces)) == (before, after)
    assert Counted.steps <= rules.MOST_STEPS
    steps = Counted.steps
    assert (compare(before, after), Counted.steps) == (pieces, steps)  # looked at again, it costs nothing


def test_a_long_text_is_compared_by_words_where_its_sentences_changed() -> None:
    sentence = "The board meets {} times a year, and says who came, what it decided and what that costs."
    before = " ".join(sentence.format(n) for n in range(400))
    after = before.replace(" 7 times", " eight times").replace(" 390 times", " many times")
    assert [(piece.kind, piece.text) for piece in compare(before, after) if piece.kind is not SAME] == [
        (REMOVED, "7"), (ADDED, "eight"), (REMOVED, "390"), (ADDED, "many"),
    ]  # fmt: skip


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


def _edition(language: str, number: int, source: str = "", *, is_ready: bool = True) -> Edition:
    return Edition(id=f"{language}{number}", language=language, number=number, source=source, is_ready=is_ready)


def test_a_translation_is_stale_once_another_version_decides_and_a_draft_until_it_is_called_ready() -> None:
    known = [
        _edition("en", 2),
        _edition("en", 1),
        _edition("en", 3, is_ready=False),
        _edition("ar", 1, "en2"),
        _edition("fr", 1, "en1"),
        _edition("es", 1, "en2", is_ready=False),
        _edition("pt", 1, "en2"),
        _edition("pt", 2, "en2", is_ready=False),
    ]
    found = languages_of(known, "en")
    assert (found.ready, found.stale, found.drafts) == (("en", "ar", "fr", "pt"), ("fr",), ("es", "pt"))
    assert found.missing(["es", "fr", "en", "es"]) == ("es", "fr")
    assert [chosen(found, tag) for tag in ("ar", "pt-BR", "fr", "es", "de")] == ["ar", "pt", "fr", "en", "en"]


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
        ("fr" + "-aaaaaaaa" * 3 + "-aaaaa", True),
        ("fr" + "-aaaaaaaa" * 3 + "-aaaaaa", False),
    ],
)
def test_is_language(tag: str, expected: bool) -> None:
    assert is_language(tag) is expected
