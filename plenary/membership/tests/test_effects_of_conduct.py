"""What lets an adopted proposal suspend and remove a member, and set that aside: when it waits or falls, and what it leaves."""

from typing import Any

import pytest

from plenary.charter.concerning import Concerning, concerning
from plenary.charter.decidable import CannotCarryOut, Dropped, Waits, effect
from plenary.charter.rules.schema import Accountability
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.membership.models import ConductCase, Member
from plenary.membership.tests.reading import acting
from plenary.record import actions as record
from tests import founding

pytestmark = pytest.mark.django_db

WAIVED = Accountability(conversation_first=False, answer_days=0)
NOBODY = {"member": "nobody", "case": "nobody"}


def case_of(member: Member, stage: str, measure: str = "suspension", **fields: Any) -> ConductCase:
    """A matter of conduct as it stands once a proposal decided."""
    told = {"duty": "answers", "clause": "accountability", "opened_at": clock.now(), "proposal": "p" * 16} | fields
    return ConductCase.objects.create(
        coalition_id=member.coalition_id, member=member, stage=stage, measure=measure, **told
    )


def individual(of: Coalition, *, has_left: bool) -> Member:
    """A member that is a person, whose card is here or not any more."""
    member = founding.member(of)
    card = founding.person(of, removed_at=clock.now() if has_left else None)
    member.individual, member.organisation = card, None
    member.save()
    return member


def concerned_by(code: str) -> Concerning:
    found = concerning(code)
    assert found is not None
    return found


HELD: list[tuple[dict[str, Any], type[CannotCarryOut] | None, str]] = [
    ({"stage": "measure"}, None, ""),
    ({"stage": "closed", "ended": "stands"}, None, ""),
    ({"stage": "appeal"}, Waits, "membership.appeal_holds"),
    ({"stage": "closed", "ended": "set_aside"}, Dropped, "membership.was_set_aside"),
]


@pytest.mark.parametrize(("fields", "error", "reason"), HELD)
@pytest.mark.parametrize(("code", "status"), [("membership.suspend", "suspended"), ("membership.remove", "removed")])
def test_a_measure_waits_for_an_appeal_and_falls_with_it(
    code: str, status: str, fields: dict[str, Any], error: type[CannotCarryOut] | None, reason: str
) -> None:
    of = founding.coalition()
    member = founding.member(of)
    case_of(member, **fields)
    payload = {"member": member.id, "proposal": "p" * 16}
    if error:
        with pytest.raises(error) as caught:
            effect(code).carry_out(founding.system(of), payload)
        assert (caught.value.reason, caught.value.mark) == (reason, error.mark)
    else:
        effect(code).carry_out(founding.system(of), payload)
    member.refresh_from_db()
    assert member.status == ("active" if error else status)


@pytest.mark.parametrize(("status", "falls"), [("active", False), ("on_leave", False), ("withdrawn", True)])
def test_a_measure_falls_where_the_member_has_left(status: str, falls: bool) -> None:
    of = founding.coalition()
    member = founding.member(of, status=status)
    case_of(member, "measure")
    payload = {"member": member.id, "proposal": "p" * 16}
    if not falls:
        effect("membership.suspend").carry_out(founding.system(of), payload)
        return
    with pytest.raises(Dropped) as caught:
        effect("membership.suspend").carry_out(founding.system(of), payload)
    assert caught.value.reason == "membership.no_such_member"


@pytest.mark.parametrize("has_left", [True, False])
def test_a_measure_falls_where_whoever_is_the_member_is_here_no_more(has_left: bool) -> None:
    of = founding.coalition()
    member = individual(of, has_left=has_left)
    case_of(member, "measure")
    payload = {"member": member.id, "proposal": "p" * 16}
    if has_left:
        with pytest.raises(Dropped):
            effect("membership.suspend").carry_out(founding.system(of), payload)
    else:
        effect("membership.suspend").carry_out(founding.system(of), payload)
    member.refresh_from_db()
    assert member.status == ("active" if has_left else "suspended")


@pytest.mark.parametrize("rule", [WAIVED, Accountability()])
def test_without_steps_a_measure_is_taken_only_where_the_charter_asks_for_none(rule: Accountability) -> None:
    of = founding.coalition(accountability=rule)
    member, other = founding.member(of), founding.member(of, "Other")
    case_of(other, "measure", proposal="q" * 16)
    payload = {"member": member.id, "proposal": "p" * 16}
    if rule is WAIVED:
        effect("membership.suspend").carry_out(founding.system(of), payload)
        return
    with pytest.raises(CannotCarryOut) as caught:
        effect("membership.suspend").carry_out(founding.system(of), payload)
    assert (caught.value.reason, caught.value.mark) == ("membership.steps_missing", "")


def test_a_suspension_is_undone_while_it_lasts_and_by_whoever_may() -> None:
    of = founding.coalition()
    member, kind = founding.member(of, status="suspended"), effect("membership.suspend")
    with pytest.raises(CannotCarryOut) as caught:
        kind.undo(founding.standing(founding.member(of, "Other")), {"member": member.id})
    assert caught.value.reason == "membership.not_administrator"
    for _ in range(2):
        kind.undo(founding.system(of), {"member": member.id})
        member.refresh_from_db()
        assert member.status == "active"
    kind.undo(founding.system(of), NOBODY)


@pytest.mark.parametrize("code", ["membership.suspend", "membership.remove", "membership.set_aside"])
def test_whom_it_concerns_is_the_member_and_its_own_and_nobody_where_it_is_gone(code: str) -> None:
    of = founding.coalition()
    member = founding.member(of)
    own, kind = acting(member), concerned_by(code)
    payload = {"member": member.id, "case": case_of(member, "appeal").id}
    assert kind.concerned(of.id, payload) == {member.id, own.person}
    assert kind.concerned(of.id, {}) == frozenset()
    assert (list(kind.said(of.id, payload)), list(kind.said(of.id, NOBODY))) == ([], [])


@pytest.mark.parametrize(
    ("stage", "protected", "problems"),
    [("appeal", False, []), ("measure", False, ["membership.no_appeal"]), ("appeal", True, ["membership.no_appeal"])],
)
def test_what_is_not_appealed_is_not_set_aside(stage: str, protected: bool, problems: list[str]) -> None:
    of = founding.coalition()
    case = case_of(founding.member(of, protected=protected), stage)
    kind, payload = effect("membership.set_aside"), {"case": case.id}
    assert kind.problems(of.id, payload) == problems
    assert kind.problems(of.id, NOBODY) == ["membership.no_appeal"]
    name = "a protected member" if protected else "Green Valley"
    words = "The measure against %s is set aside; if this is not adopted, the measure stands."
    assert kind.sentences(of.id, [payload, NOBODY]) == [words % name, words % "a member that is no longer here"]
    for each in [NOBODY, payload] if stage == "measure" else [NOBODY]:
        with pytest.raises(CannotCarryOut) as caught:
            kind.carry_out(founding.system(of), each)
        assert caught.value.reason == "membership.no_appeal"


@pytest.mark.parametrize(
    ("measure", "status", "after"),
    [
        ("suspension", "suspended", "active"),
        ("removal", "suspended", "suspended"),  # it is suspended for something else
        ("suspension", "on_leave", "on_leave"),
    ],
)
def test_a_suspension_that_is_set_aside_ends(measure: str, status: str, after: str) -> None:
    of = founding.coalition()
    member = founding.member(of, status=status)
    case = case_of(member, "appeal", measure)
    with record.act(by=founding.system(of)):
        effect("membership.set_aside").carry_out(founding.system(of), {"case": case.id})
    member.refresh_from_db()
    case.refresh_from_db()
    assert (member.status, case.stage, case.ended) == (after, "closed", "set_aside")


def test_another_body_than_took_the_measure_decides_on_the_appeal() -> None:
    of = founding.coalition()
    kind = concerned_by("membership.set_aside")
    payload = {"case": case_of(founding.member(of), "appeal", decided_by="board").id}
    found = [kind.decided_by(of.id, payload, body) for body in ("board", "plenary", "jury")]
    assert found == ["plenary", "plenary", "jury"]
    assert kind.decided_by(of.id, NOBODY, "board") == "board"


@pytest.mark.parametrize(("outcome", "stage"), [("rejected", "closed"), ("lapsed", "closed"), ("adopted", "appeal")])
def test_where_it_is_not_set_aside_the_measure_stands(outcome: str, stage: str) -> None:
    of = founding.coalition()
    case, kind = case_of(founding.member(of), "appeal"), concerned_by("membership.set_aside")
    with record.act(by=founding.system(of)):
        for payload in ({"case": case.id}, NOBODY):
            kind.decided(founding.system(of), payload, outcome=outcome, body="plenary", until=None)
    case.refresh_from_db()
    assert (case.stage, case.ended) == (stage, "stands" if stage == "closed" else "")
