"""Who takes a proposal back, puts it again, enters its outcome and mends what could not be carried out, enters what a call
decided, and opens what cannot wait: tables, by who asks and by the phase."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from plenary.charter import decidable
from plenary.charter.concerning import Concerning
from plenary.charter.rules.schema import Method, Office, Urgent
from plenary.core.tests.standings import officer, one, said
from plenary.decisions import permissions
from plenary.decisions.models import Stage
from plenary.decisions.rules.phases import OPEN, Phase
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.in_memory import (
    CHARTER,
    EARLIER,
    LATER,
    ORDINARY,
    SPEAKS,
    WHO,
    YES,
    Plain,
    Rows,
    effect,
    proposal,
    with_ordinary,
)

NOT_YOURS, OVER = "no, not_yours", "no, over"
MOVERS = ("moved_it", "consults_for_the_mover", "moved_it_and_is_suspended")


pytestmark = pytest.mark.usefixtures("rows")


@pytest.mark.parametrize("phase", Phase)
def test_who_takes_a_proposal_back(phase: Phase) -> None:
    mine = "yes, you_may" if phase in OPEN | {Phase.DRAFT} else OVER
    mine = "no, decided_already: process.ordinary" if phase is Phase.WINDOW else mine
    assert WHO.told(permissions.may_withdraw, proposal(phase)) == WHO.all(NOT_YOURS, **dict.fromkeys(MOVERS, mine))


def withdraws(phase: Phase, **changes: Any) -> str:
    """What is said to a mover who would take it back."""
    return said(permissions.may_withdraw(one(), proposal(phase, **changes)))


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({"stage": Stage.CONFIRMING}, ["yes, you_may", "decided_already", "decided_already", OVER]),
        ({"stage": Stage.URGENT}, ["yes, you_may", "yes, you_may", "yes, you_may", OVER]),
        ({"asked": {"seats": 1}}, ["yes, you_may", "yes, you_may", "election_runs", OVER]),
        ({"matter": "test.appeal"}, ["yes, you_may", "is_waited_for", "is_waited_for", OVER]),
    ],
)
def test_what_is_not_taken_back(monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], answers: list[str]) -> None:
    monkeypatch.setitem(decidable._effects, "test.appeal", Appeal())
    told = [withdraws(phase, **changes) for phase in (Phase.DRAFT, Phase.NOTICE, Phase.VOTING, Phase.CLOSED)]
    assert told == [each if "," in each else f"no, {each}: process.ordinary" for each in answers]


class Appeal(Concerning, Plain):
    """A kind of effect that concerns somebody, and that another decision waits for."""

    code, matter, is_waited_for = "test.appeal", "test.appeal", True

    def hold_hours(self, _coalition: str, payload: Any) -> int:
        """As its payload says."""
        return int(payload.get("hours", 0))


def test_an_election_is_taken_back_while_its_languages_are_waited_for() -> None:
    assert withdraws(Phase.TRANSLATION, asked={"seats": 1}) == "yes, you_may"
    assert withdraws(Phase.DISCUSSION, asked={"seats": 1}) == "no, election_runs: process.ordinary"


def test_who_puts_a_decided_proposal_again(rows: Rows) -> None:
    decided = proposal(Phase.DECIDED)
    on_its_process = {name: YES if answer.startswith("yes") else answer for name, answer in SPEAKS.items()}
    assert WHO.told(permissions.may_put_again, decided) == on_its_process
    assert WHO.told(permissions.may_put_again, proposal(Phase.CLOSED)) == WHO.all("no, not_decided")
    rows["is_election"] = True
    anew = {name: "no, called_anew: elections" for name, answer in SPEAKS.items() if answer.startswith("yes")}
    assert WHO.told(permissions.may_put_again, decided) == SPEAKS | anew
    rows["rest_of"] = datetime(2026, 5, 4, tzinfo=UTC)
    refused = permissions.may_put_again(one(), decided)
    assert (said(refused), refused.facts) == ("no, rests: process.ordinary.also", {"day": "4 May 2026"})


def test_the_program_alone_enters_outcomes() -> None:
    assert WHO.told(permissions.may_close) == WHO.all("no, only_by_rules", the_program="yes, : process.p")


MENDERS = (*MOVERS, "chairs", "the_program")
NOTHING, NOT_TO_MEND = "no, nothing_to_mend", "no, not_to_mend"


@pytest.mark.parametrize("phase", Phase)
def test_who_carries_out_again_what_could_not_be(phase: Phase) -> None:
    told = WHO.told(permissions.may_carry_out_again, proposal(phase))
    mend = WHO.all(NOT_TO_MEND, **dict.fromkeys(MENDERS, YES))
    assert told == (mend if phase is Phase.NOT_CARRIED_OUT else WHO.all(NOTHING))
    for state in ("waits", "dropped"):
        settled = proposal(Phase.NOT_CARRIED_OUT, not_carried_out={"reason": "decisions.over", state: True})
        assert WHO.told(permissions.may_carry_out_again, settled) == WHO.all(NOTHING)


def test_who_undoes_again_what_was_not_confirmed() -> None:
    told = {"stage": Stage.CONFIRMING, "not_carried_out": {"reason": "decisions.over"}, "carried_out_at": EARLIER}
    unconfirmed = proposal(Phase.LAPSED, **told)
    assert WHO.told(permissions.may_undo_again, unconfirmed) == WHO.all(
        NOT_TO_MEND, **dict.fromkeys(MENDERS, "yes, you_may: urgent")
    )
    for changes in ({"stage": ""}, {"outcome": "adopted"}, {"not_carried_out": {}}, {"carried_out_at": None}):
        mended = proposal(Phase.LAPSED, **(told | changes))
        assert WHO.told(permissions.may_undo_again, mended) == WHO.all(NOTHING)


ON_CALLS = with_ordinary(recorded_by=("chair", "keeper"))
CHAIR_ENTERS = "yes, you_may: process.ordinary.also"
NOT_A_RECORDER = "no, not_a_recorder: process.ordinary.also"


def test_who_enters_what_was_decided_on_a_call(rows: Rows) -> None:
    none = "no, not_on_calls: process.ordinary"
    assert WHO.told(permissions.may_enter_calls) == WHO.all("no, not_on_calls: matter.other")
    assert WHO.told(permissions.may_record_call, ORDINARY) == WHO.all(none)
    rows.charters["c"] = ON_CALLS
    process = ON_CALLS.process("ordinary")
    assert WHO.told(permissions.may_record_call, process) == WHO.all(NOT_A_RECORDER, chairs=CHAIR_ENTERS)
    assert WHO.told(permissions.may_enter_calls) == WHO.all(NOT_A_RECORDER, chairs=CHAIR_ENTERS)
    assert said(permissions.may_record_call(officer("treasurer"), process)) == NOT_A_RECORDER
    silent = officer("chair", person="", member="m", member_status="suspended")
    assert said(permissions.may_enter_calls(silent)) == "no, suspended: accountability"
    rows.charters.clear()
    assert WHO.told(permissions.may_enter_calls) == WHO.all("no, not_yet")


def test_whoever_may_not_enter_is_told_who_may(rows: Rows) -> None:
    offices = tuple(Office(code=code, names={"en": code.title()}) for code in ("chair", "keeper", "treasurer"))
    rows.charters["c"] = replace(ON_CALLS, offices=offices)
    refused = permissions.may_record_call(one(), ON_CALLS.process("ordinary"))
    assert refused.facts == {"offices": "Chair, Keeper"}


@pytest.mark.parametrize("phase", Phase)
def test_until_when_a_proposal_is_settled_on_a_call(rows: Rows, phase: Phase) -> None:
    rows.charters["c"] = ON_CALLS
    found = proposal(phase, ON_CALLS.process("ordinary"))
    before = phase in {Phase.DRAFT, Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING}
    told = CHAIR_ENTERS if before else "no, not_on_a_call_now: process.ordinary.also"
    assert WHO.told(permissions.may_settle_on_call, found) == WHO.all(NOT_A_RECORDER, chairs=told)
    corrects = CHAIR_ENTERS if phase is Phase.WINDOW else "no, no_call_to_correct"
    assert said(permissions.may_correct_call(WHO["chairs"], found)) == corrects


@pytest.mark.parametrize(
    ("answers", "answer"),
    [
        ({"effects_of": []}, "no, no_effects: process.ordinary.also"),
        ({"effects_of": [effect(problem="decisions.gone")]}, "no, gone: process.ordinary.also"),
        ({"resting": (proposal(), MONDAY)}, "no, rests: process.ordinary.also"),
    ],
)
def test_a_draft_that_cannot_be_settled_on_a_call(rows: Rows, answers: dict[str, Any], answer: str) -> None:
    rows.charters["c"] = ON_CALLS
    rows.update(answers)
    assert said(permissions.may_settle_on_call(WHO["chairs"], proposal(Phase.DRAFT))) == answer
    opened = proposal(Phase.VOTING, ON_CALLS.process("ordinary"))
    assert said(permissions.may_settle_on_call(WHO["chairs"], opened)) == CHAIR_ENTERS


def test_what_is_urgent_is_not_settled_on_a_call_nor_what_chooses(rows: Rows) -> None:
    rows.charters["c"] = ON_CALLS
    for stage in (Stage.URGENT, Stage.CONFIRMING):
        told = permissions.may_settle_on_call(
            WHO["chairs"], proposal(Phase.VOTING, ON_CALLS.process("ordinary"), stage=stage)
        )
        assert said(told) == "no, not_on_a_call_now: process.ordinary.also"
    rows.charters["c"] = with_ordinary(recorded_by=("chair",), method=Method.CHOICE)
    told = permissions.may_settle_on_call(WHO["chairs"], proposal(Phase.DRAFT))
    assert said(told) == "no, process_chooses: process.ordinary.also"


FEW = replace(CHARTER.process("removal"), code="few", electorate="board")
URGENT = replace(
    CHARTER,
    processes=(*CHARTER.processes, FEW),
    urgent=Urgent(process="few", matters=("other",), confirmed_by="ordinary"),
)


def test_who_opens_what_cannot_wait(rows: Rows) -> None:
    rows.charters["c"] = URGENT
    by_few = proposal(Phase.DRAFT, moved_by_member_id=None, moved_by_person="q")
    few = "yes, you_may: urgent"
    assert WHO.told(permissions.may_open_urgently, by_few) == WHO.all(NOT_YOURS, sits_for_herself=few)
    not_few = "no, not_of_the_few: urgent"
    assert WHO.told(permissions.may_open_urgently, proposal(Phase.DRAFT)) == WHO.all(
        NOT_YOURS, **dict.fromkeys(MOVERS, not_few)
    )
    assert said(permissions.may_open_urgently(WHO["sits for herself"], replaced_phase())) == "no, not_draft"


def replaced_phase() -> Any:
    """What the one who sits for herself moved, opened."""
    return proposal(Phase.NOTICE, moved_by_member_id=None, moved_by_person="q")


@pytest.mark.parametrize(
    ("changes", "answers", "answer"),
    [
        ({"matter": "charter.amend"}, {}, "no, not_urgent_matter: urgent"),
        ({}, {"effects_of": []}, "no, no_effects: urgent"),
        ({"effects_from": LATER}, {}, "no, not_urgently: urgent"),
        ({}, {"effects_of": [effect(), effect("test.fixed")]}, "no, not_urgently: urgent"),
        ({}, {"effects_of": [effect(), effect("test.appeal", hours=1)]}, "no, heard_first: urgent"),
        ({}, {"effects_of": [effect("test.appeal")]}, "yes, you_may: urgent"),
        ({}, {"effects_of": [effect(problem="decisions.gone")]}, "no, gone: urgent"),
        ({}, {"resting": (proposal(), MONDAY)}, "no, rests: process.ordinary.also"),
    ],
)
def test_what_is_not_decided_urgently(
    monkeypatch: pytest.MonkeyPatch, rows: Rows, changes: dict[str, Any], answers: dict[str, Any], answer: str
) -> None:
    fixed = SimpleNamespace(revocable=False, problems=lambda _c, _p: [])
    for code, kind in (("test.appeal", Appeal()), ("test.fixed", fixed)):
        monkeypatch.setitem(decidable._effects, code, kind)
    rows.charters["c"] = URGENT
    rows.update(answers)
    by_few = proposal(Phase.DRAFT, **({"moved_by_member_id": None, "moved_by_person": "q"} | changes))
    assert said(permissions.may_open_urgently(WHO["sits for herself"], by_few)) == answer


def test_nothing_is_urgent_without_a_process_or_anybody_to_confirm_it(rows: Rows) -> None:
    by_few = proposal(Phase.DRAFT, moved_by_member_id=None, moved_by_person="q")
    assert said(permissions.may_open_urgently(WHO["sits for herself"], by_few)) == "no, not_urgent_matter"
    rows.charters["c"] = URGENT
    rows.places["plenary"] = []
    assert said(permissions.may_open_urgently(WHO["sits for herself"], by_few)) == "no, no_electors: urgent"
