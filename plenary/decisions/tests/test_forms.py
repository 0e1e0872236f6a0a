"""The forms of effects: what links fill in, and the payloads that come of them."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from plenary.charter.actions import draft_charter
from plenary.charter.rules.schema import Category
from plenary.core.verdicts import Refused
from plenary.decisions.forms import EFFECT_FORMS
from plenary.decisions.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db


def payloads(kind, by, **data):
    form = EFFECT_FORMS[kind](data, standing=by)
    assert form.errors == {}
    return form.payloads()


def test_an_office_is_filled_by_a_person(house):
    [by] = founding.standings(house, 1)
    given = {"place": "board//chair", "person": by.person, "starts": "2026-04-01"}
    assert payloads("bodies.appoint", by, **given) == [{"office": "chair", "person": by.person, "starts": "2026-04-01"}]


def test_a_seat_is_filled_by_a_member(house):
    [by] = founding.standings(house, 1)
    given = {"place": "board/seat/", "member": [by.member]}
    assert payloads("bodies.appoint", by, **given) == [{"body": "board", "seats": "seat", "member": by.member}]


def test_several_seats_are_filled_at_once(house):
    by, other = founding.standings(house, 2)
    given = {"place": "board/seat/", "member": [by.member, other.member]}
    assert payloads("bodies.appoint", by, **given) == [
        {"body": "board", "seats": "seat", "member": by.member},
        {"body": "board", "seats": "seat", "member": other.member},
    ]


def test_a_person_sits_for_one_member_alone(house):
    by, other = founding.standings(house, 2)
    given = {"place": "board/seat/", "member": [by.member, other.member], "person": by.person}
    form = EFFECT_FORMS["bodies.appoint"](given, standing=by)
    assert form.errors == {"person": ["A person sits for one member. Choose one member, or leave this empty."]}


def test_somebody_is_appointed(house):
    [by] = founding.standings(house, 1)
    form = EFFECT_FORMS["bodies.appoint"]({"place": "board/seat/"}, standing=by)
    assert form.errors == {"__all__": ["Name the member or the person who takes the seat or the office."]}


def test_a_link_fills_in_a_place(house):
    query = QueryDict("body=board&seats=seat&member=m1")
    assert EFFECT_FORMS["bodies.appoint"].from_query(query) == {
        "body": "board",
        "seats": "seat",
        "office": "",
        "member": ["m1"],
        "person": "",
        "place": "board/seat/",
    }
    assert EFFECT_FORMS["membership.admit"].from_query(QueryDict("member=a&member=b")) == {"member": ["a", "b"]}
    assert EFFECT_FORMS["charter.amend"].from_query(QueryDict("draft=d")) == {"draft": "d"}


def test_whoever_did_not_accept_the_purpose_is_admitted_with_a_reason_alone(house):
    [by] = founding.standings(house, 1)
    ready, entered = (founding.member(house, name, status="applied") for name in ("Ready", "Entered"))
    entered.accepted_purpose_at = None
    entered.save()
    chosen = [ready.id, entered.id]
    form = EFFECT_FORMS["membership.admit"]({"member": chosen, "waived": " "}, standing=by)
    assert [str(label) for _value, label in form.fields["member"].choices] == [
        "Entered: It has not accepted the purpose.",
        "Ready",
    ]
    assert form.errors == {
        "waived": ["Entered: the purpose was not accepted, or what is asked not answered. Say why that is waived."]
    }
    assert payloads("membership.admit", by, member=[ready.id], waived="Known.") == [{"member": ready.id}]
    given = payloads("membership.admit", by, member=chosen, waived="Known.")
    assert given == [{"member": ready.id}, {"member": entered.id, "waived": "Known."}]
    assert EFFECT_FORMS["membership.admit"].from_payloads(given) == {"member": chosen, "waived": "Known."}
    with pytest.raises(Refused) as refusal:
        factories.opened(by, [("membership.admit", {"member": row}) for row in chosen])
    assert refusal.value.verdict.reason == "membership.lacks_purpose"
    assert factories.opened(by, [("membership.admit", payload) for payload in given]).opened_at


def test_another_category_takes_answers_or_a_reason():
    categories = factories.charter().categories
    asks = Category(code="asks", names={"en": "Asks"}, requirements=({"en": "Pays dues."},))
    made = founding.coalition("asking", replace(factories.charter(), categories=(*categories, asks)))
    by, other = founding.standings(made, 2)
    given = {"member": other.member, "category": "asks"}
    form = EFFECT_FORMS["membership.change_category"](given, standing=by)
    assert form.errors == {"waived": ["One requirement of the category has no answer. Say why that is waived."]}
    assert payloads("membership.change_category", by, **given, waived="It pays.") == [given | {"waived": "It pays."}]
    plain = given | {"category": "member"}
    assert payloads("membership.change_category", by, **plain, waived="Why?") == [plain]
    with pytest.raises(Refused) as refusal:
        factories.opened(by, [("membership.change_category", given)])
    assert refusal.value.verdict.reason == "membership.lacks_answers_there"
    assert factories.opened(by, [("membership.change_category", given | {"waived": "It pays."})]).opened_at


def test_a_member_is_removed_with_a_reason(house):
    by, other = founding.standings(house, 2)
    given = {"member": other.member, "reason": "It left the field."}
    assert payloads("membership.remove", by, **given) == [given]
    assert payloads("membership.suspend", by, **given) == [given]


def test_a_draft_of_the_charter_is_chosen(house):
    [by] = founding.standings(house, 1)
    assert EFFECT_FORMS["charter.amend"](standing=by).has_choices is False
    draft = draft_charter(by=by, charter=factories.charter(ordinary={"voting_days": 3}), title="Faster")
    assert EFFECT_FORMS["charter.amend"](standing=by).has_choices is True
    assert payloads("charter.amend", by, draft=draft.id) == [{"draft": draft.id}]


def test_lists_to_choose_from_leave_protected_members_out(house):
    [by] = founding.standings(house, 1)
    founding.member(house, "Secret", protected=True)
    founding.member(house, "Secret applicant", status="applied", protected=True)
    for kind, field in (("membership.remove", "member"), ("membership.admit", "member"), ("bodies.appoint", "member")):
        form = EFFECT_FORMS[kind](standing=by)
        assert [label for _value, label in form.fields[field].choices if "Secret" in str(label)] == []
