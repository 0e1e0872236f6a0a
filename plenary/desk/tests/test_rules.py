"""How many things need the reader this week, and the words for it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plenary.desk import labels, rules

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
dues = st.lists(st.none() | st.integers(-30, 60).map(lambda days: NOW + timedelta(days=days)))


def test_due_this_week_counts_the_overdue_and_the_seventh_day() -> None:
    week = timedelta(days=7)
    asked = [NOW - timedelta(days=3), NOW + week, NOW + week + timedelta(seconds=1), None]
    assert rules.due_this_week(asked, NOW) == 2


@given(dues)
def test_what_is_due_is_this_week_or_later_and_nothing_else(asked: list[datetime | None]) -> None:
    later = [due for due in asked if due is not None and due > NOW + rules.WEEK]
    dated = [due for due in asked if due is not None]
    assert rules.due_this_week(asked, NOW) == len(dated) - len(later)
    assert rules.next_due_after_week(asked, NOW) == min(later, default=None)


def test_title_says_what_is_the_case() -> None:
    assert [labels.title_of(*pair) for pair in [(3, 2), (1, 1), (14, 12), (2, 0), (1, 0), (0, 0)]] == [
        "Two things need you this week",
        "One thing needs you this week",
        "12 things need you this week",
        "Two things wait for you, without haste",
        "One thing waits for you, without haste",
        "Nothing waits for you",
    ]


def test_asked_of_is_the_same_in_short() -> None:
    assert [labels.asked_of(*pair) for pair in [(3, 2), (1, 1), (2, 0), (0, 0)]] == [
        "2 things this week",
        "1 thing this week",
        "2 things, without haste",
        "nothing",
    ]
