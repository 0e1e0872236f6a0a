"""Who opens a matter of conduct, leads it, answers in it, and decides on what follows: tables."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from plenary.core.tests.standings import CONSULTS, OUTSIDE, STRANGER, SUSPENDED, SYSTEM, officer, one, said
from plenary.membership import leading
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import ConductCase
from plenary.membership.models.conduct import Taker
from plenary.membership.permissions import conduct
from plenary.membership.rules.conduct import Measure, Stage, Taken
from plenary.membership.rules.leading import Holder
from plenary.membership.tests.around import (
    BY_COORDINATOR,
    NOT_KEEPING,
    NOT_SEEING,
    NOT_YOURS,
    PROGRAM,
    YES_YOURS,
    answers,
    everybody,
    member,
)

pytestmark = pytest.mark.usefixtures("charters")
OWN = "no, own_conduct: accountability"
BY_DECISION = "no, only_by_decision: accountability"
KNOWS = "yes, knows_it: protection"
KEEPER, SEER = officer("coordinator", ADMINISTER), officer("chair", SEE_PROTECTED)


@pytest.fixture(autouse=True)
def _nobody_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is known to hold an office."""
    monkeypatch.setattr(leading, "_holders", [])


def case(stage: Stage = Stage.NEW, measure: str = "", **changes: Any) -> ConductCase:
    """A matter about the member "m"."""
    return ConductCase(coalition_id="c", member=member(**changes), stage=stage, measure=measure)


def hold(monkeypatch: pytest.MonkeyPatch, *held: tuple[str, str]) -> None:
    """Let offices be held, each for a member (id)."""
    holders = [Holder(office, f"of {office}", of) for office, of in held]
    monkeypatch.setattr(leading, "_holders", [lambda _coalition: holders])


def test_who_opens_the_pages_of_conduct() -> None:
    readers = [one(), one(**OUTSIDE), KEEPER, one(**STRANGER), one(**SYSTEM)]
    yes, no = "yes, is_member: accountability", "no, members_only: accountability"
    assert [said(conduct.may_read_conduct(each)) for each in readers] == [yes, yes, yes, no, no]


def test_who_leads_what_is_about_a_member() -> None:
    of_its_own = dict.fromkeys(("decides_for_it", "consults_for_it", "observes_for_it"), OWN)
    assert answers(conduct.may_accompany, member()) == everybody(
        NOT_KEEPING, **of_its_own, keeps_the_list=BY_COORDINATOR, the_program=PROGRAM
    )
    assert answers(conduct.may_accompany, member(protected=True)) == everybody(
        NOT_SEEING, **of_its_own, knows_the_protected="yes, by_office: protection", the_program=PROGRAM
    )


def test_who_leads_where_all_who_keep_the_list_act_for_the_member(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, ("coordinator", "m"), ("chair", "n"), ("treasurer", "n"))
    instead = "yes, leads_instead: accountability"
    asked = [(SEER, "m", instead), (officer("treasurer"), "m", NOT_KEEPING), (SEER, "o", NOT_KEEPING)]
    asked += [(officer("coordinator", ADMINISTER, member="m"), "m", OWN), (officer("chair", member="m"), "m", OWN)]
    assert [said(conduct.may_accompany(each, member(id=of))) for each, of, _answer in asked] == [
        answer for _each, _of, answer in asked
    ]


@pytest.mark.parametrize(
    ("held", "about", "standing", "answer"),
    [
        ([("coordinator", "m")], {}, {}, "no, nobody_else_leads: accountability"),
        ([("coordinator", "m")], {}, {"powers": frozenset()}, OWN),
        ([("coordinator", "m")], {"protected": True}, {}, OWN),
        ([("coordinator", "m"), ("treasurer", "n")], {}, {}, OWN),
        ([("coordinator", "n")], {}, {}, OWN),
    ],
)
def test_why_one_does_not_lead_what_is_about_ones_own(
    monkeypatch: pytest.MonkeyPatch,
    held: Iterable[tuple[str, str]],
    about: dict[str, Any],
    standing: dict[str, Any],
    answer: str,
) -> None:
    hold(monkeypatch, *held)
    keeps = officer("coordinator", ADMINISTER, member="m", **standing)
    assert said(conduct.may_accompany(keeps, member(**about))) == answer


@pytest.mark.parametrize("step", Taken)
def test_the_member_answers_and_all_else_is_an_officers(step: Taken) -> None:
    by_member = step in {Taken.ASK_TIME, Taken.ANSWER, Taken.STATEMENT, Taken.APPEAL}
    by_nobody = step in {Taken.LAPSE, Taken.DECIDED}
    asked = [one(), one(**CONSULTS), one(member="n"), KEEPER, one(**SYSTEM)]
    officers = [BY_DECISION] * 4 if by_nobody else [OWN, OWN, NOT_KEEPING, BY_COORDINATOR]
    expected = [YES_YOURS, *[NOT_YOURS] * 4] if by_member else [*officers, PROGRAM]
    assert [said(conduct.may_take_step(each, case(), step)) for each in asked] == expected


def test_who_enters_what_came_of_an_appeal() -> None:
    mild, grave = case(Stage.APPEAL, Measure.WARNING), case(Stage.APPEAL, Measure.REMOVAL)
    voted, another = "no, ruling_by_proposal: accountability", "no, ruling_by_another: accountability"
    measured = [Taker("p"), Taker("q"), Taker()]

    def ruling(matter: ConductCase, **of: Any) -> list[str]:
        keeps = officer("coordinator", ADMINISTER, **of)
        return [said(conduct.may_take_step(keeps, matter, Taken.RULING, measure_by=each)) for each in measured]

    assert ruling(mild) == [another, BY_COORDINATOR, BY_COORDINATOR]
    assert ruling(mild, person="") == [BY_COORDINATOR] * 3
    assert ruling(grave) == [voted] * 3
    hearing = conduct.may_take_step(KEEPER, mild, Taken.HEARING, measure_by=Taker("p"))
    assert said(hearing) == BY_COORDINATOR
    assert said(conduct.may_take_step(KEEPER, grave, Taken.HEARING)) == BY_COORDINATOR
    assert said(conduct.may_take_step(one(**SYSTEM), grave, Taken.RULING)) == PROGRAM


def _vouched(monkeypatch: pytest.MonkeyPatch, *by: str) -> None:
    """Let these members (ids) have vouched for the member "m"."""

    def of(_coalition: str) -> SimpleNamespace:
        return SimpleNamespace(filter=lambda member, by_member: SimpleNamespace(exists=lambda: by_member in by))

    monkeypatch.setattr(conduct, "Vouch", SimpleNamespace(objects=SimpleNamespace(of=of)))


@pytest.mark.parametrize("step", [Taken.DECIDED, Taken.RULING])
@pytest.mark.parametrize("measure", [Measure.SUSPENSION, Measure.REMOVAL])
def test_who_decides_on_a_grave_measure_against_a_protected_member(
    monkeypatch: pytest.MonkeyPatch, step: Taken, measure: Measure
) -> None:
    _vouched(monkeypatch, "n")
    sealed = case(Stage.PROPOSED, measure, protected=True)
    voucher = one(member="n")
    asked = [
        (SEER, KNOWS),
        (voucher, KNOWS),
        (one(member="n", member_status="on_leave"), KNOWS),
        (one(member="n", **CONSULTS), NOT_SEEING),
        (one(member="n", **SUSPENDED), NOT_SEEING),
        (one(member="o"), NOT_SEEING),
        (KEEPER, NOT_SEEING),
        (one(), OWN),
        (officer("chair", SEE_PROTECTED, member="m"), OWN),
        (one(**SYSTEM), PROGRAM),
    ]
    assert [said(conduct.may_take_step(each, sealed, step)) for each, _answer in asked] == [
        answer for _each, answer in asked
    ]
    assert said(conduct.may_take_step(SEER, sealed, Taken.HEARING)) == "yes, by_office: protection"


@pytest.mark.parametrize("took_part", ["measure_by", "decided_by"])
def test_nobody_decides_twice_on_a_protected_member_and_no_organisation_alone(
    monkeypatch: pytest.MonkeyPatch, took_part: str
) -> None:
    _vouched(monkeypatch, "n")
    sealed = case(Stage.PROPOSED, Measure.REMOVAL, protected=True)
    voucher, nameless = one(member="n"), officer("chair", SEE_PROTECTED, person="")
    by = {"the same": Taker("p", "o"), "its colleague": Taker("q", "n"), "others": Taker("q", "o"), "none": Taker()}
    another_member = "no, decided_by_other_member: accountability"
    for step, reason in ((Taken.DECIDED, "decided_by_another"), (Taken.RULING, "ruling_by_another")):
        told = [conduct.may_take_step(voucher, sealed, step, **{took_part: each}) for each in by.values()]
        assert [said(each) for each in told] == [f"no, {reason}: accountability", another_member, KNOWS, KNOWS]
        free = [conduct.may_take_step(nameless, sealed, step, **{took_part: each}) for each in by.values()]
        assert [said(each) for each in free] == [KNOWS] * 4
