"""Amendments where a proposal goes through rounds, and where ballots are carried for others."""

from datetime import timedelta

import pytest

from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.decisions import actions, queries
from plenary.decisions.models import Amendment, Delegation
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import refusal
from plenary.decisions.tests.test_amending import TEXT, accept, cast, move, resolving, sound, state_of, text_now, vote
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_further_round_asks_anew():
    rules = factories.charter(ordinary={"method": Method.CONSENSUS, "rounds": 2})
    house = founding.coalition(rules=rules)
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    vote(other, proposal, **{amendment.pk: "yes"})
    with clock.set_to(proposal.voting_from):
        actions.cast_ballot(by=mover, proposal=proposal, choice="block", reason="Too early.")
    again = factories.close(proposal)
    assert (again.round, state_of(amendment)) == (2, "open")
    assert queries.answers_to_amendments(other, again) == {}
    vote(other, again, **{amendment.pk: "no"})
    with clock.set_to(again.voting_from):
        for by in (mover, other):
            actions.cast_ballot(by=by, proposal=again, choice="support")
    assert factories.close(again).outcome == "adopted"
    assert (state_of(amendment), text_now(again)) == ("rejected", TEXT)
    sound(house)


def test_what_is_carried_for_another_answers_too():
    rules = factories.charter(ordinary={"delegation": True})
    house = founding.coalition(rules=rules)
    mover, other, giver = founding.standings(house, 3)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    Delegation.objects.create(
        coalition_id=house.id,
        proposal=proposal,
        giver=giver.member,
        carrier=other.member,
        since=clock.now(),
        by_person=giver.person,
    )
    vote(mover, proposal, **{amendment.pk: "no"})
    vote(other, proposal, **{amendment.pk: "yes"})
    cast(mover, proposal)
    cast(other, proposal)
    factories.close(proposal)
    kept = Amendment.objects.of(house.id).get()
    assert (kept.state, kept.count["yes"], kept.count["no"]) == ("adopted", 2, 1)
    sound(house)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_other_words_leave_amended_texts_alone(is_accepted):
    house = founding.coalition(rules=factories.charter(ordinary={"method": Method.CONSENSUS, "rounds": 2}))
    mover, other = founding.standings(house, 2)
    texts = [("decisions.resolve", {"text": TEXT}), ("decisions.resolve", {"text": "Four."})]
    proposal = factories.opened(mover, texts)
    amendment = move(other, proposal)
    if is_accepted:
        accept(mover, amendment)
    stands = text_now(proposal)
    [free] = queries.effects_to_reword(proposal)
    assert free.payload["text"] == "Four."
    with clock.set_to(proposal.discussion_from):
        actions.reword(by=mover, proposal=proposal, title="Meet", body="Because.", words={free.pk: "Five."})
        given = {"title": "Meet", "body": "", "words": {amendment.effect_id: "Six."}}
        assert refusal(actions.reword, by=mover, proposal=proposal, **given) == "decisions.amended_already"
    assert text_now(proposal) == stands
    assert [queries.text_as_it_stands(row, [amendment]) for row in queries.texts_to_amend(proposal)][1] == "Five."
    sound(house)


def delegating(number):
    house = founding.coalition(rules=factories.charter(ordinary={"delegation": True}))
    mover, other, *more = founding.standings(house, number)
    proposal = resolving(mover)
    return house, proposal, move(other, proposal), (mover, other, *more)


def test_a_delegation_after_the_deadline_counts_nowhere():
    house, proposal, amendment, (mover, other, giver) = delegating(3)
    vote(mover, proposal, **{amendment.pk: "no"})
    vote(other, proposal, **{amendment.pk: "yes"})
    cast(mover, proposal)
    cast(other, proposal)
    with clock.set_to(proposal.voting_until + timedelta(seconds=20)):
        actions.delegate_in(by=factories.now(giver), body="plenary", carrier=other.member)
    closed = factories.close(proposal)
    kept = Amendment.objects.of(house.id).get()
    assert (kept.state, kept.count["yes"], kept.count["no"], closed.count["carried"]) == ("rejected", 1, 1, 0)
    sound(house)


def test_who_casts_its_own_ballot_is_not_answered_for_on_what_it_left_out():
    house, proposal, amendment, (mover, other, giver) = delegating(3)
    with clock.set_to(proposal.voting_from):
        actions.delegate(by=giver, proposal=proposal, carrier=other.member)
    vote(mover, proposal, **{amendment.pk: "no"})
    vote(other, proposal, **{amendment.pk: "yes"})
    for by in (mover, other, giver):
        cast(by, proposal)
    closed = factories.close(proposal)
    kept = Amendment.objects.of(house.id).get()
    assert (kept.count["yes"], kept.count["no"], closed.count["carried"]) == (1, 1, 0)
    sound(house)
