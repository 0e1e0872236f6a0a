"""The forms by which bodies are formed, changed and closed: what they give, and what a draft fills in again."""

import pytest
from django.http import QueryDict

from plenary.bodies.tests.forming import PAYLOAD, formed
from plenary.core.standing import standing_of
from plenary.decisions.forms import EFFECT_FORMS
from tests import founding

pytestmark = pytest.mark.django_db

FILLED = {
    "body_kind": "task_force",
    "names:en": "Survivors first",
    "terms:en": "Ask survivors what they need, and **say** it.",
    "seats": "3",
    "filling": "open",
    "office_months": "6",
    "chair": "elected",
    "reports_to": "board",
    "review": "2099-05-04",
}


def test_a_body_is_asked_in_a_form_and_a_draft_fills_it_in_again() -> None:
    of = founding.coalition()
    by = standing_of(str(founding.represent(founding.member(of), "amina@example.org").account_id), of.id)
    kind = EFFECT_FORMS["bodies.form_body"]
    form = kind(FILLED, standing=by)
    assert form.is_valid(), form.errors
    assert form.payloads() == [PAYLOAD]
    assert kind.from_payloads([PAYLOAD]) == FILLED | {"seats": 3, "office_months": 6}
    for field, value in (("names:en", ""), ("seats", "0"), ("review", "2001-01-01"), ("reports_to", "nowhere")):
        assert set(kind(FILLED | {field: value}, standing=by).errors) == {field}


def test_the_terms_of_reference_in_force_are_there_to_be_changed() -> None:
    of = founding.coalition()
    by = standing_of(str(founding.represent(founding.member(of), "amina@example.org").account_id), of.id)
    kind = EFFECT_FORMS["bodies.amend_terms"]
    assert kind(standing=by).has_choices is False
    body = formed(of)
    asked = kind(initial=kind.from_query(QueryDict(f"body={body.code}")), standing=by)
    assert asked.initial["terms:en"] == PAYLOAD["terms"]["en"]
    same = kind({"body": body.code, "terms:en": PAYLOAD["terms"]["en"]}, standing=by)
    assert set(same.errors) == {"terms:en"}
    changed = kind({"body": body.code, "terms:en": "Listen."}, standing=by)
    assert changed.is_valid()
    assert changed.payloads() == [{"body": body.code, "terms": {"en": "Listen."}}]
    turns = kind({"body": body.code, "terms:en": PAYLOAD["terms"]["en"], "chair": "rotates"}, standing=by)
    assert turns.is_valid()
    assert turns.payloads() == [{"body": body.code, "rotates": True}]
    assert kind.from_payloads(turns.payloads()) == {"body": body.code, "chair": "rotates"}
    as_it_is = kind({"body": body.code, "terms:en": PAYLOAD["terms"]["en"], "chair": "elected"}, standing=by)
    assert set(as_it_is.errors) == {"terms:en"}
    close = EFFECT_FORMS["bodies.close_body"]({"body": body.code}, standing=by)
    assert close.is_valid()
    assert close.payloads() == [{"body": body.code}]
