"""Rules of concerns: codes, who receives, and the steps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.health.rules.receipts import DIGITS, in_groups, new_code, read_code
from plenary.health.rules.receivers import About, Holder, is_concerned, receivers
from plenary.health.rules.steps import Answer, State, Step, acknowledge_by, all_agree, is_overdue, steps

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


@given(HOLDERS, ABOUT)
def test_nobody_concerned_ever_receives_and_nobody_without_office(holders: list[Holder], about: About) -> None:
    found = receivers(holders, about, receiver="chair", instead="deputy")
    receiving = (*found.first, *found.later)
    by_id = {each.person: each for each in holders}
    assert not any(is_concerned(by_id[each], about) for each in receiving)
    assert all(by_id[each].offices & {"chair", "deputy"} for each in receiving)
    assert len(set(receiving)) == len(receiving)


@given(HOLDERS, ABOUT)
def test_it_reaches_somebody_wherever_one_is_free(holders: list[Holder], about: About) -> None:
    free = [each for each in holders if each.offices & {"chair", "deputy"} and not is_concerned(each, about)]
    assert bool(receivers(holders, about, receiver="chair", instead="deputy").first) == bool(free)


CHAIR = Holder(person="a", offices=frozenset({"chair"}), member="m")
DEPUTY = Holder(person="b", offices=frozenset({"deputy"}), member="n")
TREASURER = Holder(person="c", offices=frozenset({"treasurer"}))


@pytest.mark.parametrize(
    ("about", "first", "later"),
    [
        (About(), ("a",), ("b",)),
        (About(offices=frozenset({"chair"})), ("b",), ()),
        (About(persons=frozenset({"a"})), ("b",), ()),
        (About(members=frozenset({"m"})), ("b",), ()),
        (About(persons=frozenset({"b"})), ("a",), ()),
        (About(offices=frozenset({"chair", "deputy"})), (), ()),
        (About(offices=frozenset({"treasurer"})), ("a",), ("b",)),
    ],
)
def test_it_goes_around_those_concerned(about: About, first: tuple[str, ...], later: tuple[str, ...]) -> None:
    found = receivers([CHAIR, DEPUTY, TREASURER], about, receiver="chair", instead="deputy")
    assert (found.first, found.later) == (first, later)


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
