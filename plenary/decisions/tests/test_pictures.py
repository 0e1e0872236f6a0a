"""Pictures of counts: as much as the count says, to the fraction; nothing outside; the same figures as in the tables beside."""

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

import plenary
from plenary.decisions.rules.methods.budgets import count_equal_shares_budget, count_greedy
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Ranked, Rated
from plenary.decisions.rules.methods.ratings import count_judgement
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.shown.pictures.budgets import MOST, spending
from plenary.decisions.shown.pictures.pairs import pairs
from plenary.decisions.shown.pictures.ratings import grades
from plenary.decisions.shown.pictures.registry import PICTURES, picture_of
from plenary.decisions.shown.pictures.shapes import Bar, Chart, Drawing, cut
from plenary.decisions.tests.drawn import outside
from plenary.decisions.tests.methods.rankings import ranked

CSS = (Path(plenary.__file__).parent / "core/static/core/pictures.css").read_text(encoding="utf-8")
NAMES = ("Ada", "Ben", "Eve", "Dan")
RANKED = ranked("ABCD", "6 A B\n4 B C\n3 C\n2 D C\n1 D")
APPROVED = Approved(names=NAMES, ballots={(0, 1): 4, (2,): 2, (0, 3): 3, (1, 2): 1})
RATED = Rated(names=NAMES, highest=3, ballots={(3, 1, 0, None): 2, (1, 2, 3, 0): 3, (0, 3, 1, 0): 2})
BUDGETED = Budgeted(
    names=NAMES,
    costs=(6, 6, 4, 9),
    budget=Fraction(21, 2),
    ballots={((0, 1), (1, 1)): 2, ((0, 1),): 1, ((2, 1),): 2, ((3, 1),): 1},
)
PROFILES = {Ranked: RANKED, Approved: APPROVED, Rated: RATED, Budgeted: BUDGETED}
COUNTED = [(name, kind) for name, method in METHODS.items() for kind in method.ways]


def account_of(name, kind, seats=2):
    way = METHODS[name].ways[kind]
    return count(METHODS[name], PROFILES[kind], seats=seats if way.several else 1)


def shapes_of(picture):
    """All shapes of a picture with a class, and all classes of its words and key."""
    if isinstance(picture, Chart):
        drawn = [each for row in picture.rows for each in (*row.bars, *row.marks)]
    else:
        drawn = [*picture.boxes, *picture.ribbons, *picture.lines, *picture.labels]
    return [*drawn, *picture.key]


def test_every_method_has_a_picture():
    assert set(PICTURES) == set(METHODS), (
        "add it to METHODS in rules/methods/registry.py, or to charter.rules.countings"
    )


@pytest.mark.parametrize(("name", "kind"), COUNTED)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_of_a_picture_lies_outside_it_and_all_of_it_has_a_rule(name, kind, language):
    with translation.override(language):
        picture = picture_of(account_of(name, kind))
    assert outside(picture) == []
    ruled = set(re.findall(r"\.([a-z][a-z0-9-]*)", CSS)) | {"figure"}
    assert {word for each in shapes_of(picture) for word in each.what.split()} - ruled == set()


@pytest.mark.parametrize(("name", "kind"), COUNTED)
def test_in_the_other_direction_everything_is_turned_over_once(name, kind):
    drawn = PICTURES[name](account_of(name, kind))
    assert drawn.mirrored() != drawn
    assert drawn.mirrored().mirrored() == drawn
    with translation.override("ar"):
        told = picture_of(account_of(name, kind))
        assert told == PICTURES[name](account_of(name, kind)).mirrored()


@pytest.mark.parametrize(("name", "kind"), COUNTED)
def test_whoever_is_chosen_has_a_sign_and_a_word(name, kind):
    account = account_of(name, kind)
    picture = PICTURES[name](account)
    if isinstance(picture, Chart):
        signed = {row.name for row in picture.rows if re.match(r"✓\N{NO-BREAK SPACE}\w", row.decided)}
        assert signed == {row.name for row in picture.rows if row.is_chosen} == set(account.winning_names)
    else:
        signed = {each.text for each in picture.labels if "✓" in each.text and "name" in each.what}
        assert {re.sub(r"[\u2068\u2069]|^\d+\. |✓ | · elected", "", each) for each in signed} == set(
            account.winning_names
        )


def test_a_square_for_each_pair_has_its_figure_as_in_the_table():
    for name in ("schulze", "ranked-pairs"):
        account = account_of(name, Ranked)
        picture = pairs(account)
        matrix = account.facts["matrix"]
        told = [each.text.strip("\u2068\u2069") for each in picture.labels if "figure" in each.what]
        assert told == [cell for row in picture.table.rows for cell in row[1:]]
        assert [each.votes for each in picture.boxes] == [
            0 if cell == "–" else int(cell.replace("−", "-")) for cell in told
        ]
        assert sorted(each.votes for each in picture.boxes) == sorted(
            matrix[first][second] - matrix[second][first] for first in range(4) for second in range(4)
        )
        signs = [each.what.split()[1].split("-")[0] for each in picture.boxes]
        assert signs == [{"–": "self", "0": "even", "+": "win", "−": "lose"}[cell[0]] for cell in told]


@pytest.mark.parametrize(("name", "kind"), [("approval", Approved), ("score", Rated), ("seq-pav", Approved)])
def test_bars_are_in_proportion_to_their_figures_exactly(name, kind):
    account = account_of(name, kind)
    rows = PICTURES[name](account).rows
    whole = account.ballots if kind is Approved else max(account.stages[0].totals.values())
    for row in rows:
        assert row.bars[-1].length == Fraction(row.figures[-1]) / whole


def test_sums_below_nothing_go_to_the_other_side():
    rated = Rated(names=("Ada", "Ben"), lowest=-2, highest=2, ballots={(2, -1): 3})
    rows = PICTURES["score"](count(METHODS["score"], rated)).rows
    assert [(row.bars[1].start, row.bars[1].length) for row in rows] == [
        (Fraction(1, 3), Fraction(2, 3)),
        (Fraction(0), Fraction(1, 3)),
    ]
    assert {mark.at for row in rows for mark in row.marks} == {Fraction(1, 3)}


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(*[st.integers(0, 9)] * 3), st.integers(1, 5), min_size=1, max_size=6), st.booleans())
def test_parts_of_grades_fill_the_bar_and_the_frame_holds_the_middle(ballots, is_long):
    highest = 9 if is_long else 5
    cast = {tuple(min(each, highest) for each in grading): number for grading, number in ballots.items()}
    account = count_judgement(Rated(names=("Ada", "Ben", "Eve"), highest=highest, ballots=cast))
    for row in grades(account).rows:
        parts = sorted(row.bars, key=lambda each: (each.start, each.length))
        assert sum(each.length for each in parts) == 1
        assert all(one.start + one.length == other.start for one, other in pairwise(parts))
        [framed] = [each for each in parts if "median" in each.what]
        assert framed.start <= Fraction(1, 2) < framed.start + framed.length
        above, _grade, below = account.facts["gauges"][("Ada", "Ben", "Eve").index(row.name)]
        told = row.figures[1:] if not is_long else (above, account.ballots - above - below, below)
        assert [each.length for each in parts] == [Fraction(int(each), account.ballots) for each in told if int(each)]


def test_money_is_spent_from_one_bar_to_the_next_and_never_beyond_the_line():
    for account in (count_greedy(BUDGETED), count_equal_shares_budget(BUDGETED, completion="greedy")):
        picture = spending(account)
        at, limit = Fraction(0), picture.rows[0].marks[0].at
        for row in picture.rows:
            if row.is_chosen:
                assert row.bars[2].start == at
                at += row.bars[2].length
                assert row.bars[2].length / limit == Fraction(row.figures[0]) / account.facts["budget"]
        assert at / limit == Fraction(account.facts["spent"]) / account.facts["budget"] <= 1
        assert picture.rows[-1].bars[2] == Bar(start=at, length=limit - at, what="left")
        assert {row.name for row in picture.rows[:-1]} == set(NAMES)


def test_of_many_projects_the_paid_ones_are_drawn_and_the_others_counted():
    size = 90
    costs = tuple(1 if each < 70 else 200 for each in range(size))
    ballots = {tuple((each, 1) for each in range(size)): 1}
    picture = spending(
        count_greedy(Budgeted(names=tuple(map(str, range(size))), costs=costs, budget=100, ballots=ballots))
    )
    assert (len(picture.rows), sum(row.is_chosen for row in picture.rows), picture.left_out) == (71, 70, 20)
    assert MOST < 70


def test_seats_that_supporters_pay_for_are_paid_in_full():
    rows = PICTURES["equal-shares"](account_of("equal-shares", Approved)).rows
    paid = [row for row in rows if row.figures[1]]
    assert [sum(each.length for each in row.bars[1:]) for row in paid] == [row.marks[0].at for row in paid]
    assert [row.name for row in paid] == ["Ada"]


@pytest.mark.parametrize(("name", "kind"), COUNTED)
def test_the_page_has_a_picture_with_words_and_no_style_of_its_own(name, kind):
    picture = picture_of(account_of(name, kind))
    page = render_to_string("decisions/_pictures.html", {"picture": picture})
    assert re.findall(r"style=|<script|href=|[“\"]None[”\"]", page) == []
    roles, names = (
        page.count('role="img"'),
        len(re.findall(r"role=\"img\"><title>[^<]+</title>|aria-labelledby=\"picture picture-says\"", page)),
    )
    assert roles == names == (1 if isinstance(picture, Drawing) else len(picture.rows))
    assert page.count("<table") == page.count("<caption") == 1


def test_long_words_are_cut_and_short_ones_are_not():
    assert [cut("Pollux", most) for most in (6, 5, 1)] == ["Pollux", "Poll…", "P…"]


def test_the_page_that_stands_alone_carries_the_rules_of_the_design_system():
    page = render_to_string(
        "decisions/alone/account.html", {"picture": picture_of(account_of("irv", Ranked)), "stages": []}
    )
    style = page.partition("<style>")[2].partition("</style>")[0]
    look = (Path(plenary.__file__).parent / "core/static/core/plenary.css").read_text(encoding="utf-8")
    assert style.count(CSS) == 1
    assert style.count(look[look.index("@layer tokens {") : look.index("@layer base")].strip()) == 1
    assert style.count("{") == style.count("}")


@pytest.mark.parametrize(("name", "most", "many"), [("schulze", 40, 41), ("irv", 12, 80), ("approval", 12, 80)])
def test_what_would_be_too_large_to_be_read_is_not_drawn(name: str, most: int, many: int) -> None:
    def is_drawn(number: int) -> bool:
        names, ballots = tuple(map(str, range(number))), {(each,): each + 1 for each in range(number)}
        kind = METHODS[name].kind
        return picture_of(count(METHODS[name], kind(names=names, ballots=ballots))) is not None

    assert (is_drawn(most), is_drawn(many)) == (True, name == "approval")
