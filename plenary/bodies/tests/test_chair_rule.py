"""A body that elects its chair lets it pass by turns, and back, by an amendment of its terms of reference: shown beforehand,
decided, carried out, entered."""

from datetime import UTC, datetime, timedelta

import pytest

from plenary.bodies import actions
from plenary.bodies.actions.formed import amend_terms, join_body
from plenary.bodies.actions.terms import Nomination
from plenary.bodies.audits import audit, audit_formed_bodies, audit_turns
from plenary.bodies.formed import charter_for, formed_body, terms_of_reference
from plenary.bodies.models import ChairTurn, FormedBody
from plenary.bodies.rotation import chair_of, open_turn, own_turns
from plenary.bodies.rules.formed import CHAIR, office_code
from plenary.bodies.tasks import rotate_chairs
from plenary.bodies.tests.forming import PAYLOAD, formed
from plenary.bodies.touches import touched_by_chair
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Filled
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.directory.models import Person
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests import founding

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
AMEND = "bodies.amend_terms"


@pytest.fixture
def of(db: None) -> Coalition:
    with clock.set_to(BEGAN - timedelta(days=10)):
        return founding.coalition()


def _three(of: Coalition, *, rotates: bool) -> tuple[FormedBody, list[Standing]]:
    with clock.set_to(BEGAN - timedelta(days=9)):
        body = formed(of, rotates=rotates)
    found = []
    for number, name in enumerate(("one", "two", "three")):
        acting = founding.represent(founding.member(of, name.title()), f"{name}@example.org")
        with clock.set_to(BEGAN - timedelta(days=8 - number)):
            join_body(by=standing_of(str(acting.account_id), of.id), code=body.code)
            found.append(standing_of(str(acting.account_id), of.id))
    return body, found


def _fresh(body: FormedBody) -> FormedBody:
    found = formed_body(body.coalition_id, body.code)
    assert found is not None
    return found


def _filled(body: FormedBody) -> Filled:
    code = office_code(body.code, CHAIR)
    return charter_for(body.coalition_id, [code]).office(code).filled


def _kinds(of: Coalition) -> list[str]:
    rows = Entry.objects.of(of.id).filter(kind__startswith="bodies.").order_by("n")
    return list(rows.values_list("kind", flat=True))


def test_the_chair_that_was_elected_serves_to_the_end_and_then_it_passes_by_turns(of: Coalition) -> None:
    body, (one, two, third) = _three(of, rotates=False)
    chair = office_code(body.code, CHAIR)
    names = dict(Person.objects.of(of.id).values_list("pk", "name"))
    with clock.set_to(BEGAN):
        elected = actions.appoint(
            by=founding.system(of),
            nomination=Nomination(office=chair, person=Person.objects.of(of.id).get(pk=two.person)),
        )
        payload = {"body": body.code, "rotates": True}
        assert effect(AMEND).problems(of.id, payload) == []
        assert effect(AMEND).sentences(of.id, [payload]) == [
            "The chair of “Survivors first” passes by turns among those who sit in it, from the end of the present term on."
        ]
        assert [touch.sentence for touch in touched_by_chair(one, body.code, rotates=True)] == [
            f"{names[two.person]} chairs it until 5 Jul 2026.",
            f"Next in turn would be, in this order: {names[one.person]}; {names[third.person]}.",
        ]
        assert touched_by_chair(Standing.nobody(of.id), body.code, rotates=True) == []
        effect(AMEND).carry_out(founding.system(of), payload | {"proposal": "p"})
        assert touched_by_chair(one, body.code, rotates=True) == []
        assert effect(AMEND).problems(of.id, payload) == ["bodies.same_terms_of_reference"]
        with pytest.raises(CannotCarryOut):
            effect(AMEND).carry_out(founding.system(of), payload)
    assert (_fresh(body).rotates, _filled(body)) == (True, Filled.APPOINTMENT)
    assert [each.number for each in terms_of_reference(body)] == [1]
    assert "bodies.chair_rule_changed" in _kinds(of)
    assert "bodies.terms_amended" not in _kinds(of)
    assert elected.ends is not None
    with clock.set_to(elected.ends - timedelta(days=29)):
        rotate_chairs()
        turn, present = open_turn(body), chair_of(body)
        assert turn is not None
        assert present is not None
        assert (present.person_id, turn.person_id, turn.starts) == (two.person, one.person, elected.ends)
    for problems in (audit, audit_formed_bodies, audit_turns):
        assert list(problems(of.id)) == []


def test_back_to_elections_nobody_is_next_in_turn_any_more_and_who_was_hears_of_it(of: Coalition) -> None:
    body, (one, *_others) = _three(of, rotates=True)
    with clock.set_to(BEGAN):
        rotate_chairs()
        turn = open_turn(body)
        assert turn is not None
        name = turn.person.name
        assert [touch.sentence for touch in touched_by_chair(one, body.code, rotates=False)] == [
            "Nobody chairs it now.",
            f"{name} is next in turn, and would no longer be.",
        ]
        payload = {"body": body.code, "terms": {"en": "Listen."}, "rotates": False}
        assert effect(AMEND).sentences(of.id, [payload]) == [
            "What “Survivors first” is for is from then on: Listen. "
            "The chair of “Survivors first” is elected by those who sit in it, from the end of the present term on."
        ]
        effect(AMEND).carry_out(founding.system(of), payload)
        assert open_turn(body) is None
        assert list(own_turns(one)) == []
        rotate_chairs()
        now = standing_of(one.account, of.id)
        assert "bodies.chair_turn_dropped" in {line.kind for line in feed(now, limit=50)}
        other = founding.represent(founding.member(of, "Four"), "four@example.org")
        outside = standing_of(str(other.account_id), of.id)
        assert "bodies.chair_turn_dropped" not in {line.kind for line in feed(outside, limit=50)}
    assert _kinds(of)[-3:] == ["bodies.terms_amended", "bodies.chair_rule_changed", "bodies.chair_turn_dropped"]
    assert [each.answer for each in ChairTurn.objects.of(of.id)] == ["void"]
    assert (_fresh(body).rotates, _filled(body)) == (False, Filled.ELECTION)
    assert [each.number for each in terms_of_reference(body)] == [2, 1]
    for problems in (audit, audit_formed_bodies, audit_turns):
        assert list(problems(of.id)) == []


def test_what_is_so_already_is_refused(of: Coalition) -> None:
    body = formed(of)
    for payload in ({"rotates": False}, {"terms": PAYLOAD["terms"]}, {"terms": PAYLOAD["terms"], "rotates": False}):
        assert effect(AMEND).problems(of.id, {"body": body.code, **payload}) == ["bodies.same_terms_of_reference"]
    with pytest.raises(Refused) as refused:
        amend_terms(by=founding.system(of), code=body.code, rotates=False)
    assert refused.value.verdict.reason == "bodies.same_terms_of_reference"
    with pytest.raises(Refused):
        amend_terms(by=founding.system(of), code=body.code)


def test_an_audit_finds_a_body_that_was_changed_behind_the_record(of: Coalition) -> None:
    body = formed(of)
    FormedBody.objects.of(of.id).filter(pk=body.pk).update(rotates=True)
    assert list(audit_formed_bodies(of.id)) == [f"formed body {body.pk}: says otherwise than was entered"]
