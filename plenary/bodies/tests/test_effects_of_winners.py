"""Who was chosen in an election takes which place: kept seats as it may, open ones in the charter's order, an office."""

from typing import Any

import pytest

from plenary.bodies import actions
from plenary.bodies.actions import Nomination
from plenary.bodies.models import Term
from plenary.charter import decidable
from plenary.charter.decidable import CannotCarryOut
from plenary.charter.rules.schema import Body, BodyKind, Seats
from plenary.coalitions.models import Coalition
from tests import founding

pytestmark = pytest.mark.django_db

BOARD = {"body": "board", "seats": ["kept", "general", "more"]}


@pytest.fixture
def of() -> Coalition:
    """A board of a seat that is kept for women, and two kinds of seats that are open to all."""
    seats = (
        Seats(code="kept", names={"en": "Kept seat"}, number=1, reserved_for={"en": "Women"}),
        Seats(code="general", names={"en": "General seats"}, number=1),
        Seats(code="more", names={"en": "More seats"}, number=1),
    )
    plenary = Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "Plenary"})
    board = Body(code="board", kind=BodyKind.BOARD, names={"en": "Board"}, seats=seats)
    return founding.coalition(bodies=(plenary, board))


def chosen(of: Coalition, groups: list[str], payload: dict[str, Any]) -> list[str]:
    """The seats that one takes who was chosen alone."""
    member = founding.member(of)
    told = [{"id": member.id, "name": member.name, "member": member.id, "person": "", "groups": groups}]
    decidable.effect("bodies.elect").carry_out(founding.system(of), payload | {"chosen": told})
    return [term.seats for term in Term.objects.of(of.id)]


@pytest.mark.parametrize(
    ("groups", "payload", "seats"),
    [
        (["kept"], BOARD, ["kept"]),
        ([], BOARD, ["general"]),
        (["more"], BOARD, ["general"]),  # what is open to all is no group
        ([], BOARD | {"vacant": {"kept": 1}}, []),
        (["kept"], BOARD | {"vacant": {"more": 1}}, ["more"]),
    ],
)
def test_a_kept_seat_is_for_its_group_and_others_take_what_is_open(
    of: Coalition, groups: list[str], payload: dict[str, Any], seats: list[str]
) -> None:
    assert chosen(of, groups, payload) == seats


def test_whoever_was_chosen_takes_up_the_office_once_and_by_decision_alone(of: Coalition) -> None:
    person, kind = founding.person(of), decidable.effect("bodies.elect")
    told = [{"id": person.id, "name": person.name, "member": "", "person": person.id, "groups": []}]
    payload = {"office": "chair", "chosen": told}
    with pytest.raises(CannotCarryOut) as caught:
        kind.carry_out(founding.standing(founding.member(of)), payload)
    assert caught.value.reason == "bodies.only_by_decision"
    kind.carry_out(founding.system(of), payload)
    assert [(term.office, term.seats, term.holder_id) for term in Term.objects.of(of.id)] == [("chair", "", person.id)]


def test_who_holds_a_place_already_does_not_stand_for_it(of: Coalition) -> None:
    member, person, by = founding.member(of), founding.person(of), founding.system(of)
    other = founding.represent(founding.member(of, "Other"))
    actions.appoint(by=by, nomination=Nomination(body="board", seats="general", member=member))
    actions.appoint(by=by, nomination=Nomination(office="chair", person=person))
    elect = decidable.choosing("bodies.elect")
    assert elect is not None
    chair = {"office": "chair"}
    found = [
        elect.candidate_problem(of.id, BOARD, member=member.id, person=""),
        elect.candidate_problem(of.id, chair, member="", person=person.id),
        elect.candidate_problem(of.id, chair, member="", person=other.id),
    ]
    assert found == ["bodies.holds_already", "bodies.holds_already", ""]
