"""What agreements let an adopted proposal do: what each effect says before, when it cannot be done, and what it leaves."""

import json
from typing import Any

import pytest

from plenary.agreements.models import Agreement
from plenary.agreements.tests import factories
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.decisions.tests import factories as decisions
from plenary.record.models import Entry, Opening
from tests import founding

pytestmark = pytest.mark.django_db

GONE: list[dict[str, Any]] = [{}, {"edition": "nobody", "agreement": "nobody"}]


def test_an_edition_is_told_with_who_signs_it_in_one_query(django_assert_num_queries: Any) -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    agreement = factories.adopted(of, one)
    first = str(agreement.current_id)
    small = factories.again(of, one, agreement, "More.", is_material=False).current_id
    great = factories.again(of, one, agreement, "Still more.").current_id
    light = factories.laid_down(one, factories.drafted(one, title="Light"), is_material=False).id
    assert effect("agreements.adopt").sentences(of.id, [{"edition": light}]) == [
        "Edition 1 of “Light” holds, and members are asked to sign it."
    ]
    elsewhere = founding.coalition("elsewhere", rules=decisions.charter())
    payloads = [{"edition": each} for each in (first, small, great)]
    with django_assert_num_queries(1):
        told = effect("agreements.adopt").sentences(of.id, [*payloads, *GONE])
    assert told == [
        "Edition 1 of “Our call” holds, and members are asked to sign it.",
        "Edition 2 of “Our call” holds; who signed the one before stands on it too.",
        "Edition 3 of “Our call” holds, and members are asked to sign it.",
        "The edition of the agreement is gone.",
        "The edition of the agreement is gone.",
    ]
    assert effect("agreements.adopt").sentences(elsewhere.id, payloads[:1]) == ["The edition of the agreement is gone."]


def test_an_edition_is_adopted_once_and_says_by_which_proposal() -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    edition = factories.laid_down(one, factories.drafted(one))
    kind, payload, by = effect("agreements.adopt"), {"edition": edition.id, "proposal": "of-ours"}, founding.system(of)
    assert kind.problems(of.id, payload) == []
    assert [kind.problems(of.id, each) for each in GONE] == [["agreements.edition_gone"]] * 2
    kind.carry_out(by, payload)
    edition.refresh_from_db()
    assert (edition.adopted_by, edition.adopted_at is None, edition.agreement.current_id) == (
        "of-ours",
        False,
        edition.id,
    )
    assert kind.problems(of.id, payload) == ["agreements.edition_adopted"]
    with pytest.raises(CannotCarryOut) as refused:
        kind.carry_out(by, payload)
    assert refused.value.reason == "agreements.edition_adopted"


def test_an_agreement_is_told_to_end_in_one_query(django_assert_num_queries: Any) -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    call, draft = factories.adopted(of, one), factories.drafted(one, title="A draft")
    with django_assert_num_queries(1):
        told = effect("agreements.end").sentences(of.id, [{"agreement": call.id}, *GONE, {"agreement": draft.id}])
    ends = "“%s” ends: it binds nobody any more, and stays to be read with those who signed it."
    assert told == [ends % "Our call", *["The agreement is gone."] * 2, ends % "A draft"]


def test_an_agreement_ends_once_and_says_why_and_by_which_proposal() -> None:
    of = founding.coalition(rules=decisions.charter())
    (one,) = founding.standings(of, 1)
    agreement, by = factories.adopted(of, one), founding.system(of)
    kind, payload = (
        effect("agreements.end"),
        {"agreement": agreement.id, "proposal": "of-ours", "reason": "It is done."},
    )
    assert kind.problems(of.id, payload) == []
    assert [kind.problems(of.id, each) for each in GONE] == [["agreements.gone"]] * 2
    kind.carry_out(by, payload)
    row = Agreement.objects.of(of.id).get(id=agreement.id)
    assert (row.ended_by, row.ended_at is None) == ("of-ours", False)
    entry = Entry.objects.of(of.id).get(kind="agreements.ended")
    facts = json.loads(bytes(Opening.objects.of(of.id).get(entry=entry, position=0).payload))["facts"]
    assert (facts["agreement"], facts["because"]) == (agreement.id, "It is done.")
    assert kind.problems(of.id, payload) == ["agreements.has_ended"]
    with pytest.raises(CannotCarryOut) as refused:
        kind.carry_out(by, payload)
    assert refused.value.reason == "agreements.has_ended"
