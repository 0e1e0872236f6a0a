"""Amendments: paragraphs and their labels, the order in which they are taken, what is overtaken, the comparison."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.rules.amendments import (
    START,
    Act,
    Change,
    Paragraph,
    amended,
    apply,
    consolidated,
    in_order,
    is_overtaken,
    paragraphs,
    problem,
    text_of,
)
from plenary.texts.rules import after_of, before_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = "One.\n\nTwo.\n\nThree."

words = st.text(alphabet=st.sampled_from("ab .é"), min_size=1, max_size=12).filter(str.strip)
texts = st.lists(words, min_size=1, max_size=5).map("\n\n".join)


def change(act: Act, label: str, new: str = "", *, against: str = "", key: str = "", minutes: int = 0) -> Change:
    at = NOON + timedelta(minutes=minutes)
    return Change(key=key or f"{act}{label}{new}", act=act, label=label, at=at, against=against, words=new)


@st.composite
def texts_and_changes(draw: st.DrawFn) -> tuple[str, list[Change]]:
    """A text with amendments to it, some of them written against other words."""
    text = draw(texts)
    document = {one.label: one.words for one in paragraphs(text)}
    made = []
    for number in range(draw(st.integers(0, 6))):
        act = draw(st.sampled_from(Act))
        label = draw(st.sampled_from([*document, *([START] if act is Act.ADD else [])]))
        against = draw(st.sampled_from([document.get(label, ""), "other words"]))
        new = "" if act is Act.STRIKE else draw(words)
        made.append(change(act, label, new, against=against, key=str(number), minutes=draw(st.integers(0, 3))))
    return text, made


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("  One.\r\n\r\nTwo,\nstill two.\n \n\n\nThree. ") == (
        Paragraph("1", "One."),
        Paragraph("2", "Two,\nstill two."),
        Paragraph("3", "Three."),
    )
    assert paragraphs(" \n\n ") == ()


@pytest.mark.parametrize(
    ("made", "expected", "overtaken"),
    [
        ([change(Act.REPLACE, "2", "2!", against="Two.")], "One.\n\n2!\n\nThree.", set()),
        ([change(Act.STRIKE, "2", against="Two.")], "One.\n\nThree.", set()),
        ([change(Act.ADD, "1", "New.")], "One.\n\nNew.\n\nTwo.\n\nThree.", set()),
        ([change(Act.ADD, START, "New.")], "New.\n\nOne.\n\nTwo.\n\nThree.", set()),
        ([change(Act.ADD, "1", "A."), change(Act.ADD, "1", "B.")], "One.\n\nA.\n\nB.\n\nTwo.\n\nThree.", set()),
        (
            [change(Act.ADD, "1", "A."), change(Act.ADD, "1.1", "A+."), change(Act.ADD, "1", "B.")],
            "One.\n\nA.\n\nA+.\n\nB.\n\nTwo.\n\nThree.",
            set(),
        ),
        (
            [change(Act.STRIKE, "2", against="Two.", key="s"), change(Act.REPLACE, "2", "2!", against="Two.", key="r")],
            "One.\n\nThree.",
            {"r"},
        ),
        (
            [change(Act.STRIKE, "2", against="Two.", key="s"), change(Act.ADD, "2", "After two.", against="Two.")],
            "One.\n\nAfter two.\n\nThree.",
            set(),
        ),
        ([change(Act.REPLACE, "9", "x", against="Nine.", key="r")], TEXT, {"r"}),
        ([change(Act.REPLACE, "2", "x", against="Old two.", key="r")], TEXT, {"r"}),
    ],
)
def test_apply(made: list[Change], expected: str, overtaken: set[str]) -> None:
    assert apply(TEXT, made) == (expected, overtaken)


def test_ten_additions_keep_their_order() -> None:
    document, _none = amended(paragraphs("One.\n\nTwo."), [change(Act.ADD, "1", f"N{n}.") for n in range(1, 12)])
    assert [one.label for one in document] == ["1", *(f"1.{n}" for n in range(1, 12)), "2"]
    assert text_of(document).split("\n\n") == ["One.", *(f"N{n}." for n in range(1, 12)), "Two."]


@given(texts)
def test_no_amendment_changes_nothing(text: str) -> None:
    assert apply(text, []) == (text, frozenset())


@given(texts)
def test_striking_all_leaves_nothing(text: str) -> None:
    all_of_it = [change(Act.STRIKE, one.label, against=one.words) for one in paragraphs(text)]
    assert apply(text, all_of_it) == ("", frozenset())


@given(texts_and_changes())
def test_what_is_overtaken_changes_nothing(given_: tuple[str, list[Change]]) -> None:
    text, made = given_
    after, overtaken = apply(text, made)
    assert apply(text, [one for one in made if one.key not in overtaken]) == (after, frozenset())
    assert overtaken <= {one.key for one in made if one.act is not Act.ADD}


@given(texts_and_changes(), st.randoms())
def test_order_matters_within_a_paragraph_alone(given_: tuple[str, list[Change]], random: object) -> None:
    text, made = given_
    one_each = list({one.label: one for one in made}.values())
    mixed = list(one_each)
    random.shuffle(mixed)
    assert apply(text, mixed) == apply(text, one_each)


@given(texts_and_changes(), st.randoms())
def test_the_order_shown_does_not_depend_on_the_order_given(given_: tuple[str, list[Change]], random: object) -> None:
    text, made = given_
    document = paragraphs(text)
    mixed = list(made)
    random.shuffle(mixed)
    ordered = in_order(mixed, document)
    assert ordered == in_order(made, document)
    assert sorted(one.key for one in ordered) == sorted(one.key for one in made)


def test_by_paragraph_then_by_reach_then_by_time() -> None:
    made = [
        change(Act.ADD, "1", "a", key="f", minutes=0),
        change(Act.REPLACE, "1", "b", key="e", minutes=2),
        change(Act.REPLACE, "1", "c", key="d", minutes=1),
        change(Act.STRIKE, "1", key="c", minutes=9),
        change(Act.ADD, START, "d", key="a", minutes=9),
        change(Act.STRIKE, "2", key="g"),
    ]
    assert "".join(one.key for one in in_order(made, paragraphs(TEXT))) == "acdefg"


@given(texts_and_changes())
def test_the_comparison_shows_every_amendment_once(given_: tuple[str, list[Change]]) -> None:
    text, made = given_
    document = paragraphs(text)
    passages = consolidated(text, [], made)
    assert [each.change for one in passages for each in one.amendments] == list(in_order(made, document))
    assert [one.now for one in passages if one.label != START] == [one.words for one in document]
    for passage in passages:
        for each in passage.amendments:
            assert before_of(each.pieces) == ("" if each.change.act is Act.ADD else passage.now)
            assert after_of(each.pieces) == each.change.words.strip()
            assert each.is_overtaken is is_overtaken(document, each.change)


def test_the_comparison_shows_what_was_accepted() -> None:
    accepted = [change(Act.STRIKE, "1", against="One."), change(Act.ADD, "2", "New.")]
    moved = [change(Act.REPLACE, "1", "1!", against="One.")]
    told = [(one.label, one.before, one.now, one.is_changed) for one in consolidated(TEXT, accepted, moved)]
    assert told == [
        ("1", "One.", "", True),
        ("2", "Two.", "Two.", False),
        ("2.1", "", "New.", True),
        ("3", "Three.", "Three.", False),
    ]
    assert consolidated(TEXT, accepted, moved)[0].amendments[0].is_overtaken


@pytest.mark.parametrize(
    ("act", "label", "new", "expected"),
    [
        (Act.REPLACE, "1", "New.", ""),
        (Act.STRIKE, "1", "", ""),
        (Act.ADD, START, "New.", ""),
        (Act.REPLACE, START, "New.", "decisions.no_such_paragraph"),
        (Act.STRIKE, "9", "", "decisions.no_such_paragraph"),
        (Act.ADD, "9", "New.", "decisions.no_such_paragraph"),
        (Act.REPLACE, "1", " ", "decisions.no_words_to_put"),
        (Act.ADD, "1", "", "decisions.no_words_to_put"),
        (Act.REPLACE, "1", "One. ", "decisions.changes_nothing"),
    ],
)
def test_problem(act: Act, label: str, new: str, expected: str) -> None:
    assert problem(paragraphs(TEXT), act, label, new) == expected


def test_words_left_beside_a_striking_are_put_nowhere() -> None:
    struck = change(Act.STRIKE, "1", "Left over.", against="One.")
    assert apply(TEXT, [struck]) == ("Two.\n\nThree.", frozenset())
    [marked] = consolidated(TEXT, [], [struck])[0].amendments
    assert (before_of(marked.pieces), after_of(marked.pieces)) == ("One.", "")
