"""Who changes a draft, seconds it and opens it: tables, by who asks and by the phase."""

from datetime import UTC, datetime
from typing import Any

import pytest

from plenary.charter.decidable import Asked
from plenary.charter.rules.countings import Counting
from plenary.charter.rules.schema import Method
from plenary.core.standing import Mandate
from plenary.core.tests.standings import one, said
from plenary.decisions import permissions
from plenary.decisions.permissions import resting
from plenary.decisions.permissions.drafting import OPEN_ANY
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests.in_memory import (
    EARLIER,
    WHO,
    YES,
    Election,
    Rows,
    effect,
    ordinary,
    proposal,
    with_ordinary,
)

NOT_YOURS, NOT_DRAFT, OVER = "no, not_yours", "no, not_draft", "no, over"
MOVERS = ("moved_it", "consults_for_the_mover", "moved_it_and_is_suspended")
NOT_A_MOVER, CONSULTS = "no, not_a_mover: process.ordinary", "no, consults: process.ordinary"


pytestmark = pytest.mark.usefixtures("rows")


@pytest.mark.parametrize("phase", Phase)
def test_a_draft_is_its_movers(phase: Phase) -> None:
    mine = "yes, you_may" if phase is Phase.DRAFT else NOT_DRAFT
    assert WHO.told(permissions.may_amend_draft, proposal(phase)) == WHO.all(NOT_YOURS, **dict.fromkeys(MOVERS, mine))


SHOWN = {"shown_at": EARLIER}


def test_who_seconds(rows: Rows) -> None:
    rows.charters["c"] = with_ordinary(seconders=2)
    own = dict.fromkeys(MOVERS, "no, own_proposal: process.ordinary")
    assert WHO.told(permissions.may_second, proposal(Phase.DRAFT, **SHOWN)) == WHO.all(
        NOT_A_MOVER, **own, votes=YES, consults=CONSULTS
    ) | {"observes for the mover": NOT_A_MOVER}
    rows["has_seconded"] = True
    seconded = "no, seconded_already: process.ordinary"
    assert said(permissions.may_second(WHO["votes"], proposal(Phase.DRAFT, **SHOWN))) == seconded


def test_those_who_sit_for_themselves_do_not_second_for_a_member(rows: Rows) -> None:
    rows.charters["c"] = with_ordinary(seconders=2, moved_by="board")
    assert said(permissions.may_second(WHO["sits for herself"], proposal(Phase.DRAFT, **SHOWN))) == NOT_A_MOVER
    assert said(permissions.may_second(one(person="q", member="n"), proposal(Phase.DRAFT, **SHOWN))) == YES


def test_what_is_seconded(rows: Rows) -> None:
    not_here = "no, not_seconded_here: process.ordinary"
    assert said(permissions.may_second(WHO["votes"], proposal(Phase.DRAFT, **SHOWN))) == not_here
    rows.charters["c"] = with_ordinary(seconders=2)
    assert said(permissions.may_second(WHO["votes"], proposal(Phase.DRAFT))) == not_here
    assert said(permissions.may_second(WHO["votes"], proposal(Phase.NOTICE))) == "no, not_draft: process.ordinary"


def test_who_opens_a_draft(rows: Rows) -> None:
    draft = proposal(Phase.DRAFT)
    assert WHO.told(permissions.may_open, draft) == WHO.all(
        NOT_YOURS, moved_it=YES, consults_for_the_mover=CONSULTS, moved_it_and_is_suspended=YES
    )
    assert said(permissions.may_open(one(), proposal(Phase.NOTICE))) == NOT_DRAFT
    rows.charters["c"] = with_ordinary(moved_by="board")
    refused = permissions.may_open(one(), draft)
    assert (said(refused), refused.facts) == (NOT_A_MOVER, {"body": "board"})
    alone = proposal(Phase.DRAFT, moved_by_member_id=None, moved_by_person="z")
    assert said(permissions.may_open(one(person="z", member="", mandate=Mandate.CONSULTS), alone)) == NOT_A_MOVER


@pytest.mark.parametrize(
    ("named", "changes", "answer"),
    [
        ("Chair", {}, YES),
        ("", {}, "no, office_is_named: protection"),
        ("", {"is_protected": True}, YES),
        ("Chair", {"powers": frozenset()}, NOT_A_MOVER),
    ],
)
def test_an_office_that_opens_any_is_named(rows: Rows, named: str, changes: dict[str, Any], answer: str) -> None:
    rows.charters["c"] = with_ordinary(moved_by="board")
    chairs = one(**({"offices": frozenset({"chair"}), "powers": frozenset({OPEN_ANY})} | changes))
    assert said(permissions.may_open(chairs, proposal(Phase.DRAFT, moved_by_name=named))) == answer


def test_whoever_moves_in_its_own_right_goes_without_a_name() -> None:
    assert said(permissions.may_open(one(), proposal(Phase.DRAFT, moved_by_name=""))) == YES


@pytest.mark.parametrize(
    ("answers", "answer"),
    [
        ({"missing_seconders": 2}, "no, seconders_missing: process.ordinary"),
        ({"effects_of": []}, "no, no_effects: process.ordinary"),
        ({"effects_of": [effect(), effect(problem="decisions.gone")]}, "no, gone: process.ordinary"),
        (
            {"choice_of": Choice(effect("test.election"), Asked(), Contest(candidates=()))},
            "no, no_process_to_choose: process.ordinary",
        ),
    ],
)
def test_what_cannot_be_opened_now(rows: Rows, answers: dict[str, Any], answer: str) -> None:
    rows.update(answers)
    assert said(permissions.may_open(one(), proposal(Phase.DRAFT))) == answer


def test_what_was_decided_rests(monkeypatch: pytest.MonkeyPatch, rows: Rows) -> None:
    asked: list[Any] = []
    rests = (proposal(Phase.DECIDED, ordinary(code="before")), datetime(2026, 5, 4, tzinfo=UTC))
    monkeypatch.setattr(resting, "resting", lambda coalition, effects: asked.append((coalition, effects)) or rests)
    rows["effects_of"] = [effect(what="this")]
    refused = permissions.may_open(one(), proposal(Phase.DRAFT))
    assert (said(refused), refused.facts) == ("no, rests: process.before.also", {"day": "4 May 2026"})
    assert asked == [("c", [("test.plain", {"what": "this"})])]


CHOOSING = ordinary(method=Method.CHOICE)
GREEDY = ordinary(method=Method.CHOICE, counting=Counting.GREEDY_BUDGET)


@pytest.mark.parametrize(
    ("kind", "process", "answer"),
    [
        ("test.plain", ordinary(), YES),
        ("test.plain", CHOOSING, "no, process_chooses: process.ordinary"),
        ("test.election", ordinary(), "no, no_process_to_choose: process.ordinary"),
        ("test.election", CHOOSING, YES),
        (
            "test.election",
            GREEDY,
            "no, method_for_budgets: process.ordinary",
        ),
    ],
)
def test_which_process_suits_what_is_proposed(kind: str, process: Any, answer: str) -> None:
    assert said(permissions.suits(process, kind)) == answer


def test_a_budget_is_decided_by_a_method_for_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Election, "spends", True)
    assert said(permissions.suits(CHOOSING, "test.election")) == "no, no_method_for_budgets: process.ordinary"


def test_what_chooses_stands_alone_and_by_a_process_that_fits(rows: Rows) -> None:
    election = effect("test.election", seat="one")
    rows.charters["c"] = with_ordinary(method=Method.CHOICE)
    draft = proposal(Phase.DRAFT)
    assert said(permissions.may_open(one(), draft)) == "no, process_chooses: process.ordinary"
    rows["choice_of"], rows["effects_of"] = Choice(election, Asked(), Contest(candidates=())), [election]
    assert said(permissions.may_open(one(), draft)) == YES
    rows["effects_of"] = [election, effect()]
    assert said(permissions.may_open(one(), draft)) == "no, choice_stands_alone: process.ordinary"
    rows["effects_of"] = [election]
    rows["choice_of"] = Choice(election, Asked(), Contest(candidates=(), budget=100))
    assert said(permissions.may_open(one(), draft)) == "no, no_method_for_budgets: process.ordinary"


def test_no_second_election_to_the_same_opens_beside_one(monkeypatch: pytest.MonkeyPatch, rows: Rows) -> None:
    draft, is_open = proposal(Phase.DRAFT), [(proposal(), {"seat": "one"})]
    elsewhere = [(proposal(), {"seat": "two"}), (proposal(Phase.CARRIED_OUT), {"seat": "one"})]
    election, plain = effect("test.election", seat="one"), effect(seat="one")
    beside = "no, election_open: process.ordinary"
    rows.charters["c"] = with_ordinary(method=Method.CHOICE)
    for row, others, answer in ((election, is_open, beside), (election, elsewhere, YES), (plain, is_open, YES)):
        rows["choice_of"], rows["opened_before"] = Choice(row, Asked(), Contest(candidates=())), others
        assert said(permissions.may_open(one(), draft)) == answer
    monkeypatch.setattr(Election, "nominates", False)
    rows["choice_of"], rows["opened_before"] = Choice(election, Asked(), Contest(candidates=())), is_open
    assert said(permissions.may_open(one(), draft)) == YES
