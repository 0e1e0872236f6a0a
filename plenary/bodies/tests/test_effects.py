"""What bodies let an adopted proposal do with one seat or office: how it is told, what it leaves, how it is undone."""

from datetime import timedelta
from typing import Any

import pytest

from plenary.bodies import actions
from plenary.bodies.actions import Nomination
from plenary.bodies.models import Term
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.coalitions.models import Coalition
from plenary.core import clock
from tests import founding

pytestmark = pytest.mark.django_db

PROPOSAL = "p" * 16


def appointed(of: Coalition, **told: Any) -> tuple[Term, dict[str, Any]]:
    """A seat that a proposal filled, with what it said."""
    payload = {"body": "board", "seats": "general", "member": founding.member(of).id, "proposal": PROPOSAL} | told
    effect("bodies.appoint").carry_out(founding.system(of), payload)
    return Term.objects.of(of.id).get(), payload


def test_a_place_is_told_with_who_takes_it_up_who_sits_for_it_and_from_when() -> None:
    of = founding.coalition()
    member = founding.member(of)
    person = founding.represent(member, "amina@example.org")
    seat = {"body": "board", "seats": "general", "member": member.id}
    payloads: list[dict[str, Any]] = [
        seat,
        seat | {"person": person.id},
        seat | {"person": person.id, "starts": "2027-03-01T00:00:00+00:00"},
        {"office": "coordinator", "person": person.id},
        {"office": "coordinator", "person": "nobody"},
        seat | {"member": "nobody"},
    ]
    assert effect("bodies.appoint").sentences(of.id, payloads) == [
        "Green Valley takes up: General seats in Board.",
        "Green Valley takes up: General seats in Board; Amina sits for it.",
        "Green Valley takes up: General seats in Board, from 1 Mar 2027.",
        "Amina takes up: Coordinator.",
        "someone who is no longer here takes up: Coordinator.",
        "someone who is no longer here takes up: General seats in Board.",
    ]


@pytest.mark.parametrize(("told", "kept"), [({}, PROPOSAL), ({"proposal": ""}, ""), ({"proposal": None}, "")])
def test_a_term_says_by_which_proposal_it_began(told: dict[str, Any], kept: str) -> None:
    term, _payload = appointed(founding.coalition(), **told)
    assert (term.adopted_by, term.seats, term.office) == (kept, "general", "")


def test_what_was_filled_is_undone_once_and_nothing_else_with_it() -> None:
    of = founding.coalition()
    term, payload = appointed(of)
    other = actions.appoint(
        by=founding.system(of),
        nomination=Nomination(body="board", seats="general", member=founding.member(of, "Other")),
    )
    kind, by = effect("bodies.appoint"), founding.system(of)
    for elsewhere in ({"proposal": "q" * 16}, {"member": other.member_id}, {"seats": "kept"}):
        kind.undo(by, payload | elsewhere)
    assert Term.objects.of(of.id).filter(ended_at=None).count() == 2
    with pytest.raises(CannotCarryOut) as caught:
        kind.undo(founding.standing(founding.member(of, "Third")), payload)
    assert caught.value.reason == "bodies.only_by_decision"
    kind.undo(by, payload)
    kind.undo(by, payload)
    term.refresh_from_db()
    assert (term.ended_because, Term.objects.of(of.id).filter(ended_at=None).get()) == ("not_confirmed", other)


@pytest.mark.parametrize(("seconds", "is_undone"), [(-1, True), (0, False), (1, False)])
def test_a_term_that_is_over_is_not_undone(seconds: int, is_undone: bool) -> None:
    of = founding.coalition()
    term, payload = appointed(of)
    assert term.ends
    with clock.set_to(term.ends + timedelta(seconds=seconds)):
        effect("bodies.appoint").undo(founding.system(of), payload)
    term.refresh_from_db()
    assert (term.ended_because == "not_confirmed") is is_undone


@pytest.mark.parametrize(
    ("seconds", "problems"), [(-1, []), (0, ["bodies.term_is_over"]), (1, ["bodies.term_is_over"])]
)
def test_a_term_that_is_over_is_not_taken_away(seconds: int, problems: list[str]) -> None:
    of = founding.coalition()
    term, _payload = appointed(of)
    assert term.ends
    with clock.set_to(term.ends + timedelta(seconds=seconds)):
        assert effect("bodies.remove").problems(of.id, {"term": term.id}) == problems


def test_a_term_without_an_end_is_taken_away_or_undone() -> None:
    of = founding.coalition()
    term, payload = appointed(of)
    Term.objects.of(of.id).update(ends=None)
    assert effect("bodies.remove").problems(of.id, {"term": term.id}) == []
    effect("bodies.appoint").undo(founding.system(of), payload)
    assert Term.objects.of(of.id).get().ended_because == "not_confirmed"


@pytest.mark.parametrize("given", [{}, {"term": None}, {"term": "nobody"}])
def test_a_term_that_is_gone_is_told_and_not_taken_away(given: dict[str, Any]) -> None:
    of = founding.coalition()
    term, _payload = appointed(of)
    kind = effect("bodies.remove")
    assert (kind.problems(of.id, given), kind.problems(of.id, {"term": term.id})) == (["bodies.no_such_term"], [])
    assert kind.sentences(of.id, [given, {"term": term.id}]) == [
        "A term that is no longer here ends.",
        "Green Valley no longer holds: General seats in Board.",
    ]
    with pytest.raises(CannotCarryOut) as caught:
        kind.carry_out(founding.system(of), given)
    assert caught.value.reason == "bodies.no_such_term"
