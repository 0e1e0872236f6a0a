"""Who may read of bodies, take, give up and hand over seats, by standing and by how the seat stands: tables."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plenary.bodies import permissions
from plenary.bodies.matters import ADMINISTER
from plenary.bodies.models import ChairTurn, Countback, FormedBody, Term
from plenary.charter import starting
from plenary.charter.rules.schema import Charter, Disclosed
from plenary.charter.tests.in_force import in_force
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate
from plenary.core.tests.standings import NOW, OUTSIDE, SYSTEM, one

BOARD = starting.shipped("elected-board")
LATER = NOW + timedelta(days=1)
OFFICER = {"offices": frozenset({"chair"})}
POWER = {"powers": frozenset({ADMINISTER})}


@pytest.fixture(autouse=True)
def charters(monkeypatch: pytest.MonkeyPatch) -> dict[str, Charter]:
    """Charters in force by the id of the coalition: none at first."""
    return in_force(monkeypatch)


def disclosing(disclosed: Disclosed) -> Charter:
    """A charter that says who reads of bodies."""
    return replace(BOARD, disclosure=replace(BOARD.disclosure, bodies=disclosed))


@pytest.mark.parametrize(
    ("disclosed", "read"),
    [
        (Disclosed.PUBLIC, [True, True, True, True]),
        (Disclosed.MEMBERS, [True, True, True, False]),
        (Disclosed.OFFICERS, [True, True, False, False]),
        (None, [False, False, False, False]),
    ],
)
def test_who_reads_who_sits_where(charters: dict[str, Charter], disclosed: Disclosed | None, read: list[bool]) -> None:
    if disclosed is not None:
        charters["c"] = disclosing(disclosed)
    readers = [one(**SYSTEM), one(**OUTSIDE, **OFFICER), one(), one(**OUTSIDE)]
    assert [permissions.may_read_bodies(each).allowed for each in readers] == read


def test_who_reads_what_officers_did(charters: dict[str, Charter]) -> None:
    readers = [one(), one(**SYSTEM), one(**OUTSIDE)]
    assert [permissions.may_read_uses(each).allowed for each in readers] == [False, False, False]
    charters["c"] = disclosing(Disclosed.OFFICERS)
    assert [permissions.may_read_uses(each).allowed for each in readers] == [True, True, False]


def test_who_looks_after_seats_and_reads_what_all_carry() -> None:
    readers = [one(**OUTSIDE, **POWER), one(), one(**OUTSIDE)]
    assert [permissions.may_look_after_seats(each).allowed for each in readers] == [True, False, False]
    assert [permissions.may_read_workload(each).reason for each in readers] == [
        "bodies.by_office",
        "bodies.is_member",
        "core.members_only",
    ]


def test_the_rules_fill_and_officers_seat_the_first() -> None:
    assert [permissions.may_fill(each).allowed for each in (one(**SYSTEM), one(**POWER, **OFFICER))] == [True, False]
    founding, formed = Coalition(state=Coalition.FORMING), Coalition(state="active")
    told = [permissions.may_seat_founders(each, founding).allowed for each in (one(**SYSTEM), one(**OFFICER), one())]
    assert told == [True, True, False]
    assert not permissions.may_seat_founders(one(**OFFICER), formed)


def test_who_may_form_a_coalition(settings: Any) -> None:
    settings.FORMING = "anyone-signed-in"
    assert permissions.may_form()
    settings.FORMING = "operator"
    assert permissions.may_form().reason == "bodies.operator_forms"


@pytest.mark.parametrize(
    ("changes", "term", "gives_up", "hands_over"),
    [
        ({}, {"person_id": "p", "member_id": "m"}, True, True),
        ({}, {"person_id": "p", "member_id": None}, True, True),
        ({"mandate": Mandate.OBSERVES}, {"person_id": "p", "member_id": "m"}, True, True),
        ({"mandate": Mandate.OBSERVES}, {"person_id": "p", "member_id": "n"}, False, False),
        ({}, {"person_id": "q", "member_id": "m"}, True, True),
        ({"mandate": Mandate.CONSULTS}, {"person_id": "q", "member_id": "m"}, False, True),
        ({"mandate": Mandate.OBSERVES}, {"person_id": "q", "member_id": "m"}, False, False),
        ({}, {"person_id": "q", "member_id": "n"}, False, False),
        ({"person": "", "member": ""}, {"person_id": "", "member_id": None}, False, False),
        ({"member": ""}, {"person_id": "q", "member_id": ""}, False, False),
    ],
)
def test_whose_a_seat_is(changes: dict[str, Any], term: dict[str, Any], gives_up: bool, hands_over: bool) -> None:
    seat, office = Term(body="board", **term), Term(office="chair", **term)
    assert permissions.may_give_up(one(**changes), seat).allowed is gives_up
    assert permissions.may_hand_over(one(**changes), seat).allowed is hands_over
    clauses = [permissions.may_give_up(one(**changes), each).clause for each in (seat, office)]
    assert clauses == (["", ""] if gives_up else ["body.board", "office.chair"])
    clauses = [permissions.may_hand_over(one(**changes), each).clause for each in (seat, office)]
    assert clauses == (["", ""] if hands_over else ["body.board", "office.chair"])


@pytest.mark.parametrize(
    ("changes", "body", "reason"),
    [
        ({}, {}, "is_open"),
        ({}, {"closed_at": NOW}, "body_is_closed"),
        ({}, {"is_open": False}, "filled_by_decision"),
        ({"member": ""}, {}, "members_join"),
        ({"member_status": "suspended"}, {}, "members_join"),
        ({"mandate": Mandate.CONSULTS}, {}, "joins_with_mandate"),
        ({"is_protected": True}, {}, "protected"),
        ({"bodies": frozenset({"f-b"})}, {}, "sits_already"),
    ],
)
def test_who_joins_a_formed_body(changes: dict[str, Any], body: dict[str, Any], reason: str) -> None:
    verdict = permissions.may_join(one(**changes), FormedBody(**({"id": "b", "is_open": True} | body)))
    assert (verdict.allowed, verdict.reason) == (reason == "is_open", f"bodies.{reason}")


@pytest.mark.parametrize(
    ("changes", "turn", "reason"),
    [
        ({}, {}, "your_turn"),
        ({}, {"person_id": "q"}, "not_your_turn"),
        ({"person": ""}, {"person_id": ""}, "not_your_turn"),
        ({}, {"answer": "declined"}, "turn_is_over"),
        ({}, {"starts": NOW}, "turn_is_over"),
    ],
)
def test_who_declines_a_turn(changes: dict[str, Any], turn: dict[str, Any], reason: str) -> None:
    with clock.set_to(NOW):
        verdict = permissions.may_pass_on(one(**changes), ChairTurn(**({"person_id": "p", "starts": LATER} | turn)))
    assert (verdict.allowed, verdict.reason) == (reason == "your_turn", f"bodies.{reason}")


@pytest.mark.parametrize(
    ("changes", "offer", "reason"),
    [
        ({}, {"person_id": "p"}, "yours"),
        ({}, {"person_id": "p", "until": NOW}, "yours"),
        ({}, {"person_id": "p", "until": NOW - timedelta(seconds=1)}, "offer_over"),
        ({}, {"person_id": "p", "until": None}, "offer_answered"),
        ({}, {"person_id": "p", "answered_at": NOW}, "offer_answered"),
        ({}, {"person_id": "q"}, "offer_not_yours"),
        ({"person": ""}, {"person_id": ""}, "offer_not_yours"),
        ({}, {"person_id": "q", "member_id": "m"}, "yours"),
        ({"mandate": Mandate.CONSULTS}, {"person_id": "p", "member_id": "m"}, "offer_not_yours"),
        ({}, {"person_id": "p", "member_id": "n"}, "offer_not_yours"),
        ({"member": ""}, {"person_id": "q", "member_id": ""}, "offer_not_yours"),
    ],
)
def test_who_answers_an_offer(changes: dict[str, Any], offer: dict[str, Any], reason: str) -> None:
    with clock.set_to(NOW):
        verdict = permissions.may_answer_offer(one(**changes), Countback(**({"until": LATER} | offer)))
    assert (verdict.allowed, verdict.reason) == (reason == "yours", f"bodies.{reason}")
