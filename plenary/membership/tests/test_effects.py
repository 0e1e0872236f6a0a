"""What membership lets an adopted proposal do."""

import pytest

from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Accountability
from plenary.core import clock
from plenary.membership.tests.merging import agreed
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "status", "problems"),
    [
        ("membership.admit", "applied", []),
        ("membership.admit", "active", ["membership.not_waiting_now"]),
        ("membership.suspend", "active", []),
        ("membership.suspend", "suspended", ["membership.cannot_now"]),
        ("membership.remove", "suspended", []),
        ("membership.remove", "removed", ["membership.cannot_now"]),
    ],
)
def test_effects_say_why_they_could_not_be_done(code: str, status: str, problems: list[str]) -> None:
    of = founding.coalition(accountability=Accountability(conversation_first=False, answer_days=0))
    member = founding.member(of, "Green Valley", status, accepted_purpose_at=clock.now())
    kind, payload = effect(code), {"member": member.id}
    assert kind.problems(of.id, payload) == problems
    assert kind.problems(of.id, {"member": "nobody"}) == ["membership.no_such_member"]
    assert len(kind.sentences(of.id, [payload, payload])) == 2
    if problems:
        with pytest.raises(CannotCarryOut):
            kind.carry_out(founding.system(of), payload)
    else:
        kind.carry_out(founding.system(of), payload)
        member.refresh_from_db()
        assert member.status == {"admit": "active", "suspend": "suspended", "remove": "removed"}[code.split(".")[1]]


def test_sentences_of_many_admissions_take_no_query_each(django_assert_num_queries: object) -> None:
    of = founding.coalition()
    members = [founding.member(of, name, "applied", accepted_purpose_at=clock.now()) for name in ("A", "B", "C")]
    with django_assert_num_queries(3):
        told = effect("membership.admit").sentences(of.id, [{"member": member.id} for member in members])
    assert told == ["A is admitted.", "B is admitted.", "C is admitted."]


def test_what_lacks_is_told_of_those_whom_a_proposal_may_name() -> None:
    of = founding.coalition()
    plain, hidden = (
        founding.member(of, name, "applied", accepted_purpose_at=None, protected=name == "Hidden")
        for name in ("Plain", "Hidden")
    )
    payloads = [{"member": each} for each in (plain.id, hidden.id, "nobody")]
    assert effect("membership.admit").sentences(of.id, payloads) == [
        "Plain is admitted. It has not accepted the purpose.",
        "a protected member is admitted.",
        "a member that is no longer here is admitted.",
    ]
    problems = [effect("membership.admit").problems(of.id, each) for each in payloads]
    assert problems == [
        ["membership.lacks_purpose"],
        ["membership.protected_otherwise"],
        ["membership.no_such_member"],
    ]


def test_nobody_is_admitted_to_a_category_that_the_charter_has_no_more() -> None:
    of = founding.coalition()
    member = founding.member(of, status="applied", category="gone")
    kind, payload = effect("membership.admit"), {"member": member.id}
    assert kind.problems(of.id, payload) == ["membership.no_category"]
    assert kind.sentences(of.id, [payload]) == ["Green Valley is admitted."]


def test_another_category_is_told_of_whoever_is_here_and_of_others_without_a_name() -> None:
    of = founding.coalition()
    plain, hidden = (founding.member(of, name, protected=name == "Hidden") for name in ("Plain", "Hidden"))
    payloads = [{"member": each, "category": "trial"} for each in (plain.id, "nobody", hidden.id)]
    assert effect("membership.change_category").sentences(of.id, payloads) == [
        f"{name} stands in the category “Member on trial” from then on."
        for name in ("Plain", "a member that is no longer here", "a protected member")
    ]


def test_a_merging_is_told_with_the_name_that_both_agreed_to_and_not_carried_out_by_anybody() -> None:
    of = founding.coalition()
    merging, theirs, _ours = agreed(of, name="Hills and Valley")
    kind, payload = effect("membership.merge"), {"merging": merging.id}
    assert kind.sentences(of.id, [payload]) == [
        "Hills merges into Valley, which is called Hills and Valley from then on; seats that Hills holds fall vacant."
    ]
    with pytest.raises(CannotCarryOut) as caught:
        kind.carry_out(theirs, payload)
    assert caught.value.reason == "membership.not_administrator"
