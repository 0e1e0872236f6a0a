"""What is written and read again is the same, to the last ballot."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.formats.abif import read_abif, write_abif
from plenary.decisions.formats.blt import read_blt, write_blt
from plenary.decisions.formats.pabulib import read_pabulib, write_pabulib
from plenary.decisions.formats.preflib import preflib_type, read_preflib, write_preflib
from plenary.decisions.formats.reading import Ballots
from plenary.decisions.formats.table import read_table, write_table
from plenary.decisions.formats.writing import UnwritableError
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Ranked, Rated
from plenary.decisions.tests.formats.profiles import approved, budgeted, ranked, rated, titles


@given(ranked(withdrawn=True), st.integers(0, 9), titles, st.data())
def test_blt(profile: Ranked, seats: int, title: str, data: st.DataObject) -> None:
    lots = tuple(data.draw(st.just([]) | st.permutations(range(len(profile.names)))))
    ballots = Ballots(profile=profile, seats=seats, title=title, lots=lots)
    assert read_blt(write_blt(ballots)) == ballots


@given(ranked() | approved() | rated(), st.integers(0, 9), titles)
def test_abif(profile: Ranked | Approved | Rated, seats: int, title: str) -> None:
    ballots = Ballots(profile=profile, seats=seats, title=title)
    assert read_abif(write_abif(ballots)) == ballots


@given(ranked(), titles)
def test_preflib(profile: Ranked, title: str) -> None:
    ballots = Ballots(profile=profile, title=title)
    assert read_preflib(write_preflib(ballots), preflib_type(profile)) == ballots


@given(budgeted(), titles)
def test_pabulib(profile: Budgeted, title: str) -> None:
    ballots = Ballots(profile=profile, title=title)
    assert read_pabulib(write_pabulib(ballots)) == ballots


@given(ranked() | approved() | rated())
def test_table(profile: Ranked | Approved | Rated) -> None:
    ballots = Ballots(profile=profile)
    assert read_table(write_table(ballots)) == ballots


@pytest.mark.parametrize(
    "name", ["A “B” C", 'Say "so"', 'Say "so" now', "a;b,c\td", "#9", "1", "= x", "50%", "العربية", "عربي / English"]
)
def test_names_with_signs_that_a_format_uses_are_kept(name: str) -> None:
    profile = Ranked(names=(name, "Other"), ballots={(0, 1): 2, ((0, 1),): 1, (): 1})
    ballots = Ballots(profile=profile)
    assert read_blt(write_blt(ballots)) == ballots
    assert read_preflib(write_preflib(ballots), "toi") == ballots
    assert read_table(write_table(ballots)) == ballots
    assert read_abif(write_abif(ballots)) == ballots


def test_a_project_with_signs_that_the_format_uses_and_parts_of_money_is_kept() -> None:
    profile = Budgeted(
        names=('"Play" and more', "a; b", "plain"),
        costs=(Fraction(1999, 100), 5, Fraction(1, 8)),
        budget=Fraction(11433991, 100),
        ballots={((0, 1), (2, 1)): 3, (): 1},
        codes=("7", "8", "x-9"),
        told={"vote_type": "choose-1"},
    )
    assert read_pabulib(write_pabulib(Ballots(profile=profile, title="So; so"))).profile == profile


RANKED = Ranked(names=("A", "B"), ballots={(0,): 1})


@pytest.mark.parametrize(
    ("write", "profile", "reason"),
    [
        (write_blt, Approved(names=("A",), ballots={}), "the format does not hold ballots of the kind Approved"),
        (
            write_blt,
            Ranked(names=('A" "B',), ballots={}),
            "the format cannot hold a quotation mark, a space, and then another or a #",
        ),
        (write_blt, Ranked(names=("A\nB",), ballots={}), "the format cannot hold this text: 'A\\nB'"),
        (write_blt, Ranked(names=("",), ballots={}), "a candidate has no name"),
        (write_abif, Ranked(names=("A[1]",), ballots={}), "the format cannot hold this text: 'A[1]'"),
        (write_abif, Rated(names=("A",), ballots={}, lowest=-1, highest=1), "the format does not hold grades below 0"),
        (
            write_preflib,
            Ranked(names=("A",), ballots={}, withdrawn=frozenset({0})),
            "the format does not tell of withdrawn candidates",
        ),
        (write_pabulib, RANKED, "the format does not hold ballots of the kind Ranked"),
        (
            write_pabulib,
            Budgeted(names=("A",), costs=(Fraction(1, 3),), budget=1, ballots={}),
            "the format cannot hold the amount 1/3",
        ),
        (
            write_table,
            Budgeted(names=("A",), costs=(1,), budget=1, ballots={}),
            "the format does not hold ballots on a budget",
        ),
        (
            write_table,
            Ranked(names=("1", "2"), ballots={}),
            "candidates that are called 1, 2, 3 would be read as preferences",
        ),
        (
            write_table,
            Ranked(names=("A", "A"), ballots={}),
            "the format wants candidates of different names, none of which is votes or weight",
        ),
    ],
)
def test_what_a_format_cannot_hold_is_refused(write: object, profile: object, reason: str) -> None:
    with pytest.raises(UnwritableError) as refused:
        write(Ballots(profile=profile))
    assert str(refused.value) == reason
