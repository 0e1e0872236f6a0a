"""What a member did beside what is asked: never more is asked than was fair, and nothing of whoever cannot be counted."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from plenary.membership.rules.doing import MONTHS, Counts, asked_so_far, months_between, together

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # given a zone
HELD = st.none() | st.integers(0, 20)


@given(st.integers(0, 60), st.integers(0, 14), HELD)
def test_what_is_asked_so_far_is_fair(asked: int, months: int, held: int | None) -> None:
    found = asked_so_far(asked, months, held)
    assert 0 <= found <= asked
    assert held is None or found <= held
    assert found <= asked * months / MONTHS
    assert asked_so_far(asked, MONTHS, None) == asked
    assert found <= asked_so_far(asked, months + 1, held)
    assert found <= asked_so_far(asked + 1, months, held)


@given(MOMENTS, MOMENTS)
def test_months_are_whole_and_twelve_at_most(one: datetime, other: datetime) -> None:
    since, now = sorted((one, other))
    months = months_between(since, now)
    assert 0 <= months <= MONTHS
    assert months * 28 <= (now - since).days + 3
    assert months_between(now, since) == 0
    assert months_between(None, now) == MONTHS
    assert months_between(since, since) == 0


@given(st.lists(st.builds(Counts, done=st.integers(0, 9), held=HELD), min_size=1, max_size=4))
def test_what_rooms_count_is_added_and_its_number_known_where_all_know_it(counts: list[Counts]) -> None:
    whole = together(counts)
    assert whole.done == sum(each.done for each in counts)
    unknown = any(each.held is None for each in counts)
    assert whole.held == (None if unknown else sum(each.held or 0 for each in counts))
    assert together(counts[::-1]) == whole
