"""A chair or a secretary of a formed body who no longer sits there: the term ends with the seat, in the same act."""

import pytest

from plenary.bodies import actions
from plenary.bodies.actions.formed import join_body
from plenary.bodies.actions.terms import Nomination
from plenary.bodies.audits import audit
from plenary.bodies.models import FormedBody, Term
from plenary.bodies.queries import terms_in_force
from plenary.bodies.rules.formed import CHAIR, SEAT, SECRETARY, office_code
from plenary.bodies.tasks import rotate_chairs
from plenary.bodies.tests.forming import formed
from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.directory.models import Person
from plenary.membership.actions import end_representation, suspend_member, withdraw
from plenary.membership.models import Member, Representative
from plenary.record.models import Entry
from tests import founding

OFFICE_ENDED, SEAT_ENDED = "bodies.office_ended", "bodies.seat_ended"


@pytest.fixture
def of(db: None) -> Coalition:
    return founding.coalition()


def _member(of: Coalition, name: str) -> tuple[Member, Person]:
    member = founding.member(of, name.title())
    return member, founding.represent(member, f"{name}@example.org")


def _by(person: Person) -> Standing:
    return standing_of(str(person.account_id), person.coalition_id)


def _holds(body: FormedBody, person: Person, office: str) -> Term:
    nomination = Nomination(office=office_code(body.code, office), person=person)
    return actions.appoint(by=Standing.system(body.coalition_id, "matter.bodies.form"), nomination=nomination)


def _offices(body: FormedBody) -> list[str]:
    rows = terms_in_force(body.coalition_id, coming=True).filter(body=body.code).exclude(office="")
    return sorted(term.office for term in rows)


def _ended(of: Coalition) -> list[tuple[str, str]]:
    rows = Entry.objects.of(of.id).filter(kind__in=[OFFICE_ENDED, SEAT_ENDED]).order_by("n")
    return [(row.kind, row.about) for row in rows]


def test_an_office_ends_in_the_act_that_gives_the_seat_up(of: Coalition) -> None:
    body, (_one, amina), (_two, bo) = formed(of), _member(of, "one"), _member(of, "two")
    seat, _other = (join_body(by=_by(each), code=body.code) for each in (amina, bo))
    chair, secretary = _holds(body, amina, CHAIR), _holds(body, bo, SECRETARY)
    actions.give_up(by=_by(amina), term=seat)
    assert _offices(body) == [secretary.office]
    assert _ended(of) == [(SEAT_ENDED, seat.pk), (OFFICE_ENDED, chair.pk)]
    chair.refresh_from_db()
    seat.refresh_from_db()
    assert (seat.ended_because, chair.ended_because) == ("given_up", "unseated")
    assert list(audit(of.id)) == []


def test_it_ends_as_its_member_leaves(of: Coalition) -> None:
    body, (one, amina) = formed(of), _member(of, "one")
    join_body(by=_by(amina), code=body.code)
    _holds(body, amina, CHAIR)
    withdraw(by=_by(amina), member=one)
    assert _offices(body) == []
    assert [kind for kind, _about in _ended(of)] == [SEAT_ENDED, OFFICE_ENDED]
    assert list(audit(of.id)) == []


def test_it_ends_as_its_holder_no_longer_acts_for_the_member_whose_seat_stays(of: Coalition) -> None:
    body, (one, amina), (_two, bo) = formed(of), _member(of, "one"), _member(of, "two")
    colleague = founding.represent(one, "colleague@example.org")
    for each in (amina, bo):
        join_body(by=_by(each), code=body.code)
    _holds(body, amina, CHAIR)
    secretary = _holds(body, bo, SECRETARY)
    end_representation(by=_by(colleague), representative=Representative.objects.of(of.id).get(person=amina))
    assert _offices(body) == [secretary.office]
    assert terms_in_force(of.id).filter(body=body.code, member=one, office="").exists()
    assert [kind for kind, _about in _ended(of)] == [OFFICE_ENDED]


def test_a_colleague_who_goes_ends_nothing_of_those_who_stay(of: Coalition) -> None:
    body, (one, amina) = formed(of), _member(of, "one")
    colleague = founding.represent(one, "colleague@example.org")
    actions.appoint(by=founding.system(of), nomination=Nomination(body=body.code, seats=SEAT, member=one))
    chair = _holds(body, amina, CHAIR)
    end_representation(by=_by(amina), representative=Representative.objects.of(of.id).get(person=colleague))
    assert _offices(body) == [chair.office]
    assert _ended(of) == []


def test_who_is_not_named_for_the_seat_of_their_member_chairs_nothing(of: Coalition) -> None:
    body, (one, amina) = formed(of), _member(of, "one")
    colleague = founding.represent(one, "colleague@example.org")
    join_body(by=_by(amina), code=body.code)
    with pytest.raises(Refused) as refused:
        _holds(body, colleague, CHAIR)
    assert refused.value.verdict.reason == "bodies.sits_elsewhere"


def test_a_suspension_takes_no_office_for_good(of: Coalition) -> None:
    body, (one, amina) = formed(of), _member(of, "one")
    join_body(by=_by(amina), code=body.code)
    chair = _holds(body, amina, CHAIR)
    suspend_member(by=founding.system(of), member_id=one.id)
    rotate_chairs()
    assert _offices(body) == [chair.office]


def test_the_clock_makes_up_for_what_was_left_running_once(of: Coalition) -> None:
    body, (one, amina) = formed(of), _member(of, "one")
    join_body(by=_by(amina), code=body.code)
    chair = _holds(body, amina, CHAIR)
    Representative.objects.of(of.id).filter(member=one).update(until=chair.starts)
    assert _offices(body) == [chair.office]
    rotate_chairs()
    rotate_chairs()
    assert _offices(body) == []
    assert _ended(of) == [(OFFICE_ENDED, chair.pk)]
    assert list(audit(of.id)) == []
