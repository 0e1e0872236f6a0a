"""Rules of agreements: hashes, comparison, stages, on which edition a signature stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plenary.agreements.rules import (
    Adopted,
    Change,
    Line,
    Stage,
    Terms,
    compared,
    document,
    hash_of,
    reaches,
    stage_of,
)

TODAY = date(2026, 3, 20)
TERMS = Terms(kind="platform", title="Our call", language="en")

keys = some.lists(some.sampled_from("abcdefghij"), unique=True, max_size=10)
lines = keys.flatmap(
    lambda chosen: some.tuples(
        *(some.builds(Line, key=some.just(key), words=some.sampled_from("xyz")) for key in chosen)
    )
)
editions = some.lists(
    some.builds(Adopted, number=some.integers(1, 20), is_material=some.booleans()), unique_by=lambda one: one.number
)


@pytest.mark.parametrize(
    ("is_adopted", "is_ended", "expires_on", "stage"),
    [
        (False, False, None, Stage.DRAFTING),
        (True, False, None, Stage.IN_FORCE),
        (True, False, TODAY, Stage.IN_FORCE),
        (True, False, TODAY - timedelta(days=1), Stage.EXPIRED),
        (True, True, None, Stage.ENDED),
        (False, True, None, Stage.ENDED),
    ],
)
def test_stage_of_an_agreement(is_adopted: bool, is_ended: bool, expires_on: date | None, stage: Stage) -> None:
    assert stage_of(is_adopted=is_adopted, is_ended=is_ended, expires_on=expires_on, today=TODAY) is stage


@given(lines, lines, some.integers(1, 9))
def test_a_hash_is_that_of_one_text_alone(one: tuple[Line, ...], other: tuple[Line, ...], number: int) -> None:
    same = hash_of(document(TERMS, one, number)) == hash_of(document(TERMS, other, number))
    assert same == (one == other)


@pytest.mark.parametrize(
    "terms",
    [
        Terms(kind="strategy", title="Our call", language="en"),
        Terms(kind="platform", title="Our calls", language="en"),
        Terms(kind="platform", title="Our call", language="fr"),
        Terms(kind="platform", title="Our call", language="en", allows_reservations=True),
        Terms(kind="platform", title="Our call", language="en", is_public=True),
        Terms(kind="platform", title="Our call", language="en", expires_on=TODAY),
        Terms(kind="platform", title="Our call", language="en", review_on=TODAY),
    ],
)
def test_a_hash_holds_the_terms_too(terms: Terms) -> None:
    assert hash_of(document(terms, (), 1)) != hash_of(document(TERMS, (), 1))


@given(lines, lines)
def test_comparison_tells_every_paragraph_of_both_once(old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
    rows = compared(old, new)
    assert [row.after for row in rows if row.number_after] == [line.words for line in new]
    assert sorted(row.number_before for row in rows if row.number_before) == list(range(1, len(old) + 1))
    was = {line.key: line.words for line in old}
    for row in rows:
        key = new[row.number_after - 1].key if row.number_after else ""
        expected = (
            Change.REMOVED
            if not row.number_after
            else Change.ADDED
            if key not in was
            else Change.SAME
            if was[key] == row.after
            else Change.CHANGED
        )
        assert row.change is expected


@given(lines)
def test_a_text_compared_with_itself_is_the_same(text: tuple[Line, ...]) -> None:
    assert {row.change for row in compared(text, text)} <= {Change.SAME}


def test_what_went_is_told_after_what_it_followed() -> None:
    old = (Line(key="a", words="A"), Line(key="b", words="B"), Line(key="c", words="C"))
    new = (Line(key="a", words="A"), Line(key="d", words="D"), Line(key="c", words="C"))
    told = [(row.change.value, row.number_before, row.number_after) for row in compared(old, new)]
    assert told == [("same", 1, 1), ("removed", 2, 0), ("added", 0, 2), ("same", 3, 3)]


@pytest.mark.parametrize(
    ("signed", "adopted", "stands_on"),
    [
        (1, [(1, True)], 1),
        (1, [(1, True), (2, True)], 1),
        (1, [(1, True), (2, False)], 2),
        (1, [(1, True), (2, False), (4, True), (5, False)], 2),
        (4, [(1, True), (4, True), (5, False), (7, False)], 7),
    ],
)
def test_on_which_edition_a_signature_stands(signed: int, adopted: list[tuple[int, bool]], stands_on: int) -> None:
    rows = [Adopted(number=number, is_material=material) for number, material in adopted]
    assert reaches(signed, rows) == stands_on


@given(some.integers(1, 20), editions)
def test_no_signature_passes_what_is_material(signed: int, adopted: list[Adopted]) -> None:
    stands = reaches(signed, adopted)
    assert stands >= signed
    assert not any(one.is_material for one in adopted if signed < one.number <= stands)
    beyond = [one for one in adopted if one.number > stands]
    assert not beyond or min(beyond, key=lambda one: one.number).is_material
