"""Who may raise a concern, who receives and keeps a key, and what is done with one when: tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from plenary.charter import starting
from plenary.charter.rules.schema import Charter, Conflict, Disclosed
from plenary.charter.tests.in_force import in_force
from plenary.core import clock
from plenary.core.tests.standings import NOW, OUTSIDE, STRANGER, SYSTEM, Around, officer, one, said
from plenary.health import permissions
from plenary.health.models import RaisedConcern
from plenary.health.rules.steps import State, Step

BOARD = starting.shipped("elected-board")  # where the chair, then the treasurer, then the coordinator receive
WHO = Around(
    {
        "a member": one(),
        "applies": one(member_status="applied", **OUTSIDE),
        "the chair": officer("chair"),
        "the treasurer": officer("treasurer"),
        "the coordinator": officer("coordinator"),
        "another officer": officer("archivist"),
        "an office of nobody": officer("chair", person=""),
        "a stranger": one(**STRANGER),
        "the program": one(**SYSTEM),
    }
)
RECEIVERS = ("the_chair", "the_treasurer", "the_coordinator")
YESTERDAY, TODAY, TOMORROW = (NOW.date() + timedelta(days=days) for days in (-1, 0, 1))
NOT_NOW, MAY = "no, not_now: conflict", "yes, : conflict"


@pytest.fixture(autouse=True)
def charters(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Charter]]:
    """Charters in force by the id of the coalition, on the day of `NOW`."""
    with clock.set_to(NOW):
        yield in_force(monkeypatch, c=BOARD)


def test_whoever_reads_the_charter_raises_a_concern(charters: dict[str, Charter]) -> None:
    assert WHO.told(permissions.may_raise) == WHO.all(MAY)
    charters["c"] = replace(BOARD, disclosure=replace(BOARD.disclosure, charter=Disclosed.MEMBERS))
    without = {"applies": "no, members_only: disclosure", "a_stranger": "no, members_only: disclosure"}
    told = WHO.told(permissions.may_raise)
    assert told == WHO.all(MAY, **without)
    read = WHO.told(permissions.may_read_of_concerns)
    assert {name: answer[:3] for name, answer in read.items()} == {name: answer[:3] for name, answer in told.items()}


def test_nobody_raises_one_where_no_office_receives(charters: dict[str, Charter]) -> None:
    charters["c"] = replace(BOARD, conflict=Conflict())
    assert WHO.told(permissions.may_raise) == WHO.all("no, no_office: conflict")
    assert not any(map(permissions.may_receive, WHO.values()))
    assert all(map(permissions.may_read_of_concerns, WHO.values()))


def test_nothing_is_raised_or_received_before_there_is_a_charter(charters: dict[str, Charter]) -> None:
    charters.clear()
    asked = (permissions.may_read_of_concerns, permissions.may_raise, permissions.may_receive, permissions.may_keep_key)
    assert [WHO.told(ask) for ask in asked] == [WHO.all("no, not_yet")] * 4


def test_who_receives_concerns_and_who_keeps_a_key() -> None:
    receives = dict.fromkeys(RECEIVERS, "yes, receives: conflict")
    assert WHO.told(permissions.may_receive) == WHO.all("no, not_a_receiver: conflict", **receives)
    holds = dict.fromkeys((*RECEIVERS, "another_officer"), "yes, holds_office: conflict")
    assert WHO.told(permissions.may_keep_key) == WHO.all("no, no_holder: conflict", **holds)


SAY, HEAR, CLOSE, CONCLUDE, MEDIATE = Step.SAY, Step.HEAR, Step.CLOSE, Step.CONCLUDE, Step.MEDIATE


@pytest.mark.parametrize(
    ("state", "statement_by", "check_on", "may"),
    [
        (State.RAISED, None, None, {Step.ACKNOWLEDGE}),
        (State.ACKNOWLEDGED, None, None, {SAY, HEAR, CLOSE}),
        (State.HEARING, TODAY, None, {SAY}),
        (State.HEARING, YESTERDAY, None, {SAY, CONCLUDE, CLOSE}),
        (State.HEARD, TOMORROW, None, {SAY, MEDIATE, CONCLUDE, CLOSE}),
        (State.AGREED, None, TOMORROW, {SAY}),
        (State.AGREED, None, TODAY, {SAY, CLOSE}),
        (State.CLOSED, None, YESTERDAY, set()),
    ],
)
def test_what_a_receiver_does_when(
    state: State, statement_by: date | None, check_on: date | None, may: set[Step]
) -> None:
    concern = RaisedConcern(coalition_id="c", state=state, statement_by=statement_by, check_on=check_on)
    for step in Step:
        told = WHO.told(permissions.may_do, concern, step)
        answer = MAY if step in may else NOT_NOW
        assert told == WHO.all("no, not_a_receiver: conflict", **dict.fromkeys(RECEIVERS, answer))


def test_no_mediator_is_asked_where_the_charter_has_none(charters: dict[str, Charter]) -> None:
    charters["c"] = replace(BOARD, conflict=replace(BOARD.conflict, outside_mediator=False))
    heard = RaisedConcern(coalition_id="c", state=State.HEARD)
    told = {step: said(permissions.may_do(WHO["the chair"], heard, step)) for step in (MEDIATE, SAY)}
    assert told == {MEDIATE: "no, no_mediator: conflict", SAY: MAY}
