"""Whoever acts for a member after another: the ballot that lies there is shown and may be changed, and no ballot that was lent
stays with who went."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.actions.terms import Nomination, appoint, give_up
from plenary.bodies.models import Term
from plenary.charter.rules.schema import Secrecy
from plenary.coalitions.models import Coalition
from plenary.core.asks import asks_of
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, queries
from plenary.decisions.audits import places
from plenary.decisions.models import Ballot, Delegation, Proposal
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, refusal
from plenary.directory.models import Person
from plenary.membership.actions import (
    agree_merging,
    ask_merging,
    end_representation,
    merge_members,
    remove_member,
    withdraw,
)
from plenary.membership.models import Member, Representative
from tests import founding

pytestmark = pytest.mark.django_db

LENDS: dict[str, Any] = {"delegation": True, "carries": 2, "quorum": Fraction(0)}


def anew(by: Standing) -> Standing:
    """Who they are by now."""
    return standing_of(by.account, by.coalition)


@dataclass(frozen=True)
class House:
    """A member of two representatives, the first of whom goes, and the others; all sit on the board."""

    of: Coalition
    member: Member
    gone: Standing
    stays: Standing
    others: list[Standing]
    seat: Term

    def part(self) -> None:
        acting = Representative.objects.of(self.of.id).get(person_id=self.gone.person, until=None)
        end_representation(by=anew(self.stays), representative=acting)

    def reads(self, who: Standing, proposal: Proposal) -> str:
        client = Client()
        client.force_login(Account.objects.get(pk=who.account))
        return client.get(reverse("decisions:proposal", args=[self.of.slug, proposal.pk])).content.decode()

    def answers(self, who: Standing, proposal: Proposal, choice: str) -> int:
        """The status of the form of the page as it stands, sent with another choice."""
        client = Client()
        client.force_login(Account.objects.get(pk=who.account))
        shown = client.get(reverse("decisions:proposal", args=[self.of.slug, proposal.pk]))
        asked = {field.html_name: field.value() for field in shown.context["given_form"]}
        address = reverse("decisions:cast", args=[self.of.slug, proposal.pk])
        return client.post(address, {**asked, "instead": "", "choice": choice}).status_code


def house_of(*, named: bool, **ordinary: Any) -> House:
    of = founding.coalition(rules=factories.charter(ordinary={"electorate": "board", **ordinary}))
    member = founding.member(of, "Green Valley")
    gone, stays = founding.standing(member), founding.standing(member)
    others = founding.standings(of, 2)
    by = Standing.system(of.id, "matter.bodies.appoint")
    person = Person.objects.of(of.id).get(pk=gone.person) if named else None
    seat = appoint(by=by, nomination=Nomination(body="board", seats="seat", member=member, person=person))
    for each in others:
        own = Member.objects.of(of.id).get(pk=each.member)
        appoint(by=by, nomination=Nomination(body="board", seats="seat", member=own))
    return House(of, member, gone, stays, others, seat)


@pytest.mark.parametrize("named", [False, True])
def test_the_successor_reads_the_ballot_that_lies_there_and_changes_it_on_the_page(named: bool) -> None:
    house = house_of(named=named)
    proposal = factories.opened(anew(house.others[0]))
    with in_voting(proposal):
        actions.cast_ballot(by=anew(house.gone), proposal=proposal, choice="no")
        if named:
            assert queries.ballot_of(anew(house.stays), proposal) is None
        house.part()
        lies = queries.ballot_of(anew(house.stays), proposal)
        assert lies is not None
        assert lies.choice == "no"
        page = house.reads(house.stays, proposal)
        assert "It was cast by somebody who acts for your member no longer." in page
        assert "Change the ballot" in page
        assert "You or a colleague with the mandate may change it" in page
        assert queries.ballot_of(anew(house.gone), proposal) is None
        assert house.answers(house.stays, proposal, "yes") == 302
        assert "acts for your member no longer" not in house.reads(house.stays, proposal)
    (left,) = Ballot.objects.of(house.of.id)
    assert (left.choice, left.cast_by) == ("yes", house.stays.person)


def test_what_a_secret_ballot_of_before_says_nobody_reads_and_the_next_replaces_it() -> None:
    house = house_of(named=True, secrecy=Secrecy.SECRET)
    proposal = factories.opened(anew(house.others[0]))
    with in_voting(proposal):
        cast = actions.cast_ballot(by=anew(house.gone), proposal=proposal, choice="no")
        house.part()
        page = house.reads(house.stays, proposal)
        assert "what it says nobody can read" in page
        assert "Replace the ballot" in page
        assert not any(code in page for code in cast.codes)
        new = actions.cast_ballot(by=anew(house.stays), proposal=proposal, choice="yes")
    assert {paper.code for paper in queries.papers_of(factories.close(proposal))} == set(new.codes)


def test_the_vote_is_asked_of_who_acts_now_where_the_seat_named_another() -> None:
    house = house_of(named=True)
    proposal = factories.opened(anew(house.others[0]))
    with in_voting(proposal):

        def asked(who: Standing) -> bool:
            return any(proposal.pk in ask.url for ask in asks_of(anew(who)))

        assert (asked(house.gone), asked(house.stays)) == (True, False)
        house.part()
        assert (asked(house.gone), asked(house.stays)) == (False, True)


def gives(house: House, proposal: Proposal) -> None:
    """The first of the others lets the member's seat carry its ballots, here and in the body."""
    by = anew(house.others[0])
    actions.delegate(by=by, proposal=proposal, carrier=f"seat:{house.seat.pk}")
    seat = house.seat.person_id or house.member.pk
    actions.delegate_in(by=by, body="board", carrier=seat)


def standing_now(house: House) -> int:
    assert list(places.audit_delegations(house.of.id)) == []
    return Delegation.objects.of(house.of.id).filter(until=None).count()


def test_what_a_named_person_carried_ends_with_them_and_its_givers_hear_of_it() -> None:
    house = house_of(named=True, **LENDS)
    proposal = factories.opened(anew(house.others[1]))
    with in_voting(proposal):
        gives(house, proposal)
        (made, _more) = Delegation.objects.of(house.of.id)
        house.part()
        assert standing_now(house) == 0
        assert queries.delegation_of(anew(house.gone), made.pk) is None
        assert facts_read(house.others[0], "decisions.delegation_declined") is not None
        give = {"proposal": proposal, "carrier": f"seat:{house.seat.pk}"}
        assert refusal(actions.delegate, by=anew(house.others[0]), **give) == "decisions.no_such_elector"


def test_what_is_lent_to_a_member_stays_with_it_and_whoever_acts_next_may_decline() -> None:
    house = house_of(named=False, **LENDS)
    proposal = factories.opened(anew(house.others[1]))
    with in_voting(proposal):
        gives(house, proposal)
        house.part()
        assert standing_now(house) == 2
        for row in Delegation.objects.of(house.of.id).filter(until=None):
            declines: Callable[..., Any] = actions.decline
            assert refusal(declines, by=anew(house.gone), delegation=row) == "decisions.not_your_delegation"
            actions.decline(by=anew(house.stays), delegation=row)


@pytest.mark.parametrize("how", ["leaves", "merges", "removed"])
def test_what_a_member_carried_ends_when_it_leaves_merges_or_is_removed(how: str) -> None:
    house = house_of(named=False, **LENDS)
    proposal = factories.opened(anew(house.others[1]))
    with in_voting(proposal):
        gives(house, proposal)
        if how == "leaves":
            withdraw(by=anew(house.stays), member=house.member)
        elif how == "merges":
            into = Member.objects.of(house.of.id).get(pk=house.others[1].member)
            asked = ask_merging(by=anew(house.stays), member=house.member, into=into)
            agreed = agree_merging(by=anew(house.others[1]), merging=asked)
            merge_members(by=Standing.system(house.of.id, "process.ordinary"), merging=agreed)
        else:
            remove_member(by=Standing.system(house.of.id, "accountability"), member_id=house.member.pk)
        assert standing_now(house) == 0
        assert facts_read(house.others[0], "decisions.delegation_declined") is not None


def test_a_seat_that_ends_before_its_time_carries_nothing_in_its_body() -> None:
    house = house_of(named=False, **LENDS)
    actions.delegate_in(by=anew(house.others[0]), body="board", carrier=house.member.pk)
    actions.delegate_in(by=anew(house.others[1]), body="board", carrier=house.others[0].member)
    give_up(by=anew(house.stays), term=house.seat)
    (left,) = Delegation.objects.of(house.of.id).filter(until=None)
    assert left.giver == house.others[1].member
    assert standing_now(house) == 1
