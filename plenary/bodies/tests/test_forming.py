"""Bodies that are formed besides the charter's: what is asked of one, forming, joining, changing and closing it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.bodies import actions, queries
from plenary.bodies.actions import Nomination
from plenary.bodies.actions.formed import amend_terms, close_body, join_body
from plenary.bodies.audits import audit, audit_formed_bodies
from plenary.bodies.formed import charter_for, charter_with_formed, formed_bodies, terms_of_reference
from plenary.bodies.models import FormedBody, Term
from plenary.bodies.queries import place_in_words
from plenary.bodies.rules.formed import FormationError, code_of, formation_of, id_in, is_formed, office_code
from plenary.bodies.tests.forming import PAYLOAD, formed
from plenary.charter.actions import put_in_force
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.queries import charter_of
from plenary.charter.rules.document import CODE, charter_to_json
from plenary.coalitions.models import Coalition
from plenary.core import visibility
from plenary.core.models import random_id
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.membership import actions as membership
from plenary.notices.audiences import readers
from plenary.record.kinds import sentence_of
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def joining(of: Coalition, name: str = "Green Valley", email: str = "amina@example.org", **fields: Any) -> Standing:
    """The standing of one who represents a new member."""
    acting = founding.represent(founding.member(of, name, **fields), email)
    return standing_of(str(acting.account_id), of.id)


@given(st.text())
def test_no_code_of_a_charter_is_one_of_a_formed_body(text: str) -> None:
    code = code_of(random_id())
    assert CODE.fullmatch(code) is None
    assert CODE.fullmatch(office_code(code, "chair")) is None
    assert not (CODE.fullmatch(text) and is_formed(text))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "board"}, "bodies.bad_kind"),
        ({"names": {"fr": "Survivants"}}, "bodies.no_name"),
        ({"names": {"en": "x" * 121}}, "bodies.no_name"),
        ({"names": "Survivors"}, "bodies.no_name"),
        ({"terms": {"en": " "}}, "bodies.no_terms_of_reference"),
        ({"seats": 0}, "bodies.bad_seats"),
        ({"seats": True}, "bodies.bad_seats"),
        ({"office_months": 500}, "bodies.bad_office_months"),
        ({"reports_to": "nowhere"}, "bodies.no_such_body"),
        ({"review": "soon"}, "bodies.bad_review"),
    ],
)
def test_what_is_asked_of_a_body_fits(wrong: dict[str, Any], reason: str) -> None:
    with pytest.raises(FormationError) as error:
        formation_of(PAYLOAD | wrong, ("en",), {"board"})
    assert error.value.reason == reason


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(PAYLOAD)), _ANY))
def test_whatever_is_asked_is_formed_as_told_or_refused_with_a_reason(wrong: dict[str, Any]) -> None:
    try:
        found = formation_of(PAYLOAD | wrong, ("en",), {"board"})
    except FormationError:
        return
    assert 1 <= found.seats <= 500
    assert found.names["en"]
    assert found.terms["en"]


def test_a_body_is_formed_by_decision_with_its_terms_of_reference() -> None:
    of = founding.coalition()
    kind = effect("bodies.form_body")
    assert kind.problems(of.id, PAYLOAD) == []
    assert kind.problems(of.id, PAYLOAD | {"review": "2001-01-01"}) == ["bodies.review_is_past"]
    assert kind.sentences(of.id, [PAYLOAD]) == [
        "“Survivors first” is formed, a task force with 3 seats that members take by their own interest. It reports to: Board. "
        "It is looked at again on 4 May 2099. What it is for: Ask survivors what they need, and **say** it."
    ]
    with refused("bodies.only_by_decision"):
        close_body(by=founding.officer(of), code="f-none")
    kind.carry_out(founding.system(of), PAYLOAD | {"proposal": "p"})
    body = formed_bodies(of.id).get()
    assert (body.kind, body.seats, body.adopted_by) == ("task_force", 3, "p")
    assert [(each.number, each.words) for each in terms_of_reference(body)] == [(1, PAYLOAD["terms"])]
    assert Entry.objects.of(of.id).order_by("-n")[0].kind == "bodies.formed"
    assert list(audit_formed_bodies(of.id)) == []
    FormedBody.objects.of(of.id).update(seats=5)
    assert list(audit_formed_bodies(of.id)) == [f"formed body {body.id}: says otherwise than was entered"]


def test_a_member_joins_by_its_own_interest_and_leaves_again() -> None:
    of = founding.coalition()
    body, by = formed(of), joining(of)
    term = join_body(by=by, code=body.code)
    assert (term.member_id, term.person_id, term.until) == (by.member, by.person, None)
    again = standing_of(by.account, of.id)
    assert again.bodies == {"plenary", body.code}
    assert again.offices == frozenset()
    assert readers(of.id, [visibility.body(body.code)]) == {by.account: {visibility.body(body.code)}}
    assert [elector.member for elector in queries.electorate(of.id, body.code)] == [by.member]
    assert [each.code for each in queries.bodies_of(again)] == ["plenary", body.code]
    with refused("bodies.sits_already"):
        join_body(by=again, code=body.code)
    actions.give_up(by=again, term=term)
    assert queries.electorate(of.id, body.code) == ()
    assert list(audit(of.id)) == []


def test_the_record_names_the_body_in_words() -> None:
    of = founding.coalition()
    by = joining(of)
    join_body(by=by, code=formed(of).code)
    line = next(line for line in feed(by) if line.kind == "bodies.seat_taken")
    assert line.sentence == "Amina took a seat in “Survivors first”."
    assert (
        str(sentence_of("bodies.seat_taken", {"name": "A", "body": "board"})) == "%(name)s took a seat in “%(body)s”."
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"member": ""}, "bodies.members_join"),
        ({"member_status": "suspended"}, "bodies.members_join"),
        ({"mandate": Mandate.CONSULTS}, "bodies.joins_with_mandate"),
        ({"is_protected": True}, "bodies.protected"),
    ],
)
def test_who_joins_acts_for_a_member_with_its_mandate(change: dict[str, Any], reason: str) -> None:
    of = founding.coalition()
    body, by = formed(of), joining(of)
    with refused(reason):
        join_body(by=replace(by, **change), code=body.code)


def test_no_more_join_than_there_are_seats_and_none_where_it_is_decided() -> None:
    of = founding.coalition()
    body, decided = formed(of, seats=1), formed(of, open=False)
    one, two = joining(of, "One", "one@example.org"), joining(of, "Two", "two@example.org")
    join_body(by=one, code=body.code)
    with refused("bodies.full"):
        join_body(by=two, code=body.code)
    with refused("bodies.filled_by_decision"):
        join_body(by=two, code=decided.code)
    with refused("bodies.no_such_body"):
        join_body(by=two, code="board")
    seat = {"body": decided.code, "seats": "seat", "member": two.member}
    assert effect("bodies.appoint").sentences(of.id, [seat]) == ["Two takes up: Seats in Survivors first."]
    effect("bodies.appoint").carry_out(founding.system(of), seat)
    assert [elector.name for elector in queries.electorate(of.id, decided.code)] == ["Two"]


def test_only_who_sits_in_it_chairs_it_and_it_elects_its_chair_itself() -> None:
    of = founding.coalition()
    body, by = formed(of), joining(of)
    chair = office_code(body.code, "chair")
    payload = {"office": chair, "person": by.person}
    assert effect("bodies.appoint").problems(of.id, payload) == ["bodies.sits_elsewhere"]
    join_body(by=by, code=body.code)
    assert effect("bodies.appoint").problems(of.id, payload) == []
    asked = effect("bodies.elect").asked(of.id, {"office": chair, "vacant": {chair: 1}})
    assert (asked.electorate, asked.of_persons, asked.seats) == (body.code, True, 1)
    effect("bodies.appoint").carry_out(founding.system(of), payload)
    assert place_in_words(charter_for(of.id, [chair]), office=chair) == "Chair of “Survivors first”"
    assert standing_of(by.account, of.id).offices == frozenset()


def test_its_terms_of_reference_are_changed_in_versions() -> None:
    of = founding.coalition()
    body, kind = formed(of), effect("bodies.amend_terms")
    payload = {"body": body.code, "terms": {"en": "Listen."}}
    assert kind.problems(of.id, payload) == []
    assert kind.problems(of.id, {**payload, "terms": PAYLOAD["terms"]}) == ["bodies.same_terms_of_reference"]
    assert kind.problems(of.id, {**payload, "terms": {}}) == ["bodies.no_terms_of_reference"]
    assert kind.problems(of.id, {**payload, "body": "board"}) == ["bodies.no_such_body"]
    assert kind.sentences(of.id, [payload]) == ["What “Survivors first” is for is from then on: Listen."]
    kind.carry_out(founding.system(of), payload)
    assert [(each.number, each.words["en"]) for each in terms_of_reference(body)] == [
        (2, "Listen."),
        (1, PAYLOAD["terms"]["en"]),
    ]
    assert list(audit_formed_bodies(of.id)) == []
    with refused("bodies.same_terms_of_reference"):
        amend_terms(by=founding.system(of), code=body.code, words={"en": "Listen."})


def test_closing_ends_its_seats_and_offices_and_keeps_it_to_be_read() -> None:
    of = founding.coalition()
    body, by, kind = formed(of), joining(of), effect("bodies.close_body")
    join_body(by=by, code=body.code)
    assert kind.problems(of.id, {"body": body.code}) == []
    assert kind.sentences(of.id, [{"body": body.code}]) == [
        "“Survivors first” is closed: its seats and offices end, and what it was stays to be read."
    ]
    kind.carry_out(founding.system(of), {"body": body.code, "proposal": "p"})
    assert [(term.ended_because) for term in Term.objects.of(of.id).filter(body=body.code)] == ["closed"]
    assert standing_of(by.account, of.id).bodies == {"plenary"}
    assert kind.problems(of.id, {"body": body.code}) == ["bodies.body_is_closed"]
    with pytest.raises(CannotCarryOut) as cannot:
        kind.carry_out(founding.system(of), {"body": body.code})
    assert cannot.value.reason == "bodies.body_is_closed"
    with refused("bodies.body_is_closed"):
        join_body(by=by, code=body.code)
    seat = Nomination(body=body.code, seats="seat", member=founding.member(of, "Late"))
    assert actions.appointment_problem(charter_with_formed(of.id), of.id, seat) == "bodies.full"
    assert list(audit_formed_bodies(of.id)) == []


def test_a_formed_body_outlives_an_amendment_of_the_charter_and_ends_with_the_member() -> None:
    of = founding.coalition()
    body, by = formed(of), joining(of)
    join_body(by=by, code=body.code)
    amended = replace(charter_of(of.id), bodies=charter_of(of.id).bodies[:1], offices=charter_of(of.id).offices[1:])
    put_in_force(by=founding.system(of), coalition_id=of.id, document=charter_to_json(amended))
    assert standing_of(by.account, of.id).bodies == {"plenary", body.code}
    assert charter_with_formed(of.id).body(body.code).reports_to == ""
    membership.remove_member(by=founding.system(of), member_id=by.member)
    assert queries.electorate(of.id, body.code) == ()


def test_bodies_of_the_charter_are_found_without_asking_for_formed_ones(
    django_assert_num_queries: Callable[..., object],
) -> None:
    of = founding.coalition()
    body = formed(of)
    charter_of(of.id)
    with django_assert_num_queries(1):
        charter_for(of.id, ["board", "chair"])
    with django_assert_num_queries(2):
        assert charter_for(of.id, [body.code]).body(body.code).names == {"en": "Survivors first"}
    assert id_in("board") == ""
