"""Delegation: a ballot carried for another counts once, with its own weight, whatever the order; and who may do what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.decisions import actions, queries
from plenary.decisions.audits import places
from plenary.decisions.models import Delegation
from plenary.decisions.rules.ballots import Choice, whole
from plenary.decisions.rules.delegation import Given, standing_for, with_carried
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, refusal
from plenary.membership.actions import suspend_member
from tests import founding

KEYS = "abcdefg"
START = datetime(2026, 3, 2, tzinfo=UTC)
CHOICES = (Choice.YES, Choice.NO, Choice.ABSTAIN)


@st.composite
def votes(draw):
    """Weights, ballots of one's own (some split), and delegations of every shape: to oneself, in chains, in circles."""
    weights = {key: draw(st.integers(1, 4)) for key in KEYS}
    cast = {}
    for key in draw(st.sets(st.sampled_from(KEYS))):
        split = weights[key] > 1 and draw(st.booleans())
        cast[key] = (
            {Choice.YES: 1, Choice.NO: weights[key] - 1}
            if split
            else whole(draw(st.sampled_from(CHOICES)), weights[key])
        )
    made = draw(
        st.lists(
            st.builds(
                Given,
                giver=st.sampled_from(KEYS),
                carrier=st.sampled_from(KEYS),
                since=st.integers(0, 20).map(lambda hours: START + timedelta(hours=hours)),
                for_proposal=st.booleans(),
            ),
            max_size=12,
        )
    )
    return weights, cast, made, draw(st.integers(1, 3)), draw(st.permutations(made))


@given(votes())
def test_nobody_counts_twice_weights_are_kept_and_order_is_nothing(case):
    weights, cast, made, most, shuffled = case
    stands = standing_for(made, most)
    counted, carried = with_carried(cast, stands, weights)
    assert counted.keys() == cast.keys() | carried
    assert not carried & cast.keys()
    assert all(sum(counted[key].values()) == weights[key] for key in counted)
    assert {key: counted[key] for key in cast} == cast
    assert with_carried(cast, standing_for(shuffled, most), weights) == (counted, carried)


@given(votes())
def test_nobody_carries_more_than_the_charter_lets_it_or_what_was_passed_on(case):
    weights, cast, made, most, _shuffled = case
    stands = standing_for(made, most)
    assert all(list(stands.values()).count(carrier) <= most for carrier in stands.values())
    assert all(giver != carrier for giver, carrier in stands.items())
    _counted, carried = with_carried(cast, stands, weights)
    assert all(stands[key] in cast for key in carried)


def test_one_for_the_proposal_goes_before_one_in_the_body():
    later = START + timedelta(hours=1)
    made = [
        Given(giver="a", carrier="b", since=START, for_proposal=True),
        Given(giver="a", carrier="c", since=later),
    ]
    assert standing_for(made, 2) == {"a": "b"}


@pytest.fixture
def house(db):
    """A coalition whose ordinary process lets an elector delegate, and carry two ballots at most."""
    return founding.coalition(
        rules=factories.charter(ordinary={"delegation": True, "carries": 2, "quorum": Fraction(0)})
    )


def key_of(by):
    return by.member


def test_a_carried_ballot_counts_and_only_the_two_concerned_hear_of_it(house):
    giver, carrier, other = founding.standings(house, 3)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        actions.delegate(by=giver, proposal=proposal, carrier=key_of(carrier))
        actions.cast_ballot(by=carrier, proposal=proposal, choice="no")
        actions.cast_ballot(by=other, proposal=proposal, choice="yes")
    told = {by: facts_read(by, "decisions.delegated") for by in (giver, carrier, other)}
    assert told[other] is None
    assert told[giver] is not None
    assert told[giver] == told[carrier]
    closed = factories.close(proposal)
    assert (closed.outcome, closed.count["no"], closed.count["carried"]) == ("rejected", 2, 1)
    lines = [(vote.name, vote.choice, vote.given) for vote in queries.roll_call(other, closed)]
    assert lines == [("Member 0", "no", "Carried by Member 1"), ("Member 1", "no", ""), ("Member 2", "yes", "")]
    assert list(places.audit_delegations(house.id)) == []


def test_voting_oneself_goes_before_and_taking_back_ends_it(house):
    giver, carrier, _other = founding.standings(house, 3)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        made = actions.delegate(by=giver, proposal=proposal, carrier=key_of(carrier))
        actions.cast_ballot(by=carrier, proposal=proposal, choice="no")
        actions.cast_ballot(by=giver, proposal=proposal, choice="yes")
        figures = queries.tally_now(proposal).figures
        assert (figures.yes, figures.no, figures.carried) == (1, 1, 0)
        actions.take_back(by=giver, delegation=made)
        assert queries.lent(giver, proposal, queries.electors_in(proposal)) == (None, [])
        assert refusal(actions.take_back, by=giver, delegation=made) == "decisions.no_such_delegation"


def test_naming_another_replaces_the_one_before(house):
    giver, first, second = founding.standings(house, 3)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        actions.delegate(by=giver, proposal=proposal, carrier=key_of(first))
        actions.delegate(by=giver, proposal=proposal, carrier=key_of(second))
        [lent, _carried] = queries.lent(giver, proposal, queries.electors_in(proposal))
    assert lent.name == "Member 2"
    assert Delegation.objects.of(house.id).filter(until=None).count() == 1
    assert list(places.audit_delegations(house.id)) == []


def test_who_carries_may_decline_and_a_third_may_not_end_it(house):
    giver, carrier, other = founding.standings(house, 3)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        made = actions.delegate(by=giver, proposal=proposal, carrier=key_of(carrier))
        assert queries.delegation_of(other, made.pk) is None
        assert refusal(actions.decline, by=other, delegation=made) == "decisions.not_your_delegation"
        actions.decline(by=carrier, delegation=made)
    assert facts_read(giver, "decisions.delegation_declined") is not None


def test_whom_one_may_not_name(house):
    giver, *others = founding.standings(house, 4)
    hidden = founding.member(house, "Hidden", protected=True)
    by_hidden = founding.standing(hidden)
    consults = replace(giver, mandate=Mandate.CONSULTS)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        give = {"proposal": proposal, "carrier": key_of(others[0])}
        assert refusal(actions.delegate, by=giver, proposal=proposal, carrier=giver.member) == "decisions.carries_own"
        assert refusal(actions.delegate, by=giver, proposal=proposal, carrier=hidden.pk) == "decisions.no_such_elector"
        assert refusal(actions.delegate, by=giver, proposal=proposal, carrier="nobody") == "decisions.no_such_elector"
        assert refusal(actions.delegate, by=by_hidden, **give) == "decisions.protected_alone"
        assert refusal(actions.delegate, by=consults, **give) == "decisions.consults"
        for by in (giver, others[1]):
            actions.delegate(by=by, **give)
        assert refusal(actions.delegate, by=others[2], **give) == "decisions.carries_enough"


def test_a_process_that_does_not_say_so_lets_nobody_delegate(db):
    house = founding.coalition(rules=factories.charter())
    giver, carrier = founding.standings(house, 2)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        assert (
            refusal(actions.delegate, by=giver, proposal=proposal, carrier=key_of(carrier)) == "decisions.no_delegation"
        )
        assert (
            refusal(actions.delegate_in, by=giver, body="plenary", carrier=carrier.member) == "decisions.no_delegation"
        )


def test_after_voting_closed_nothing_is_given_or_taken_back(house):
    giver, carrier = founding.standings(house, 2)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        made = actions.delegate(by=giver, proposal=proposal, carrier=key_of(carrier))
    with clock.set_to(proposal.voting_until + timedelta(seconds=1)):
        assert refusal(actions.take_back, by=giver, delegation=made) == "decisions.over"
        assert refusal(actions.delegate, by=giver, proposal=proposal, carrier=key_of(carrier)) == "decisions.over"


def test_in_a_body_it_holds_for_every_proposal_until_it_is_taken_back(house):
    giver, carrier, _other = founding.standings(house, 3)
    made = actions.delegate_in(by=giver, body="plenary", carrier=carrier.member)
    proposal = factories.opened(giver)
    with in_voting(proposal):
        actions.cast_ballot(by=carrier, proposal=proposal, choice="yes")
        assert queries.tally_now(proposal).figures.carried == 1
        actions.take_back(by=giver, delegation=made)
    with clock.set_to(proposal.voting_from + timedelta(hours=1)):
        assert queries.tally_now(proposal).figures.carried == 0
    assert list(places.audit_delegations(house.id)) == []


def test_what_is_more_than_one_may_carry_is_neither_taken_nor_shown_as_carried(house):
    first, second, third, carrier = founding.standings(house, 4)
    proposal = factories.opened(first)
    for by in (first, second):
        actions.delegate(by=by, proposal=proposal, carrier=carrier.member)
    give = {"body": "plenary", "carrier": carrier.member}
    assert refusal(actions.delegate_in, by=third, **give) == "decisions.carries_enough"
    later = clock.now() + timedelta(hours=1)
    Delegation.objects.create(
        coalition_id=house.id, body="plenary", giver=third.member, carrier=carrier.member, since=later
    )  # as under a charter that let one carry more
    with in_voting(proposal):
        electors = list(queries.electors_in(proposal))
        assert queries.lent(third, proposal, electors) == (None, [])
        assert [each.name for each in queries.lent(carrier, proposal, electors)[1]] == ["Member 0", "Member 1"]
        actions.cast_ballot(by=carrier, proposal=proposal, choice="yes")
        assert queries.tally_now(proposal).figures.carried == 2


def test_who_named_another_for_a_proposal_that_is_full_may_name_its_carrier_in_the_body(house):
    first, second, third, carrier = founding.standings(house, 4)
    proposal = factories.opened(first)
    for by in (first, second):
        actions.delegate(by=by, proposal=proposal, carrier=carrier.member)
    actions.delegate(by=third, proposal=proposal, carrier=first.member)
    made = actions.delegate_in(by=third, body="plenary", carrier=carrier.member)
    assert (made.giver, made.carrier) == (third.member, carrier.member)


def test_the_audit_finds_a_delegation_behind_the_record(house):
    giver, carrier = founding.standings(house, 2)
    made = actions.delegate_in(by=giver, body="plenary", carrier=carrier.member)
    Delegation.objects.of(house.id).update(until=clock.now())
    assert list(places.audit_delegations(house.id)) == [
        f"delegation {made.pk}: stands in the record and not among the rows"
    ]


@pytest.mark.django_db
def test_what_a_member_delegated_ends_when_it_is_suspended():
    house = founding.coalition(rules=factories.charter(ordinary={"delegation": True, "quorum": Fraction(0)}))
    giver, carrier = founding.standings(house, 2)
    with clock.set_to(factories.MONDAY):
        proposal = factories.opened(carrier)
        actions.delegate_in(by=giver, body="plenary", carrier=carrier.member)
        actions.delegate(by=giver, proposal=proposal, carrier=carrier.member)
        with in_voting(proposal):
            actions.cast_ballot(by=carrier, proposal=proposal, choice="yes")
            suspend_member(by=Standing.system(house.id, "accountability"), member_id=giver.member)
            assert not Delegation.objects.of(house.id).filter(until=None).exists()
            assert queries.tally_now(proposal).carried == {}
        assert list(places.audit_delegations(house.id)) == []
