"""Which vacancies wait for a countback: as many as are vacant, what is offered first, none that was left to an election."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.bodies.rules.countbacks import LEFT_OPEN, Answer, Out, Vacated, out_of, waiting

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
PLACES = (("board", "seat", ""), ("board", "small", ""), ("", "", "chair"))


def row(name: str, day: int, place: int = 0, **more: bool) -> Vacated:
    """A term that ended on a day."""
    return Vacated(id=name, place=PLACES[place], ended=BEGIN + timedelta(days=day), **more)


def vacant(*numbers: int) -> Counter[tuple[str, str, str]]:
    """How many are vacant of each place."""
    return Counter(dict(zip(PLACES, numbers, strict=False)))


def test_what_fell_vacant_last_waits_for_an_earlier_one_was_filled_otherwise() -> None:
    assert waiting([row("old", 1), row("new", 2)], vacant(1)) == ("new",)
    assert waiting([row("old", 1), row("new", 2)], vacant(2)) == ("new", "old")
    assert waiting([row("old", 1), row("new", 2)], vacant(0)) == ()


def test_what_is_offered_waits_first_and_what_was_left_to_an_election_takes_its_vacancy() -> None:
    assert waiting([row("old", 1, is_offered=True), row("new", 2)], vacant(1)) == ("old",)
    assert waiting([row("old", 1), row("new", 2, is_left_open=True)], vacant(1)) == ()
    assert waiting([row("old", 1), row("new", 2, is_left_open=True)], vacant(2)) == ("old",)


def test_of_who_cannot_serve_no_more_is_told_than_that_it_holds_a_seat() -> None:
    problems = ("bodies.holds_already", "bodies.protected", "bodies.not_a_member", "bodies.past_limit")
    assert [out_of(each) for each in problems] == [Out.SEATED, Out.UNABLE, Out.UNABLE, Out.UNABLE]


drawing = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
facts = st.tuples(st.integers(0, 9), st.integers(0, 2), st.booleans(), st.booleans())
rows = st.lists(facts, max_size=8).map(
    lambda told: [
        row(str(at), day, place, is_offered=offered, is_left_open=left)
        for at, (day, place, offered, left) in enumerate(told)
    ]
)


@drawing
@given(rows, st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)))
def test_no_more_wait_than_are_vacant_in_whatever_order_they_are_told(
    told: list[Vacated], numbers: tuple[int, int, int]
) -> None:
    found = waiting(told, vacant(*numbers))
    known = {each.id: each for each in told}
    waits = Counter(known[each].place for each in found)
    assert all(waits[place] <= number for place, number in zip(PLACES, numbers, strict=True))
    assert not any(known[each].is_left_open for each in found)
    assert waiting(sorted(told, key=lambda each: each.id), vacant(*numbers)) == found


@drawing
@given(rows, st.integers(0, 4))
def test_one_vacancy_more_never_takes_one_off(told: list[Vacated], number: int) -> None:
    assert set(waiting(told, vacant(number, 1, 1))) <= set(waiting(told, vacant(number + 1, 1, 1)))


def test_what_ballots_leave_open_is_filled_by_election() -> None:
    assert {Answer.NOBODY, Answer.NO_BALLOTS} == LEFT_OPEN
