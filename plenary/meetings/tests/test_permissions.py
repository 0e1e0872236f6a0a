"""Who may read of meetings, call and change them, by standing and by how the meeting stands: tables."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from plenary.charter.queries import NoCharterError
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.meetings import permissions
from plenary.meetings.matters import CALL
from plenary.meetings.models import Meeting

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
INSIDE = {"audiences": frozenset({visibility.PUBLIC, visibility.MEMBERS})}
OUTSIDE = {"audiences": frozenset({visibility.PUBLIC})}
SYSTEM = {"clause": "process.p", **OUTSIDE}
POWER = {"powers": frozenset({CALL})}
CHAIR = {"chairs": frozenset({"f-a"})}
COMING = {"starts_at": NOW + HOUR, "ends_at": NOW + 2 * HOUR}
PAST = {"starts_at": NOW - 2 * HOUR, "ends_at": NOW - HOUR}


def one(**changes: Any) -> Standing:
    return Standing(**({"coalition": "c", "as_of": NOW} | INSIDE | changes))


@pytest.fixture(autouse=True)
def charters(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The coalitions that have a charter; powers have a clause of their name."""
    found = {"c"}

    def charter_of(coalition_id: str) -> None:
        if coalition_id not in found:
            raise NoCharterError

    monkeypatch.setattr(permissions, "charter_of", charter_of)
    monkeypatch.setattr(permissions, "clause_of_power", lambda _coalition, power: power)
    return found


def test_meetings_are_read_inside_once_there_is_a_charter(charters: set[str]) -> None:
    readers = [one(), one(**SYSTEM), one(**OUTSIDE)]
    told = [permissions.may_read_meetings(each) for each in readers]
    assert [(each.allowed, each.reason) for each in told] == [
        (True, "meetings.is_member"),
        (True, "meetings.is_member"),
        (False, "core.members_only"),
    ]
    charters.clear()
    assert permissions.may_read_meetings(one()).reason == "core.not_yet"


@pytest.mark.parametrize(
    ("changes", "body", "reason"),
    [
        (POWER, "board", "by_office"),
        (SYSTEM, "board", "by_office"),
        (CHAIR, "f-a", "by_chair"),
        (CHAIR, "board", "not_calling"),
        ({}, "", "not_calling"),
    ],
)
def test_who_calls_and_changes_a_meeting(changes: dict[str, Any], body: str, reason: str) -> None:
    standing, may = one(**changes), reason != "not_calling"
    verdict = permissions.may_call(standing, body)
    assert (verdict.allowed, verdict.reason) == (may, f"meetings.{reason}")
    meetings = [Meeting(body=body, **when) for when in (COMING, PAST, {**COMING, "called_off_at": NOW}, {})]
    with clock.set_to(NOW):
        told = [permissions.may_change(standing, meeting).reason for meeting in meetings]
        dates = [permissions.may_find_date(standing, meeting).reason for meeting in meetings]
    over, found = ("is_over", "has_date") if may else (reason, reason)
    assert told == [f"meetings.{each}" for each in (reason, over, "is_called_off", reason)]
    assert dates == [f"meetings.{each}" for each in (found, over, "is_called_off", reason)]


def test_whoever_calls_those_of_some_body_may_call() -> None:
    callers = [one(**POWER), one(**CHAIR), one()]
    assert [permissions.may_call_any(each).allowed for each in callers] == [True, True, False]
