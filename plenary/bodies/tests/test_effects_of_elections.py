"""The effect of an election: who may stand for any of its places, which kept seats they may take, who holds them."""

from typing import Any

import pytest

from plenary.bodies import actions
from plenary.bodies.actions import Nomination
from plenary.bodies.models import Term
from plenary.charter import decidable
from plenary.charter.decidable import CannotCarryOut
from plenary.charter.rules.schema import Body, BodyKind, Holder, Seats
from plenary.coalitions.models import Coalition
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db

ALL = {"body": "board", "seats": ["kept", "women", "general"]}
GONE: list[dict[str, Any]] = [{}, {"office": "treasurer"}, {"body": "board", "seats": ["none"]}]


def elect() -> decidable.Choosing:
    found = decidable.choosing("bodies.elect")
    assert found is not None
    return found


@pytest.fixture
def of() -> Coalition:
    """A board whose seats are kept for partners first, then for women, and of which two are open to all for one term."""
    seats = (
        Seats(code="kept", names={"en": "Kept seat"}, number=1, reserved_category="partner"),
        Seats(code="women", names={"en": "Women’s seat"}, number=1, reserved_for={"en": "Women"}),
        Seats(code="general", names={"en": "General seats"}, number=2, term_limit=1),
        Seats(code="more", names={"en": "More seats"}, number=1),
        Seats(code="own", names={"en": "Seat in one’s own name"}, number=1, holder=Holder.PERSON),
    )
    plenary = Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "Plenary"})
    return founding.coalition(
        bodies=(plenary, Body(code="board", kind=BodyKind.BOARD, names={"en": "Board"}, seats=seats))
    )


def served(of: Coalition, member: Member) -> Term:
    nomination = Nomination(body="board", seats="general", member=member)
    return actions.appoint(by=founding.system(of), nomination=nomination)


@pytest.mark.parametrize(
    ("category", "seats", "problem"),
    [
        ("member", ["general"], "bodies.past_limit"),
        ("member", ["kept"], "bodies.wrong_category"),
        ("member", ["kept", "general"], "bodies.past_limit"),  # that it is none of those for whom one is kept says less
        ("partner", ["kept", "general"], ""),
        ("partner", ["general"], "bodies.past_limit"),
        ("member", ["women", "general"], ""),
        ("member", ["general", "more"], ""),
    ],
)
def test_who_may_take_any_of_the_places_stands(of: Coalition, category: str, seats: list[str], problem: str) -> None:
    member = founding.member(of, category=category)
    ends = served(of, member).ends
    assert ends
    payload = {"body": "board", "seats": seats, "starts": ends.isoformat()}
    assert elect().candidate_problem(of.id, payload, member=member.id, person="") == problem


@pytest.mark.parametrize(
    ("category", "declared", "groups"),
    [
        ("partner", [], ("kept",)),
        ("partner", ["women", "general"], ("kept", "women")),
        ("member", ["women", "kept"], ("women",)),  # of which category it is is known, whatever it declares
        ("member", [], ()),
    ],
)
def test_kept_seats_are_for_a_category_that_is_known_or_as_declared(
    of: Coalition, category: str, declared: list[str], groups: tuple[str, ...]
) -> None:
    member = founding.member(of, category=category)
    assert elect().groups_of(of.id, ALL, member=member.id, declared=declared) == groups
    assert elect().groups_of(of.id, ALL, member="", declared=declared) == (("women",) if "women" in declared else ())
    assert elect().groups_of(of.id, {"body": "board", "seats": ["general"]}, member=member.id, declared=declared) == ()


def test_those_who_hold_a_place_beyond_the_start_are_known(of: Coalition) -> None:
    member, person = founding.member(of), founding.person(of)
    term = served(of, member)
    actions.appoint(by=founding.system(of), nomination=Nomination(office="chair", person=person))
    assert term.ends
    assert elect().holders(of.id, ALL) == {member.id}
    assert elect().holders(of.id, {"office": "chair"}) == {person.id}
    assert elect().holders(of.id, {"body": "board", "seats": ["kept"]}) == frozenset()
    assert elect().holders(of.id, {**ALL, "starts": term.ends.isoformat()}) == frozenset()


@pytest.mark.parametrize(
    ("vacant", "problems"),
    [
        ({"general": 0, "kept": 1}, []),
        ({"general": 2, "kept": 1, "women": 1}, []),
        ({"general": 3, "kept": 1}, ["bodies.full"]),
        ({"general": -1, "kept": 1}, ["bodies.full"]),
        ({"general": True, "kept": 1}, ["bodies.full"]),
        ({"general": 0, "kept": 0}, ["bodies.full"]),
        ({}, ["bodies.full"]),
        ({"own": 1}, ["bodies.not_elected"]),
        (["general"], ["bodies.not_elected"]),
        (2, ["bodies.not_elected"]),
    ],
)
def test_no_more_is_filled_than_is_vacant_and_something_is(of: Coalition, vacant: object, problems: list[str]) -> None:
    assert decidable.effect("bodies.elect").problems(of.id, ALL | {"vacant": vacant}) == problems


@pytest.mark.parametrize("payload", GONE)
def test_what_the_charter_does_not_elect_to_is_told_and_asks_nobody(of: Coalition, payload: dict[str, Any]) -> None:
    kind = decidable.effect("bodies.elect")
    assert kind.problems(of.id, payload) == ["bodies.not_elected"]
    assert kind.sentences(of.id, [payload]) == ["An election to what the charter no longer fills so."]
    assert elect().holders(of.id, payload) == frozenset()
    assert elect().groups_of(of.id, payload, member="", declared=["women"]) == ()
    assert elect().candidate_problem(of.id, payload, member="", person="") == "bodies.not_elected"
    for call in (
        lambda: elect().asked(of.id, payload),
        lambda: kind.carry_out(founding.system(of), payload | {"chosen": []}),
    ):
        with pytest.raises(CannotCarryOut) as caught:
            call()
        assert caught.value.reason == "bodies.not_elected"


def test_places_are_told_with_how_many_are_filled(of: Coalition) -> None:
    payloads = [ALL, ALL | {"vacant": {"general": 1, "women": 0}}, {"office": "chair"}]
    payloads.append({"office": "chair", "vacant": {"chair": 1}})
    assert decidable.effect("bodies.elect").sentences(of.id, payloads) == [
        "Those who are chosen take up: Kept seat in Board (1), Women’s seat in Board (1), General seats in Board (2).",
        "Those who are chosen take up: General seats in Board (1).",
        *["Those who are chosen take up: Chair (1)."] * 2,
    ]


def test_what_is_kept_is_asked_with_the_words_of_those_for_whom_it_is(of: Coalition) -> None:
    kept = elect().asked(of.id, ALL).kept
    assert [(each.group, each.names, each.at_least, each.is_declared) for each in kept] == [
        ("kept", {"en": "Partner"}, 1, False),
        ("women", {"en": "Women"}, 1, True),
    ]
    few = elect().asked(of.id, ALL | {"vacant": {"women": 1}})
    assert ([each.group for each in few.kept], few.seats, few.of_persons) == (["women"], 1, False)
    assert elect().asked(of.id, {"body": "board", "seats": ["own"]}).of_persons


@pytest.mark.parametrize(("told", "kept"), [({"proposal": "p" * 16}, "p" * 16), ({}, "")])
def test_terms_say_by_which_proposal_they_began(of: Coalition, told: dict[str, Any], kept: str) -> None:
    member = founding.member(of, category="partner")
    chosen = [{"id": member.id, "name": member.name, "member": member.id, "person": "", "groups": ["kept"]}]
    decidable.effect("bodies.elect").carry_out(founding.system(of), ALL | told | {"chosen": chosen})
    assert [(term.seats, term.adopted_by) for term in Term.objects.of(of.id)] == [("kept", kept)]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (ALL, True),
        ({"body": "board", "seats": ["general", "own"]}, True),
        ({"body": "board", "seats": ["own"]}, False),
        ({"body": "jury", "seats": ["general"]}, False),
        ({"office": "chair"}, False),
    ],
)
def test_elections_to_some_of_the_same_seats_are_the_same(other: dict[str, Any], same: bool) -> None:
    assert elect().is_same(ALL, other) is same
    assert elect().is_same(other, ALL) is same
    assert elect().is_same({"office": "chair"}, other) is ("office" in other)
