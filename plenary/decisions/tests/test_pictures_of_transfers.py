"""Pictures of votes that go from stage to stage: ribbons carry what goes, what comes and what is lost, and nothing else."""

from fractions import Fraction

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import UncountableError
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.shown.pictures.lanes import LOST, PITCH, Lanes
from plenary.decisions.shown.pictures.shapes import FINE
from plenary.decisions.shown.pictures.transfers import transfers
from plenary.decisions.tests.drawn import outside
from plenary.decisions.tests.methods.rankings import profiles, ranked
from plenary.decisions.tests.published import counted, files

STAGED = ("stv-scottish", "stv-meek", "irv")
RANKED = ranked("ABCD", "6 A B\n4 B C\n3 C\n2 D C\n1 D")


def told(profile, name, seats):
    """The account of a count; ballots that cannot be counted are passed by."""
    try:
        return count(METHODS[name], profile, seats=seats)
    except UncountableError:
        reject()


@settings(max_examples=60, deadline=None)
@given(profiles(), st.sampled_from(STAGED), st.integers(1, 3))
def test_ribbons_carry_what_goes_and_what_comes_and_what_is_lost(profile, name, seats):
    account = told(profile, name, min(seats, len(profile.standing)) if name != "irv" else 1)
    lanes, picture = Lanes(account), transfers(account)
    assert outside(picture) == []
    for column in range(1, len(account.stages)):
        before, after = (column - 1) * PITCH * FINE, column * PITCH * FINE
        drawn = [each for each in picture.ribbons if before < each.x < after]
        for each in lanes.order:
            gone = sum(one.votes for one in drawn if one.giver == each)
            come = sum(one.votes for one in drawn if one.taker == each)
            assert come - gone == lanes.has(each, column) - lanes.has(each, column - 1)
        left = sum(one.votes for one in drawn if one.to_x == after)
        assert left == sum(one.votes for one in drawn if one.giver is not None)
        assert left == sum(by for by in account.stages[column].moved.values() if by > 0) + max(
            account.stages[column].lost, 0
        )


@settings(max_examples=60, deadline=None)
@given(profiles(), st.sampled_from(STAGED))
def test_bars_are_as_high_as_their_votes_and_ribbons_fill_what_they_change(profile, name):
    account = told(profile, name, 1)
    lanes, picture = Lanes(account), transfers(account)
    scale = Fraction(lanes.high * FINE) / lanes.full
    for box in picture.boxes:
        assert abs(box.height - box.votes * scale) <= Fraction(1, 2)
    nodes = {(box.of, box.x): box for box in picture.boxes if box.what != "stays"}
    assert {key: box.votes for key, box in nodes.items()} == {
        (each, column * PITCH * FINE): lanes.has(each, column)
        for each in lanes.order
        for column in range(len(account.stages))
        if lanes.has(each, column)
    }
    for (each, x), box in nodes.items():
        came = [one for one in picture.ribbons if one.to_x == x and one.taker == each]
        if came:
            before = nodes.get((each, x - PITCH * FINE))
            assert sum(one.to_height for one in came) == box.height - (before.height if before else 0)
            assert min(one.to_y for one in came) == box.y


@pytest.mark.parametrize("name", STAGED)
def test_a_picture_of_transfers_and_its_table_tell_the_same(name):
    account = count(METHODS[name], RANKED, seats=1 if name == "irv" else 2)
    picture = transfers(account)
    lanes = Lanes(account)
    cells = {row[0]: row[1:-1] for row in picture.table.rows}
    for each in picture.labels:
        if each.what == "figure":
            lane = next(lane for lane in lanes.order if lanes.bottom(lane) - 3 == each.y)
            told = cells[lanes.name(lane)][each.x // PITCH]
            figure = each.text.strip("\u2068\u2069")
            assert told == figure or (figure.endswith("…") and told.startswith(figure[:-1]))
    assert len([each for each in picture.labels if each.what == "figure"]) >= len(lanes.order)


def test_a_small_picture_of_transfers_says_where_votes_went():
    picture = transfers(count(METHODS["stv-scottish"], ranked("ABC", "5 A B\n2 C"), seats=2))
    assert [(each.giver, each.taker, each.votes, each.what) for each in picture.ribbons] == [
        (0, 1, 2, "moves"),
        (1, LOST, 2, "lost"),
    ]
    assert picture.table.rows == (
        ("A", "5", "3", "3", "3", "✓\N{NO-BREAK SPACE}elected, stage 1"),
        ("C", "2", "2", "2", "2", "✓\N{NO-BREAK SPACE}elected, stage 4"),
        ("B", "0", "2", "0", "0", "✕\N{NO-BREAK SPACE}excluded, stage 3"),
        ("Lost", "0", "0", "2", "2", ""),
        ("Quota", "3", "3", "3", "3", ""),
    )


def test_real_wards_are_drawn_inside_their_pictures():
    for path in files("elections/scottish-2017/ballots", "*.blt")[::40]:
        profile, seats = counted(path)
        for name in ("stv-scottish", "stv-meek"):
            picture = transfers(count(METHODS[name], profile, seats=seats))
            assert (path.name, outside(picture)) == (path.name, [])
