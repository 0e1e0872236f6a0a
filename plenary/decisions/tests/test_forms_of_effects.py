"""What the forms of effects share, and those of seats and offices: what fills them in, who is offered, what comes of them."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from plenary.bodies import actions as bodies
from plenary.bodies.actions import Nomination
from plenary.decisions.forms import EFFECT_FORMS, effects
from plenary.decisions.forms.effects import EffectForm
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_form_is_known_by_its_kind_in_its_order_and_none_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, type[EffectForm]] = {}
    monkeypatch.setattr(effects, "_forms", known)

    class Shared(EffectForm):
        text = forms.CharField()

    class Later(Shared):
        kind = "test.later"
        order = 20

    class Sooner(Shared):
        kind = "test.sooner"
        order = 10

    assert list(known.items()) == [("test.sooner", Sooner), ("test.later", Later)]
    with pytest.raises(ValueError, match=r"test\.later has a form already"):
        type("Other", (Shared,), {"kind": "test.later", "__qualname__": "Other"})
    form = Later({"text": "Words."}, standing=founding.somebody(founding.coalition()))
    assert (form.is_valid(), form.cleaned_data, form.has_choices) == (True, {"text": "Words."}, True)
    with pytest.raises(NotImplementedError):
        form.payloads()


@pytest.mark.parametrize(
    ("payloads", "filled"),
    [
        ([], {"place": "//", "member": []}),
        ([{"office": "chair", "person": "p"}], {"office": "chair", "person": "p", "place": "//chair", "member": []}),
        (
            [{"body": "board", "seats": "seat", "member": each} for each in "mn"],
            {"body": "board", "seats": "seat", "place": "board/seat/", "member": ["m", "n"]},
        ),
    ],
)
def test_a_draft_fills_in_the_place_and_every_member(payloads: list[dict[str, Any]], filled: dict[str, Any]) -> None:
    assert EFFECT_FORMS["bodies.appoint"].from_payloads(payloads) == filled
    assert EFFECT_FORMS["decisions.resolve"].from_payloads([]) == {}


def test_a_link_to_an_office_names_no_member() -> None:
    assert EFFECT_FORMS["bodies.appoint"].from_query(QueryDict("office=chair&person=p")) == {
        "body": "",
        "seats": "",
        "office": "chair",
        "person": "p",
        "place": "//chair",
        "member": [],
    }


def test_no_more_are_named_than_seats_are_vacant_and_of_no_place_is_that_said(house: Any) -> None:
    people = founding.standings(house, 8)
    number = EFFECT_FORMS["bodies.appoint"](standing=people[0]).vacant["board/seat/"]
    named = [by.member for by in people]
    for members, errors in ((named[: number + 1], ["member"]), (named[:number], [])):
        form = EFFECT_FORMS["bodies.appoint"]({"place": "board/seat/", "member": members}, standing=people[0])
        assert list(form.errors) == errors
    form = EFFECT_FORMS["bodies.appoint"]({"place": "nowhere", "member": named[:1]}, standing=people[0])
    assert list(form.errors) == ["place"]


def test_terms_of_protected_members_are_not_offered_to_be_ended(house: Any) -> None:
    system, people = founding.system(house), founding.standings(house, 1)
    plain, hidden = (founding.member(house, name) for name in ("Plain", "Hidden"))
    seated = [
        bodies.appoint(by=system, nomination=Nomination(body="board", seats="seat", member=member))
        for member in (plain, hidden)
    ]
    chair = bodies.appoint(by=system, nomination=Nomination(office="chair", person=founding.person(house, "Amina")))
    Member.objects.of(house.id).filter(pk=hidden.pk).update(protected=True)
    form = EFFECT_FORMS["bodies.remove"]({"term": seated[0].id}, standing=people[0])
    offered = dict(form.fields["term"].choices)
    assert {key for key in offered if key} == {seated[0].id, chair.id}
    assert offered[seated[0].id].startswith("Plain: ")
    assert (form.is_valid(), form.payloads()) == (True, [{"term": seated[0].id}])
