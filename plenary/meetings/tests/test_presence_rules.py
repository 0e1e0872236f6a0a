"""Quorum by presence, whose voice is missing, and in which turn one speaks; and where minutes stand."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.meetings.rules.approval import LONGEST, SHORTEST, Approval, approval_of, window_until
from plenary.meetings.rules.presence import Voice, in_turn, quorum_by_presence, whose_voice

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10)


@pytest.mark.parametrize(
    ("present", "everyone", "share", "needed", "holds"),
    [
        ([1, 1], [1, 1, 1], Fraction(1, 2), 2, True),
        ([1], [1, 1, 1], Fraction(1, 2), 2, False),
        ([2], [2, 1, 1], Fraction(1, 2), 2, True),
        ([], [1, 1], Fraction(0), 0, True),
        ([], [], Fraction(1, 3), 1, False),
    ],
)
def test_quorum_table(present: list[int], everyone: list[int], share: Fraction, needed: int, holds: bool) -> None:
    found = quorum_by_presence(present, everyone, share)
    assert (found.needed, found.holds) == (needed, holds)


@given(st.lists(st.integers(1, 5), max_size=12), st.integers(0, 12), SHARES)
def test_who_comes_never_undoes_a_quorum(weights: list[int], come: int, share: Fraction) -> None:
    before = quorum_by_presence(weights[:come], weights, share)
    after = quorum_by_presence(weights[: come + 1], weights, share)
    assert before.needed == after.needed
    assert after.holds or not before.holds
    assert not weights or quorum_by_presence(weights, weights, share).holds


def test_whose_voice_is_missing_is_told_by_name_and_region() -> None:
    voices = [
        Voice("a", "Green Valley", "PER", 2),
        Voice("b", "Open Roads", "MLI", 0),
        Voice("c", "Long Bridge", "PER", 0),
        Voice("d", "Old Mill", "", 0),
    ]
    heard = whose_voice(voices)
    assert (heard.spoken, heard.there) == (1, 4)
    assert heard.silent == ("Long Bridge", "Old Mill", "Open Roads")
    assert heard.silent_regions == ("MLI",)


@given(st.lists(st.integers(0, 4), max_size=8))
def test_who_has_spoken_least_speaks_first_else_who_asked_first(spoken: list[int]) -> None:
    asked = [(str(number), often) for number, often in enumerate(spoken)]
    order = in_turn(asked)
    assert sorted(order) == sorted(key for key, _often in asked)
    placed = [(dict(asked)[key], int(key)) for key in order]
    assert placed == sorted(placed)


def test_the_first_to_ask_speaks_first_where_all_have_spoken_alike() -> None:
    assert in_turn([("b", 1), ("a", 1), ("c", 0)]) == ["c", "b", "a"]


def test_minutes_are_open_to_objections_from_a_day_to_sixty() -> None:
    assert (SHORTEST, LONGEST) == (1, 60)
    assert window_until(NOON, 14) == NOON + timedelta(days=14)


@pytest.mark.parametrize(
    ("hours", "objections", "changed", "stands"),
    [
        (0, 0, None, Approval.PUBLISHED),
        (24, 0, None, Approval.PUBLISHED),
        (25, 0, None, Approval.APPROVED),
        (1, 1, None, Approval.CONTESTED),
        (99, 1, None, Approval.CONTESTED),
        (99, 0, HOUR, Approval.CHANGED),
        (99, 0, -HOUR, Approval.APPROVED),
    ],
)
def test_silence_approves(hours: int, objections: int, changed: timedelta | None, stands: Approval) -> None:
    found = approval_of(
        NOON,
        NOON + 24 * HOUR,
        NOON + hours * HOUR,
        objections=objections,
        changed=NOON + changed if changed is not None else None,
    )
    assert found is stands


def test_what_is_not_published_is_a_draft() -> None:
    assert approval_of(None, None, NOON, objections=0, changed=NOON) is Approval.DRAFT
