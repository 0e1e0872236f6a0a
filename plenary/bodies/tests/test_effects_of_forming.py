"""The effects that form a body, change what it is for and close it: on what it rests, and in which language it is told."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from plenary.bodies import grounds
from plenary.bodies.formed import formed_bodies
from plenary.bodies.tests.forming import PAYLOAD, formed
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.core import clock
from tests import founding

pytestmark = pytest.mark.django_db

TITLES = {"open": "What survivors ask for", "hidden": ""}


class Agreed:
    """Two texts that hold: one that may be told, and one that may not."""

    def holding(self, coalition_id: str, ids: Collection[str]) -> Mapping[str, str]:
        return {each: TITLES[each] for each in ids if each in TITLES}


@pytest.fixture(autouse=True)
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grounds, "_grounds", [Agreed()])


@pytest.mark.parametrize(
    ("agreement", "told"),
    [
        ("open", "It rests on the agreement “What survivors ask for”. "),
        ("hidden", "It rests on an agreement. "),
        ("gone", "It was to rest on an agreement that does not hold any more. "),
        ("", ""),
    ],
)
def test_a_body_rests_on_an_agreement_that_holds(agreement: str, told: str) -> None:
    of = founding.coalition()
    kind, payload = effect("bodies.form_body"), PAYLOAD | {"agreement": agreement}
    problems = ["bodies.no_such_agreement"] if agreement == "gone" else []
    assert kind.problems(of.id, payload) == problems
    assert kind.sentences(of.id, [payload, PAYLOAD]) == [
        "“Survivors first” is formed, a task force with 3 seats that members take by their own interest. It reports to: Board. "
        f"{rests}It is looked at again on 4 May 2099. What it is for: Ask survivors what they need, and **say** it."
        for rests in (told, "")
    ]
    if problems:
        with pytest.raises(CannotCarryOut) as caught:
            kind.carry_out(founding.system(of), payload)
        assert caught.value.reason == problems[0]
    else:
        kind.carry_out(founding.system(of), payload)
    assert [row.agreement for row in formed_bodies(of.id)] == ([] if problems else [agreement])


@pytest.mark.parametrize(("days", "problems"), [(-1, ["bodies.review_is_past"]), (0, []), (1, []), (None, [])])
def test_a_body_is_looked_at_again_today_at_the_soonest_or_never(days: int | None, problems: list[str]) -> None:
    payload = {key: value for key, value in PAYLOAD.items() if key != "review"}
    if days is not None:
        payload["review"] = (clock.now().date() + timedelta(days=days)).isoformat()
    assert effect("bodies.form_body").problems(founding.coalition().id, payload) == problems


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "Survivants"), ("en", "Survivors"), ("es", "Survivors"), (None, "Survivors")]
)
def test_a_body_is_told_in_the_language_of_whoever_reads_it_else_of_the_charter(
    language: str | None, name: str
) -> None:
    of = founding.coalition(rules=replace(founding.charter(), languages=("en", "fr")))
    words = {"names": {"fr": "Survivants", "en": "Survivors"}, "terms": {"fr": "Écouter.", "en": "Listen."}}
    payload: dict[str, Any] = {"kind": "committee", "seats": 1, "open": False} | words
    with translation.override(language):
        (told,) = effect("bodies.form_body").sentences(of.id, [payload])
    assert name in told


@pytest.mark.parametrize(("told", "kept"), [({"proposal": "p" * 16}, "p" * 16), ({}, ""), ({"proposal": None}, "")])
def test_a_body_says_by_which_proposals_it_was_formed_and_closed(told: dict[str, Any], kept: str) -> None:
    of = founding.coalition()
    effect("bodies.form_body").carry_out(founding.system(of), PAYLOAD | told)
    body = formed_bodies(of.id).get()
    effect("bodies.close_body").carry_out(founding.system(of), {"body": body.code} | told)
    body.refresh_from_db()
    assert (body.adopted_by, body.closed_by) == (kept, kept)


@pytest.mark.parametrize("payload", [{}, {"body": "board"}, {"body": "f-nobody"}])
def test_a_body_that_is_gone_is_neither_changed_nor_closed(payload: dict[str, Any]) -> None:
    of = founding.coalition()
    formed(of)
    close, amend = effect("bodies.close_body"), effect("bodies.amend_terms")
    assert close.problems(of.id, payload) == amend.problems(of.id, payload) == ["bodies.no_such_body"]
    assert close.sentences(of.id, [payload]) == [
        "“a body that is no longer here” is closed: its seats and offices end, and what it was stays to be read."
    ]
    assert amend.sentences(of.id, [payload | {"terms": {"en": "Listen."}}]) == [
        "What “a body that is no longer here” is for is from then on: Listen."
    ]
    for kind in (close, amend):
        with pytest.raises(CannotCarryOut) as caught:
            kind.carry_out(founding.system(of), payload)
        assert caught.value.reason == "bodies.no_such_body"


def test_what_a_body_is_for_is_changed_in_words_unless_its_chair_alone_is() -> None:
    of = founding.coalition()
    body, kind = formed(of), effect("bodies.amend_terms")
    assert kind.problems(of.id, {"body": body.code}) == ["bodies.no_terms_of_reference"]
    assert kind.problems(of.id, {"body": body.code, "terms": None, "rotates": True}) == ["bodies.no_terms_of_reference"]
    assert kind.problems(of.id, {"body": body.code, "rotates": True}) == []
    assert kind.problems(of.id, {"body": body.code, "rotates": "yes"}) == ["bodies.same_terms_of_reference"]


@pytest.mark.parametrize(
    ("wrong", "reason"), [({"kind": "board"}, "bodies.bad_kind"), ({"seats": 0}, "bodies.bad_seats")]
)
def test_what_is_no_body_is_neither_opened_nor_formed(wrong: dict[str, Any], reason: str) -> None:
    of, kind = founding.coalition(), effect("bodies.form_body")
    assert kind.problems(of.id, PAYLOAD | wrong) == [reason]
    assert kind.sentences(of.id, [PAYLOAD | wrong]) == ["A body is formed that the charter no longer allows so."]
    with pytest.raises(CannotCarryOut) as caught:
        kind.carry_out(founding.system(of), PAYLOAD | wrong)
    assert caught.value.reason == reason


def test_a_body_is_told_with_how_its_seats_and_its_chair_are_filled() -> None:
    of, payload = founding.coalition(), {"kind": "committee", "names": {"en": "Ethics"}, "terms": {"en": "Listen."}}
    told = effect("bodies.form_body").sentences(
        of.id,
        [
            payload | {"seats": 3, "open": False},
            payload | {"seats": 2, "open": True, "rotates": True, "office_months": 6},
        ],
    )
    assert told == [
        "“Ethics” is formed, a committee with 3 seats that are filled by decision. What it is for: Listen.",
        "“Ethics” is formed, a committee with 2 seats that members take by their own interest. "
        "Those who sit in it chair it by turns. What it is for: Listen.",
    ]


def test_a_body_that_is_closed_is_changed_no_more() -> None:
    of = founding.coalition()
    body, amend = formed(of), effect("bodies.amend_terms")
    effect("bodies.close_body").carry_out(founding.system(of), {"body": body.code})
    payload = {"body": body.code, "terms": {"en": "Listen."}}
    assert amend.problems(of.id, payload) == ["bodies.body_is_closed"]
    with pytest.raises(CannotCarryOut) as caught:
        amend.carry_out(founding.system(of), payload)
    assert caught.value.reason == "bodies.body_is_closed"
