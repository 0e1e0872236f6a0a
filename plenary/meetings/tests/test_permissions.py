"""Who may read of meetings, call and change them, by standing and by how the meeting stands: tables."""

from datetime import timedelta
from typing import Any

import pytest

from plenary.charter import starting
from plenary.charter.rules.schema import Charter
from plenary.charter.tests.in_force import in_force
from plenary.core import clock, visibility
from plenary.core.standing import Mandate, Standing
from plenary.core.tests.standings import CONSULTS, NOW, OBSERVES, OUTSIDE, SUSPENDED
from plenary.meetings import permissions
from plenary.meetings.matters import CALL, MINUTE
from plenary.meetings.models import ActionPoint, Meeting, MinutesObjection
from plenary.meetings.rules.approval import Approval

HOUR = timedelta(hours=1)
INSIDE = {"audiences": frozenset({visibility.PUBLIC, visibility.MEMBERS})}
SYSTEM = {"clause": "process.p", **OUTSIDE}
POWER = {"powers": frozenset({CALL})}
CHAIR = {"chairs": frozenset({"f-a"})}
COMING = {"starts_at": NOW + HOUR, "ends_at": NOW + 2 * HOUR}
PAST = {"starts_at": NOW - 2 * HOUR, "ends_at": NOW - HOUR}


def one(**changes: Any) -> Standing:
    return Standing(**({"coalition": "c", "as_of": NOW} | INSIDE | changes))


@pytest.fixture(autouse=True)
def charters(monkeypatch: pytest.MonkeyPatch) -> dict[str, Charter]:
    """Charters in force by the id of the coalition."""
    return in_force(monkeypatch, c=starting.shipped("elected-board"))


def test_meetings_are_read_inside_once_there_is_a_charter(charters: dict[str, Charter]) -> None:
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


NOW_ON = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}
MEMBER = {"member": "m", "member_status": "active", "mandate": Mandate.DECIDES}
KEEPER = {"powers": frozenset({MINUTE})}
SECRETARY = {"secretaries": frozenset({"f-a"})}
CANNOT = ["meetings.not_invited", "meetings.not_written_of_protected", "meetings.suspended", "meetings.observes"]
"""Why those who are not invited, are protected, suspended, or only observe do not take part."""


def ask(may: Any, invited: bool, changes: dict[str, Any], **when: Any) -> str:
    """The reason for a standing and a meeting of the body "f-a", and whether that one is invited."""
    with pytest.MonkeyPatch.context() as patch, clock.set_to(NOW):
        patch.setattr(permissions, "is_invited", lambda _standing, _meeting: invited)
        return may(one(**changes), Meeting(body="f-a", **when)).reason


def why_not(may: Any, **when: Any) -> list[str]:
    """The reasons for a member that is invited, and for those of `CANNOT`."""
    changed = [{"is_protected": True}, {"member_status": "suspended"}, {"mandate": Mandate.OBSERVES}]
    return [
        ask(may, True, MEMBER, **when),
        ask(may, False, MEMBER, **when),
        *(ask(may, True, MEMBER | changes, **when) for changes in changed),
    ]


def test_who_takes_part() -> None:
    invited = "meetings.invited"
    assert why_not(permissions.may_say_when) == [invited, *CANNOT]
    assert why_not(permissions.may_act_for, **NOW_ON) == [invited, *CANNOT]
    for may, when in ((permissions.may_tell_need, COMING), (permissions.may_ask_to_speak, NOW_ON)):
        assert why_not(may, **when) == [invited, *CANNOT[:3], invited]
        assert ask(may, True, MEMBER | {"member": ""}, **when) == "meetings.not_invited"
    assert why_not(permissions.may_say_there, **NOW_ON) == [invited, *CANNOT[:3], invited]


def test_what_is_asked_of_the_time_of_a_meeting() -> None:
    off = NOW_ON | {"called_off_at": NOW}
    for may in (permissions.may_say_there, permissions.may_act_for, permissions.may_ask_to_speak):
        assert [ask(may, True, MEMBER, **when) for when in (COMING, off)] == [
            "meetings.not_begun",
            "meetings.is_called_off",
        ]
    for when in (COMING, PAST, off):
        assert ask(permissions.may_give_floor, True, KEEPER, **when).startswith(("meetings.not_b", "meetings.is_"))
    assert ask(permissions.may_give_floor, True, KEEPER, **NOW_ON) == "meetings.by_office"
    assert ask(permissions.may_give_floor, True, SECRETARY, **NOW_ON) == "meetings.not_leading"
    assert ask(permissions.may_say_when, True, MEMBER, **COMING) == "meetings.has_date"


def test_who_keeps_minutes_and_publishes_them_until_they_are_approved(monkeypatch: pytest.MonkeyPatch) -> None:
    keeps = [ask(permissions.may_keep, True, who) for who in (KEEPER, CHAIR, SECRETARY, KEEPER | SECRETARY, MEMBER)]
    assert [each.partition(".")[2] for each in keeps] == [
        *("by_office", "by_chair", "by_secretary", "by_office", "not_keeping")
    ]
    for stand, reason in ((Approval.PUBLISHED, "by_office"), (Approval.APPROVED, "approved")):
        monkeypatch.setattr(permissions, "approval", lambda _meeting, stand=stand: stand)
        assert ask(permissions.may_publish, True, KEEPER, **PAST) == f"meetings.{reason}"
        assert ask(permissions.may_publish, True, MEMBER, **PAST) == "meetings.not_keeping"
    meeting = Meeting(body="f-a")
    objections = [MinutesObjection(meeting=meeting, settled_at=settled) for settled in (None, NOW)]
    told = [permissions.may_settle(one(**KEEPER), each).reason for each in objections]
    assert told == ["meetings.by_office", "meetings.is_settled"]


def test_who_objects_to_minutes_in_time() -> None:
    told = why_not(permissions.may_object, objections_until=NOW)
    assert told == ["meetings.invited", CANNOT[0], "meetings.invited", CANNOT[0], CANNOT[3]]
    for until in (None, NOW - HOUR):
        assert ask(permissions.may_object, True, MEMBER, objections_until=until) == "meetings.not_open_to_objections"


WRITERS = [MEMBER, MEMBER | CONSULTS, MEMBER | OBSERVES, MEMBER | SUSPENDED, KEEPER, SECRETARY, CHAIR]


@pytest.mark.parametrize(
    ("stand", "told"),
    [
        (Approval.DRAFT, "invited invited not_keeping not_keeping by_office by_secretary by_chair"),
        (Approval.PUBLISHED, "not_keeping not_keeping not_keeping not_keeping by_office by_secretary by_chair"),
        (Approval.CHANGED, "not_keeping not_keeping not_keeping not_keeping by_office by_secretary by_chair"),
        (Approval.CONTESTED, "not_keeping not_keeping not_keeping not_keeping by_office by_secretary by_chair"),
        (Approval.APPROVED, " ".join(["approved"] * 7)),
    ],
)
def test_who_writes_in_the_minutes(monkeypatch: pytest.MonkeyPatch, stand: Approval, told: str) -> None:
    monkeypatch.setattr(permissions, "approval", lambda _meeting: stand)
    answers = [ask(permissions.may_write, True, who, **PAST).partition(".")[2] for who in WRITERS]
    assert answers == told.split()
    assert {ask(permissions.may_write, True, who, **COMING) for who in WRITERS} == {"meetings.not_begun"}
    uninvited = ask(permissions.may_write, False, MEMBER, **PAST)
    assert uninvited == ("meetings.approved" if stand is Approval.APPROVED else "meetings.not_keeping")


@pytest.mark.parametrize(
    ("changes", "owner", "reason"),
    [
        (MEMBER, "m", "yours"),
        (MEMBER | CONSULTS, "m", "yours"),
        (MEMBER | OBSERVES, "m", "not_leading"),
        (MEMBER, "n", "not_leading"),
        (MEMBER, None, "not_leading"),
        (MEMBER | {"member": ""}, "", "not_leading"),
        (KEEPER, "m", "by_office"),
        (CHAIR, "m", "by_chair"),
        (SECRETARY, "m", "not_leading"),
    ],
)
def test_who_says_what_became_of_an_action(changes: dict[str, Any], owner: str | None, reason: str) -> None:
    for done_at, told in ((None, reason), (NOW, "is_done")):
        point = ActionPoint(meeting=Meeting(body="f-a"), owner_id=owner, done_at=done_at)
        verdict = permissions.may_finish(one(**changes), point)
        assert (verdict.allowed, verdict.reason) == (told in {"yours", "by_office", "by_chair"}, f"meetings.{told}")


def test_what_is_said_of_a_meeting_and_until_when() -> None:
    assert (
        ask(permissions.may_say_there, True, MEMBER, **PAST, minutes_published_at=NOW) == "meetings.attendance_stands"
    )
    assert ask(permissions.may_say_there, True, MEMBER, **PAST) == "meetings.invited"
    for when, reason in ((PAST, "is_over"), (COMING | {"called_off_at": NOW}, "is_over"), ({}, "invited")):
        assert ask(permissions.may_tell_need, True, MEMBER, **when) == f"meetings.{reason}"
    for when, reason in ((COMING, "not_begun"), (NOW_ON, "by_office"), (PAST, "by_office")):
        assert ask(permissions.may_keep_of, True, KEEPER, **when) == f"meetings.{reason}"
