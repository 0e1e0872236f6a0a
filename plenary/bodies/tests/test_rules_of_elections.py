"""What is elected together, when an election may be called, and which payloads fill the same: tables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from plenary.bodies.rules import Held, Place, places, seats_of
from plenary.bodies.rules.elections import (
    AHEAD,
    Elected,
    called_from,
    elections,
    fills_the_same,
    is_kept,
    seated,
    starts_of,
)
from plenary.charter.rules.schema import Body, BodyKind, Elections, Filled, Method, Office, Process, Seats, TooFew
from tests import founding

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WORDS = {"en": "Words"}


def seats(code: str, filled: Filled = Filled.ELECTION, **changes: object) -> Seats:
    return Seats(code=code, names=WORDS, number=2, filled=filled, **changes)


BOARD = Body(
    code="board",
    kind=BodyKind.COMMITTEE,
    names=WORDS,
    seats=(
        seats("north"),
        seats("south"),
        seats("youth", filled_by="council"),
        seats("named", Filled.APPOINTMENT),
    ),
)
PLENARY = Body(code="plenary", kind=BodyKind.PLENARY, names=WORDS, seats=(seats("all"),))
OFFICES = (
    Office(code="chair", names=WORDS),
    Office(code="clerk", names=WORDS, filled=Filled.APPOINTMENT),
)


def test_seats_that_the_same_body_elects_are_elected_together_and_each_office_by_itself() -> None:
    charter = replace(founding.charter(), bodies=(PLENARY, BOARD), offices=OFFICES)
    told = [(each.clause, each.seats, each.filled_by, len(each.places)) for each in elections(charter)]
    assert told == [
        ("body.board", ("north", "south"), "plenary", 2),
        ("body.board", ("youth",), "council", 1),
        ("office.chair", (), "plenary", 1),
    ]
    assert [place.clause for place in places(charter)] == ["body.board"] * 4 + ["office.chair", "office.clerk"]


def test_seats_are_found_by_their_code() -> None:
    assert seats_of(BOARD, "south") is BOARD.seats[1]
    with pytest.raises(KeyError):
        seats_of(BOARD, "west")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"body": "board", "seats": ["north"]}, True),
        ({"body": "board", "seats": ["south", "youth"]}, True),
        ({"body": "board", "seats": ["youth"]}, False),
        ({"body": "council", "seats": ["north"]}, False),
        ({"body": "board"}, False),
        ({"body": "board", "seats": "north"}, False),
        ({"office": "chair"}, False),
        ({"body": "board", "seats": ["north"], "office": "chair"}, False),
    ],
)
def test_which_elections_fill_the_same_seats(other: dict[str, object], same: bool) -> None:
    one = {"body": "board", "seats": ["north", "south"]}
    assert fills_the_same(one, other) is fills_the_same(other, one) is same
    assert Elected(body="board", seats=("north", "south"), filled_by="plenary", places=()).is_of(other) is same


def test_an_election_to_an_office_fills_that_office() -> None:
    chair = Elected(office="chair", filled_by="plenary", places=())
    assert chair.clause == "office.chair"
    assert [chair.is_of({"office": office}) for office in ("chair", "clerk", "")] == [True, False, False]


def test_what_is_filled_begins_at_once_or_at_its_moment() -> None:
    there = START.astimezone(timezone(timedelta(hours=2)))
    given = [{}, {"starts": ""}, {"starts": START.replace(tzinfo=None).isoformat()}, {"starts": there.isoformat()}]
    assert [starts_of(payload) for payload in given] == [None, None, START, START]
    with pytest.raises(ValueError, match="isoformat"):
        starts_of({"starts": "soon"})


@pytest.mark.parametrize(
    ("too_few", "holidays", "days"), [(TooFew.FILL, 0, 30), (TooFew.AGAIN, 0, 60), (TooFew.FILL, 3, 33)]
)
def test_an_election_is_called_as_long_before_as_its_way_takes(too_few: TooFew, holidays: int, days: int) -> None:
    process = Process(
        code="p",
        names=WORDS,
        method=Method.CHOICE,
        electorate="plenary",
        notice_days=8,
        discussion_days=14,
        voting_days=7,
        voting_hours=24,
        hold_hours=48,
    )
    rules = Elections(too_few=too_few, handover_days=10)
    assert called_from(START, process, rules, holidays) == START - (days + 2 + 10) * DAY - AHEAD
    assert timedelta(days=60) == AHEAD


def test_seats_are_kept_for_a_category_or_in_words() -> None:
    kept = [seats("a"), seats("a", reserved_category="youth"), seats("a", reserved_for=WORDS)]
    assert [is_kept(each) for each in kept] == [False, True, True]


def test_terms_that_meet_do_not_overlap() -> None:
    term = Held(body="board", seats="north", holder="a", starts=START, until=START + DAY)
    assert not term.overlaps(START + DAY, None)
    assert not term.overlaps(START - DAY, START)
    assert term.overlaps(START - DAY, None)
    assert not Place(body="board", seats="south").clause.startswith("office")


def test_those_chosen_first_move_on_in_a_row_where_that_seats_a_later_one() -> None:
    assert seated([("a", "b"), ("b", "c"), ("a",)], {"a": 1, "b": 1, "c": 1}) == ("b", "c", "a")
