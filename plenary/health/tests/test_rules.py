"""Rules of concerns: codes, who receives, and the steps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.health.rules.receipts import DIGITS, in_groups, new_code, read_code
from plenary.health.rules.receivers import About, Holder, is_concerned, next_rank, rank_of, receivers
from plenary.health.rules.steps import (
    Answer,
    Days,
    Due,
    State,
    Step,
    acknowledge_by,
    all_agree,
    due_next,
    is_overdue,
    may_ask_mediator,
    may_say_holds,
    opened_again,
    steps,
)

CODES = ("chair", "deputy", "treasurer")
HOLDERS = st.lists(
    st.builds(
        Holder,
        person=st.sampled_from(["a", "b", "c", "d"]),
        offices=st.frozensets(st.sampled_from(CODES), min_size=1),
        member=st.sampled_from(["", "m", "n"]),
    ),
    max_size=5,
    unique_by=lambda holder: holder.person,
)
ABOUT = st.builds(
    About,
    offices=st.frozensets(st.sampled_from(CODES)),
    persons=st.frozensets(st.sampled_from(["a", "b", "c"])),
    members=st.frozensets(st.sampled_from(["m", "n"])),
)
ORDERS = st.lists(st.sampled_from(CODES), unique=True)


def test_a_code_has_twenty_digits_in_groups_and_is_read_as_typed() -> None:
    code = new_code()
    assert (len(code), code.count(" ")) == (24, 4)
    assert read_code(code) == code.replace(" ", "")
    assert read_code("1234-5678-9012 3456 7890") == "12345678901234567890"
    assert read_code("١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦ ٧٨٩٠") == "12345678901234567890"


@pytest.mark.parametrize("typed", ["", "1234", "x" * DIGITS, "1" * (DIGITS + 1), "²" * DIGITS])
def test_what_is_no_code_is_read_as_none(typed: str) -> None:
    assert read_code(typed) == ""


@given(st.text(alphabet="0123456789", min_size=DIGITS, max_size=DIGITS))
def test_every_code_is_read_back(digits: str) -> None:
    assert read_code(in_groups(digits)) == digits


@given(HOLDERS, ABOUT, ORDERS)
def test_nobody_concerned_ever_receives_and_nobody_without_office(
    holders: list[Holder], about: About, order: list[str]
) -> None:
    found = receivers(holders, about, order=order)
    by_id = {each.person: each for each in holders}
    assert not any(is_concerned(by_id[each.person], about) for each in found)
    assert all(each.office in by_id[each.person].offices for each in found)
    assert [each.rank for each in found] == sorted(order.index(each.office) for each in found)
    assert len({each.person for each in found}) == len(found)


@given(HOLDERS, ABOUT, ORDERS)
def test_it_reaches_everybody_who_is_free(holders: list[Holder], about: About, order: list[str]) -> None:
    free = {each.person for each in holders if each.offices & set(order) and not is_concerned(each, about)}
    assert {each.person for each in receivers(holders, about, order=order)} == free


CHAIR = Holder(person="a", offices=frozenset({"chair"}), member="m")
DEPUTY = Holder(person="b", offices=frozenset({"deputy"}), member="n")
TREASURER = Holder(person="c", offices=frozenset({"treasurer"}))


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (About(), [("a", 0), ("b", 1)]),
        (About(offices=frozenset({"chair"})), [("b", 1)]),
        (About(persons=frozenset({"a"})), [("b", 1)]),
        (About(members=frozenset({"m"})), [("b", 1)]),
        (About(persons=frozenset({"b"})), [("a", 0)]),
        (About(offices=frozenset({"chair", "deputy"})), []),
        (About(offices=frozenset({"treasurer"})), [("a", 0), ("b", 1)]),
    ],
)
def test_it_goes_around_those_concerned(about: About, expected: list[tuple[str, int]]) -> None:
    found = receivers([CHAIR, DEPUTY, TREASURER], about, order=["chair", "deputy"])
    assert [(each.person, each.rank) for each in found] == expected


@pytest.mark.parametrize(
    ("office", "order", "kept", "expected"),
    [
        ("deputy", ["chair", "deputy"], [("chair", 0)], 1),
        ("deputy", ["chair", "deputy"], [("deputy", 0)], 0),  # as it was sealed, whatever the order says now
        ("deputy", ["deputy", "chair"], [("chair", 0), ("deputy", 1)], 1),
        ("treasurer", ["chair", "deputy", "treasurer"], [], 2),
    ],
)
def test_whoever_comes_after_somebody_stands_where_they_stood(
    office: str, order: list[str], kept: list[tuple[str, int]], expected: int
) -> None:
    assert rank_of(office, order, kept) == expected


@pytest.mark.parametrize(
    ("ranks", "reached", "expected"), [([0, 1, 2], 0, 1), ([0, 2], 0, 2), ([1], 1, None), ([], 0, None)]
)
def test_it_goes_on_from_rank_to_rank(ranks: list[int], reached: int, expected: int | None) -> None:
    assert next_rank(ranks, reached) == expected


@pytest.mark.parametrize(("hours", "last"), [(1, 2), (24, 2), (25, 3), (72, 4)])
def test_the_last_day_is_told_in_whole_days(hours: int, last: int) -> None:
    raised = datetime(2026, 5, 1, 23, 59, tzinfo=UTC)
    by = acknowledge_by(raised, hours)
    assert by == date(2026, 5, last)
    assert not is_overdue(State.RAISED, by, by)
    assert is_overdue(State.RAISED, by, by + timedelta(days=1))
    assert not is_overdue(State.ACKNOWLEDGED, by, by + timedelta(days=1))


TODAY = date(2026, 5, 4)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "statement_by", "check_on", "expected"),
    [
        (State.RAISED, None, None, {Step.ACKNOWLEDGE}),
        (State.ACKNOWLEDGED, None, None, {Step.SAY, Step.HEAR, Step.CLOSE}),
        (State.HEARING, TODAY, None, {Step.SAY}),
        (State.HEARING, TODAY - DAY, None, {Step.SAY, Step.CONCLUDE, Step.CLOSE}),
        (State.HEARD, TODAY, None, {Step.SAY, Step.MEDIATE, Step.CONCLUDE, Step.CLOSE}),
        (State.AGREED, TODAY, TODAY + DAY, {Step.SAY}),
        (State.AGREED, TODAY, TODAY, {Step.SAY, Step.CLOSE}),
        (State.CLOSED, TODAY, TODAY, set()),
    ],
)
def test_each_state_allows_its_steps(
    state: State, statement_by: date | None, check_on: date | None, expected: set[Step]
) -> None:
    assert steps(state, today=TODAY, statement_by=statement_by, check_on=check_on) == expected


@given(st.sampled_from(State), st.none() | st.dates(), st.none() | st.dates())
def test_no_outcome_before_the_one_concerned_was_heard_or_had_their_time(
    state: State, statement_by: date | None, check_on: date | None
) -> None:
    if Step.CONCLUDE in steps(state, today=TODAY, statement_by=statement_by, check_on=check_on):
        assert state is State.HEARD or (state is State.HEARING and statement_by is not None and statement_by < TODAY)


@pytest.mark.parametrize(
    ("state", "is_answered", "statement_by", "expected"),
    [
        (State.RAISED, False, None, None),
        (State.ACKNOWLEDGED, False, None, (Due.ANSWER, TODAY + 7 * DAY)),
        (State.ACKNOWLEDGED, True, None, (Due.HEAR, TODAY + 21 * DAY)),
        (State.HEARING, True, TODAY + 14 * DAY, (Due.OUTCOME, TODAY + 74 * DAY)),
        (State.HEARING, True, TODAY - DAY, (Due.OUTCOME, TODAY + 60 * DAY)),
        (State.HEARD, True, TODAY + 14 * DAY, (Due.OUTCOME, TODAY + 60 * DAY)),
        (State.AGREED, True, TODAY, None),
        (State.CLOSED, True, TODAY, None),
    ],
)
def test_days_go_on_until_there_is_an_outcome(
    state: State, is_answered: bool, statement_by: date | None, expected: tuple[Due, date] | None
) -> None:
    days = Days(answer=7, hear=21, outcome=60)
    found = due_next(state, is_answered=is_answered, days=days, today=TODAY, statement_by=statement_by)
    assert found == expected
    none = Days(answer=0, hear=0, outcome=0)
    assert due_next(state, is_answered=is_answered, days=none, today=TODAY, statement_by=statement_by) is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], False),
        ([Answer.YES], True),
        ([Answer.YES, Answer.ASKED], False),
        ([Answer.YES, Answer.NO], False),
        ([Answer.YES, Answer.YES], True),
    ],
)
def test_all_agree_once_everybody_says_yes(answers: list[Answer], expected: bool) -> None:
    assert all_agree(answers) is expected


@pytest.mark.parametrize(
    ("state", "own", "other", "may"),
    [
        (State.HEARING, Answer.NONE, Answer.NONE, True),
        (State.HEARD, Answer.YES, Answer.NO, True),
        (State.HEARD, Answer.YES, Answer.ASKED, False),
        (State.HEARD, Answer.YES, Answer.YES, False),
        (State.HEARD, Answer.NO, Answer.YES, True),
        (State.HEARD, Answer.NONE, None, False),
        (State.AGREED, Answer.NONE, Answer.NONE, False),
    ],
)
def test_a_side_asks_for_a_mediator_while_none_waits(
    state: State, own: Answer, other: Answer | None, may: bool
) -> None:
    assert may_ask_mediator(state, own, other) is may


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({}, True),
        ({"state": State.CLOSED}, True),
        ({"state": State.HEARD}, False),
        ({"own": Answer.ASKED}, True),
        ({"own": Answer.YES}, False),
        ({"own": Answer.NO}, False),
        ({"was_agreed": False}, False),
        ({"check_on": None}, False),
        ({"check_on": date(2026, 3, 3)}, False),
    ],
)
def test_a_side_says_once_whether_it_holds_from_the_day_of_the_check(changes: dict[str, object], may: bool) -> None:
    asked = {"state": State.AGREED, "own": Answer.NONE, "was_agreed": True, "check_on": date(2026, 3, 2)}
    assert may_say_holds(**(asked | {"today": date(2026, 3, 2)} | changes)) is may


def test_what_does_not_hold_is_heard_again_where_not_all_agreed() -> None:
    assert opened_again([Answer.YES, Answer.YES]) is State.HEARD
    assert opened_again([Answer.YES, Answer.NONE]) is State.HEARING


def test_whoever_comes_after_somebody_stands_where_the_first_of_that_office_stood() -> None:
    kept = [("chair", 3), ("chair", 1), ("deputy", 0)]
    assert [rank_of(office, CODES, kept) for office in ("chair", "deputy", "treasurer")] == [1, 0, 2]


def test_a_code_with_anything_else_than_digits_is_none() -> None:
    assert read_code("1" * (DIGITS - 1) + "x") == ""
    assert read_code("1" * (DIGITS + 1)) == ""
