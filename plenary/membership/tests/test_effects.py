"""What membership lets an adopted proposal do."""

import pytest

from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Accountability
from plenary.core import clock
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
