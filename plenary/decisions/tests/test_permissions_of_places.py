"""Who lets another cast a ballot, stands back, enters another's answer and asks for more time: tables, by who asks and by the
phase of what is decided."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter.rules.schema import Method, Secrecy
from plenary.core.standing import Standing
from plenary.core.tests.standings import CONSULTS, officer, one, said
from plenary.decisions import permissions
from plenary.decisions.models import Delegation, Proposal
from plenary.decisions.rules.phases import OPEN, Phase
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.in_memory import (
    CHARTER,
    DECIDES,
    DECIDING,
    NOT_ELECTOR,
    WHO,
    YES,
    Rows,
    elector,
    ordinary,
    proposal,
)

OVER, NOT_VOTING = "no, over: process.ordinary", "no, not_voting"
CARRIED = ordinary(delegation=True)
SILENCE, SECRET = ordinary(method=Method.SILENCE), ordinary(secrecy=Secrecy.SECRET)


pytestmark = pytest.mark.usefixtures("rows")


@pytest.mark.parametrize("phase", Phase)
def test_who_lets_another_cast_a_ballot(phase: Phase) -> None:
    told = WHO.told(permissions.may_delegate, proposal(phase, CARRIED))
    if phase in {Phase.TRANSLATION, Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING}:
        assert told == DECIDES
        return
    here = {Phase.DRAFT: NOT_VOTING, Phase.WINDOW: "no, no_delegation: process.ordinary"}
    assert told == WHO.all(here.get(phase, OVER))


@pytest.mark.parametrize("process", [ordinary(), replace(CARRIED, method=Method.SILENCE)])
def test_nobody_lets_another_cast_it_where_the_process_does_not_say_so(process: Any) -> None:
    found = WHO.told(permissions.may_delegate, proposal(process=process))
    assert found == WHO.all("no, no_delegation: process.ordinary")


def test_protected_members_and_seats_of_those_who_went_are_not_carried(rows: Rows) -> None:
    protected = "no, protected_alone: protection"
    assert said(permissions.may_delegate(one(is_protected=True), proposal(process=CARRIED))) == protected
    late = one(member="l", is_protected=True)
    assert said(permissions.may_delegate(late, proposal(process=CARRIED))) == NOT_ELECTOR
    for named, answer in (("p", YES), ("z", "no, seat_of_another: process.ordinary")):
        rows.electors = [elector("m", named)]
        assert said(permissions.may_delegate(one(), proposal(process=CARRIED))) == answer
    rows.electors = []
    assert said(permissions.may_delegate(one(), proposal(process=CARRIED))) == NOT_ELECTOR


def test_who_lets_another_cast_all_ballots_in_a_body(rows: Rows) -> None:
    none = "no, no_delegation: body.plenary"
    assert WHO.told(permissions.may_delegate_in, "plenary") == WHO.all(none)
    rows.charters["c"] = replace(CHARTER, processes=(CARRIED, *CHARTER.processes[1:]))
    consults = "no, consults: process.ordinary"
    assert WHO.told(permissions.may_delegate_in, "plenary") == WHO.all(
        "no, not_in_body: process.ordinary",
        moved_it=YES,
        moved_it_and_is_suspended=YES,
        votes=YES,
        consults=consults,
        consults_for_the_mover=consults,
    )
    assert said(permissions.may_delegate_in(one(is_protected=True), "plenary")) == "no, protected_alone: protection"
    alone = one(member="", **CONSULTS)
    assert said(permissions.may_delegate_in(alone, "plenary")) == "no, not_in_body: process.ordinary"


@pytest.mark.parametrize(
    ("carrier", "giver", "more", "answer"),
    [
        ("n", "m", {}, "yes, you_may"),
        ("m", "m", {}, "no, carries_own"),
        ("", "m", {}, "no, carries_own"),
        ("n", "m", {"is_protected": True}, "no, no_such_elector"),
        ("n", "m", {"has_room": False}, "no, carries_enough"),
    ],
)
def test_who_carries_whose_ballot(carrier: str, giver: str, more: dict[str, bool], answer: str) -> None:
    told = {"is_protected": False, "has_room": True, "clause": "process.ordinary"} | more
    assert said(permissions.may_carry(carrier, giver, **told)) == f"{answer}: process.ordinary"


@pytest.mark.parametrize(
    ("standing", "takes_back", "declines"),
    [
        (one(), True, False),
        (one(**CONSULTS), False, False),
        (one(member="n"), False, True),
        (one(member="", person="m"), True, False),
        (one(member="l"), False, False),
    ],
)
def test_who_takes_a_delegation_back_and_who_declines_it(standing: Standing, takes_back: bool, declines: bool) -> None:
    def told(of: Proposal | None, **changes: Any) -> list[str]:
        row = Delegation(**({"giver": "m", "carrier": "n", "proposal": of} | changes))
        return [said(ask(standing, row)) for ask in (permissions.may_take_back, permissions.may_decline)]

    expected = ["yes, you_may" if each else "no, not_your_delegation" for each in (takes_back, declines)]
    assert told(None) == told(proposal()) == expected
    assert told(proposal(Phase.CLOSED)) == [OVER, OVER]
    assert told(proposal(Phase.DRAFT)) == [NOT_VOTING, NOT_VOTING]
    assert told(None, until=MONDAY) == ["no, no_such_delegation"] * 2


def test_a_delegation_of_nobody_is_nobodys() -> None:
    nobody = Delegation(giver="", carrier="")
    assert not permissions.may_take_back(one(member=""), nobody)
    assert not permissions.may_decline(one(member=""), nobody)


def test_who_steps_in_again(rows: Rows) -> None:
    back = {**DECIDING, "moved_it": YES}
    assert WHO.told(permissions.may_step_in, proposal()) == DECIDES | {
        name: "no, not_back: process.ordinary" for name, answer in DECIDES.items() if answer == YES
    }
    rows.electors = [elector(each.member_id or "", each.person, recused_at=MONDAY) for each in rows.electors]
    assert WHO.told(permissions.may_step_in, proposal()) == WHO.all(NOT_ELECTOR, **back)
    rows["concerned_in"] = frozenset({"m"})
    concerned = "no, concerned: accountability"
    told = WHO.told(permissions.may_step_in, proposal())
    assert told["moved it"] == told["consults for the mover"] == concerned
    assert (told["votes"], told["came later"]) == (YES, NOT_ELECTOR)
    rows["concerned_in"] = frozenset({"q"})
    assert said(permissions.may_step_in(WHO["sits for herself"], proposal())) == concerned
    assert WHO.told(permissions.may_step_in, proposal(Phase.DRAFT)) == WHO.all(NOT_VOTING)
    assert WHO.told(permissions.may_stand_back, proposal(Phase.CLOSED)) == WHO.all(OVER)


def test_whoever_is_concerned_and_has_not_stood_back_is_told_so(rows: Rows) -> None:
    rows["concerned_in"] = frozenset({"m"})
    assert said(permissions.may_step_in(one(), proposal())) == "no, not_back: process.ordinary"


ENTERS = officer("chair", permissions.ENTER_ANSWERS, person="h")


def test_who_enters_answers_given_elsewhere() -> None:
    assert WHO.told(permissions.may_enter_answers, proposal()) == WHO.all("no, not_to_enter: office.chair")
    told = [said(permissions.may_enter_answers(ENTERS, proposal(phase))) for phase in Phase]
    elsewhere = {Phase.DRAFT: NOT_VOTING, Phase.VOTING: "yes, by_office: process.ordinary"}
    assert told == [elsewhere.get(phase, "no, not_voting: process.ordinary") for phase in Phase]
    for process, reason in ((SILENCE, "in_silence"), (SECRET, "secret_by_own_hand")):
        told_of = permissions.may_enter_answers(ENTERS, proposal(process=process))
        assert said(told_of) == f"no, {reason}: process.ordinary"


@pytest.mark.parametrize(
    ("of", "answer"),
    [
        (elector("n"), "yes, by_office"),
        (elector(person="q"), "yes, by_office"),
        (elector(person="q", protected=True), "no, no_such_elector"),
        (elector("n", round=2), "no, no_such_elector"),
        (elector("n", proposal_id="another"), "no, no_such_elector"),
        (elector("n", recused_at=MONDAY), "no, elector_stood_back"),
        (elector("n", status="suspended"), "no, no_such_elector"),
        (elector("m"), "no, enters_for_others"),
    ],
)
def test_whose_answers_an_office_enters(rows: Rows, of: Any, answer: str) -> None:
    enters = officer("chair", permissions.ENTER_ANSWERS, person="h", member="m")
    assert said(permissions.may_enter_answers(enters, proposal(), of)) == f"{answer}: process.ordinary"
    rows["has_answered_itself"] = True
    over_its_own = answer if answer.startswith("no") else "no, answered_itself"
    assert said(permissions.may_enter_answers(enters, proposal(), of)) == f"{over_its_own}: process.ordinary"


MORE_TIME = ordinary(extension_days=5)


@pytest.mark.parametrize("phase", Phase)
def test_who_asks_for_more_time(phase: Phase) -> None:
    told = WHO.told(permissions.may_extend, proposal(phase, MORE_TIME))
    if phase is not Phase.VOTING:
        assert told == WHO.all(NOT_VOTING if phase in OPEN | {Phase.DRAFT} else "no, over")
        return
    alone = {name: "no, consulting_alone: process.ordinary" for name, answer in DECIDES.items() if answer == YES}
    assert told == DECIDES | alone | {"consults": YES, "consults for the mover": YES}


@pytest.mark.parametrize(
    ("process", "changes", "answer"),
    [
        (ordinary(), {}, "no, no_extension: process.ordinary"),
        (MORE_TIME, {"stage": "urgent"}, "no, no_extension: process.ordinary"),
        (MORE_TIME, {"extended_at": MONDAY}, "no, extended_already: process.ordinary"),
    ],
)
def test_more_time_is_had_once_and_where_the_process_gives_it(
    process: Any, changes: dict[str, Any], answer: str
) -> None:
    assert said(permissions.may_extend(one(**CONSULTS), proposal(process=process, **changes))) == answer
