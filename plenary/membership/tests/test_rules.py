"""The rules of status, vote and protection."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Category, Protection
from plenary.membership.rules import (
    BELONGING,
    FORMER,
    SPEAKING,
    WAITING,
    Status,
    admitted,
    has_voice,
    has_vote,
    may_become,
    protection_problem,
    returns_to,
    status_at,
)

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
statuses = st.sampled_from(Status)
categories = st.builds(
    Category,
    code=st.just("c"),
    names=st.just({"en": "C"}),
    vote=st.booleans(),
    voice=st.booleans(),
    provisional_vote=st.booleans(),
    provisional_months=st.integers(0, 24),
)
protections = st.builds(Protection, allowed=st.booleans(), cap=st.integers(0, 5), vote=st.booleans())


def test_every_status_stands_in_one_group() -> None:
    assert set(Status) == WAITING | BELONGING | FORMER
    assert WAITING & BELONGING == BELONGING & FORMER == WAITING & FORMER == frozenset()


@given(statuses)
def test_one_that_is_out_may_only_apply_again(status: Status) -> None:
    if status in FORMER:
        assert {other for other in Status if may_become(status, other)} == {Status.APPLIED}


@given(statuses)
def test_no_status_becomes_itself_and_every_member_may_leave(status: Status) -> None:
    assert not may_become(status, status)
    assert may_become(status, Status.WITHDRAWN) == (status not in FORMER)


@given(categories, statuses, protections, st.booleans())
def test_only_members_in_good_standing_vote(
    category: Category, status: Status, protection: Protection, protected: bool
) -> None:
    if has_vote(category, status, protection, protected=protected):
        assert category.vote
        assert status in {Status.ACTIVE, Status.PROVISIONAL}
        assert protection.vote or not protected
    if has_voice(category, status):
        assert status in SPEAKING - {Status.SUSPENDED}


@pytest.mark.parametrize(
    ("status", "vote", "provisional_vote"),
    [
        ("invited", False, False),
        ("applied", False, False),
        ("provisional", False, True),
        ("active", True, True),
        ("on_leave", False, False),
        ("dormant", False, False),
        ("suspended", False, False),
        ("withdrawn", False, False),
        ("removed", False, False),
    ],
)
def test_vote_by_status(status: str, vote: bool, provisional_vote: bool) -> None:
    plain = Category(code="c", names={})
    trial = Category(code="c", names={}, provisional_vote=True)
    assert has_vote(plain, Status(status), Protection()) == vote
    assert has_vote(trial, Status(status), Protection()) == provisional_vote
    assert not has_vote(plain, Status(status), Protection(allowed=True), protected=True)


@given(categories, st.timedeltas(timedelta(0), timedelta(days=36500)).map(NOON.__add__))
def test_a_trial_ends_by_the_clock(category: Category, at: datetime) -> None:
    status, until = admitted(category, at)
    if until is None:
        assert (status, category.provisional_months) == (Status.ACTIVE, 0)
    else:
        assert status_at(status, until, until - timedelta(microseconds=1)) is Status.PROVISIONAL
        assert status_at(status, until, until) is Status.ACTIVE
        assert returns_to(until, at) is Status.PROVISIONAL


def test_a_trial_of_one_month_from_the_31st_ends_on_the_last_day() -> None:
    category = Category(code="c", names={}, provisional_months=1)
    assert admitted(category, NOON) == (Status.PROVISIONAL, datetime(2026, 2, 28, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("allowed", "now", "vouchers", "problem"),
    [
        (False, 0, 9, "membership.protection_not_allowed"),
        (True, 2, 9, "membership.protection_cap"),
        (True, 1, 1, "membership.protection_vouchers"),
        (True, 1, 2, ""),
    ],
)
def test_protection_has_a_cap_and_vouchers(allowed: bool, now: int, vouchers: int, problem: str) -> None:
    protection = Protection(allowed=allowed, cap=2, vouchers=2)
    assert protection_problem(protection, protected_now=now, vouchers=vouchers) == problem
