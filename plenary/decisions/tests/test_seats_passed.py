"""A member's seat that names who sits for it: once that person acts for the member no longer, it is that of whoever does, in
votes that are open too, and nothing of it is left with who went."""

from dataclasses import dataclass, replace

import pytest

from plenary.bodies.actions.succession import pass_seats
from plenary.bodies.actions.terms import Nomination, appoint, end_term
from plenary.bodies.audits import audit
from plenary.bodies.models import Term
from plenary.bodies.permissions import may_give_up, may_hand_over
from plenary.bodies.queries import electorate
from plenary.bodies.tasks import rotate_chairs
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions, permissions, queries
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.tests import factories
from plenary.directory.models import Person
from plenary.membership.actions import end_representation
from plenary.membership.models import Member, Representative
from plenary.notices.audiences import readers
from plenary.record.models import Entry, Opening
from plenary.record.queries import ids_readable
from tests import founding

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class House:
    """A board of three members, of which one names who sits for it; that person holds an office in their own name too."""

    of: Coalition
    member: Member
    gone: Standing
    stays: Standing
    others: list[Standing]
    seat: Term

    def now(self, who: Standing) -> Standing:
        return standing_of(who.account, self.of.id)

    def part(self) -> None:
        acting = Representative.objects.of(self.of.id).get(person_id=self.gone.person, until=None)
        end_representation(by=self.now(self.stays), representative=acting)


@pytest.fixture
def house():
    with clock.set_to(factories.MONDAY):
        hidden = Disclosure(proposals=Disclosed.OFFICERS, outcomes=Disclosed.OFFICERS)
        rules = replace(factories.charter(ordinary={"electorate": "board"}), disclosure=hidden)
        of = founding.coalition(rules=rules)
        member = founding.member(of, "Green Valley")
        gone, stays = founding.standing(member), founding.standing(member)
        others = founding.standings(of, 2)
        by = Standing.system(of.id, "matter.bodies.appoint")
        person = Person.objects.of(of.id).get(pk=gone.person)
        seat = appoint(by=by, nomination=Nomination(body="board", seats="seat", member=member, person=person))
        for each in others:
            own = Member.objects.of(of.id).get(pk=each.member)
            appoint(by=by, nomination=Nomination(body="board", seats="seat", member=own))
        yield House(of, member, gone, stays, others, seat)


def opened(house: House) -> Proposal:
    return factories.opened(house.now(house.others[0]))


def test_the_seat_passes_to_whoever_acts_for_the_member(house: House):
    assert ("board" in house.now(house.gone).bodies, "board" in house.now(house.stays).bodies) == (True, False)
    house.part()
    assert ("board" in house.now(house.gone).bodies, "board" in house.now(house.stays).bodies) == (False, True)
    house.seat.refresh_from_db()
    assert (house.seat.person, house.seat.member, house.seat.ended_at) == (None, house.member, None)
    (told,) = Entry.objects.of(house.of.id).filter(kind="bodies.seat_passed")
    assert told.about == house.seat.pk
    assert list(audit(house.of.id)) == []
    pass_seats(by=Standing.system(house.of.id, "matter.bodies.appoint"), member_id=house.member.pk)
    assert Entry.objects.of(house.of.id).filter(kind="bodies.seat_passed").count() == 1
    (place,) = [each for each in electorate(house.of.id, "board") if each.member == house.member.pk]
    assert place.person == ""


def test_the_name_of_a_protected_person_who_went_is_for_its_member_alone(house: House):
    Person.objects.of(house.of.id).filter(pk=house.gone.person).update(protected=True)
    house.part()
    (told,) = Entry.objects.of(house.of.id).filter(kind="bodies.seat_passed")
    name = Opening.objects.of(house.of.id).get(entry=told, position=1)
    assert (name.person, name.audience) == (house.gone.person, [f"member:{house.member.pk}"])


def test_who_went_is_reached_by_no_mail_of_the_body_and_keeps_no_list(house: House):
    assert house.gone.account in readers(house.of.id, ["body:board"])
    house.part()
    assert house.gone.account not in readers(house.of.id, ["body:board"])
    assert house.stays.account in readers(house.of.id, ["body:board"])
    house.seat.person_id = house.gone.person  # as a seat that ended before it could pass
    for ask in (may_give_up, may_hand_over):
        assert not ask(house.now(house.gone), house.seat)


def test_in_an_open_vote_the_ballot_stays_and_the_next_goes_on_while_who_went_sees_nothing(house: House):
    proposal = opened(house)
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from):
        actions.cast_ballot(by=house.now(house.gone), proposal=proposal, choice="no")
        refused = permissions.may_cast(house.now(house.stays), proposal)
        assert refused.reason == "decisions.seat_of_another"
        house.part()
        gone, stays = house.now(house.gone), house.now(house.stays)
        assert queries.visible_proposal(gone, proposal.pk) is None
        assert permissions.may_cast(gone, proposal).reason == "decisions.not_elector"
        with pytest.raises(Refused):
            actions.cast_ballot(by=gone, proposal=proposal, choice="yes")
        assert [row.choice for row in Ballot.objects.of(house.of.id)] == ["no"]
        assert queries.visible_proposal(stays, proposal.pk) is not None
        assert permissions.may_cast(stays, proposal)
        actions.cast_ballot(by=stays, proposal=proposal, choice="yes")
    (ballot,) = Ballot.objects.of(house.of.id).filter(proposal=proposal)
    assert (ballot.choice, ballot.cast_by) == ("yes", house.stays.person)
    entered = (
        Entry.objects.of(house.of.id).filter(kind__startswith="decisions.", about=proposal.pk).order_by("n").last()
    )
    assert entered is not None
    assert ids_readable(house.now(house.gone), [entered.pk]) == set()
    assert ids_readable(house.now(house.stays), [entered.pk]) == {entered.pk}


def test_an_office_in_ones_own_name_opens_no_ballot_of_the_member(house: House):
    proposal = opened(house)
    person = Person.objects.of(house.of.id).get(pk=house.gone.person)
    by = Standing.system(house.of.id, "matter.bodies.appoint")
    appoint(by=by, nomination=Nomination(office="chair", person=person))
    house.part()
    gone = house.now(house.gone)
    assert gone.offices == {"chair"}
    with clock.set_to(proposal.voting_from):
        assert queries.electors_of(gone, proposal) == ()
        assert permissions.may_cast(gone, proposal).reason == "decisions.not_elector"
    assert queries.place_in(gone, "board") is None


def test_the_clock_passes_on_what_was_left_once(house: House):
    Representative.objects.of(house.of.id).filter(person_id=house.gone.person).update(until=clock.now())
    for _each in range(2):
        rotate_chairs()
    house.seat.refresh_from_db()
    assert house.seat.person is None
    assert Entry.objects.of(house.of.id).filter(kind="bodies.seat_passed").count() == 1
    assert list(audit(house.of.id)) == []


def test_a_seat_that_ended_before_is_left_as_it_was(house: House):
    end_term(by=Standing.system(house.of.id, "matter.bodies.appoint"), term_id=house.seat.pk)
    with clock.set_to(factories.MONDAY.replace(hour=23)):
        house.part()
    house.seat.refresh_from_db()
    assert house.seat.person_id == house.gone.person
    assert not Entry.objects.of(house.of.id).filter(kind="bodies.seat_passed").exists()
