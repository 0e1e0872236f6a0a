"""Pages on the way to a decision: what forms do, what stands where, mails to those whose turn it is, and how many queries."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.actions import Nomination, appoint
from plenary.charter.rules.schema import Days, Disclosed, Disclosure, Method
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.decisions.models import Concern, Proposal
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import in_voting
from plenary.decisions.tests.test_amending import accept, move, resolving
from plenary.decisions.tests.test_views import inside
from plenary.membership.models import Member
from plenary.notices.tests.mailing import work
from tests import founding

pytestmark = pytest.mark.django_db

TERMS = {
    "method": Method.CONSENSUS,
    "rounds": 2,
    "fallback": "removal",
    "discussion_days": 3,
    "advice_from": ("board",),
    "referral_days": 5,
}
QUERIES = 36


@pytest.fixture
def house():
    """A coalition that looks for consensus and hears its board."""
    return founding.coalition(rules=factories.charter(ordinary=TERMS))


def address(name, house, *args):
    return reverse(f"decisions:{name}", args=[house.slug, *args])


def read(client, house, proposal):
    return client.get(address("proposal", house, proposal.pk)).content.decode()


def test_concerns_are_raised_answered_and_upheld_on_the_page(house):
    (raises, raiser), (moves, mover) = inside(house, "Raiser"), inside(house, "Mover")
    proposal = factories.opened(mover)
    assert raises.post(address("concern", house, proposal.pk), {"words": ""}).status_code == 422
    assert raises.post(address("concern", house, proposal.pk), {"words": "Who pays?"}).status_code == 302
    [concern] = queries.concerns_of(proposal)
    assert raises.post(address("answer-concern", house, proposal.pk, concern.pk), {"answer": "You."}).status_code == 403
    assert "Answer it" in read(moves, house, proposal)
    assert moves.post(address("answer-concern", house, proposal.pk, concern.pk), {"answer": ""}).status_code == 422
    moves.post(address("answer-concern", house, proposal.pk, concern.pk), {"answer": "The host."})
    assert "The host." in read(raises, house, proposal)
    settle = address("settle-concern", house, proposal.pk, concern.pk)
    assert raises.post(settle, {"step": "burn"}).status_code == 400
    assert moves.post(settle, {"step": "uphold"}).status_code == 403
    raises.post(settle, {"step": "uphold"})
    assert Concern.objects.of(house.id).get().state == "upheld"
    with in_voting(proposal):
        said = read(moves, house, proposal)
        assert said.index("Who pays?") < said.index("Cast the ballot")
        raises.post(settle, {"step": "withdraw"})
    assert Concern.objects.of(house.id).get().state == "withdrawn"
    assert raises.post(address("settle-concern", house, proposal.pk, "0" * 16), {"step": "uphold"}).status_code == 404
    assert raiser.member == concern.raised_by


def test_temperature_is_said_by_a_button(house):
    client, by = inside(house)
    proposal = factories.opened(by)
    assert client.post(address("temperature", house, proposal.pk), {"feeling": "hot"}).status_code == 422
    client.post(address("temperature", house, proposal.pk), {"feeling": "cold"})
    said = read(client, house, proposal)
    assert "You said that you are cold to it." in said
    assert "How they feel is shown from three answers on." in said
    assert "Cold: " not in said


def test_words_are_compared_before_they_are_put(house):
    client, by = inside(house)
    other, _by = inside(house, "Other")
    proposal = factories.opened(by)
    [effect] = queries.effects_of(proposal)
    url = address("reword", house, proposal.pk)
    assert "Change the words" in read(client, house, proposal)
    assert other.get(url).status_code == 403
    given = {"title": "Meet in Lima", f"text_{effect.pk}": "We meet in Lima.", "body": "Because."}
    compared = client.post(url, given | {"step": "compare"}).content.decode()
    assert "<del>Tirana</del><ins>Lima</ins>" in compared
    assert Proposal.objects.of(house.id).get().title == "Meet in Tirana"
    assert client.post(url, given | {"step": "put", "title": ""}).status_code == 422
    client.post(url, given | {"step": "put"})
    assert Proposal.objects.of(house.id).get().title == "Meet in Lima"
    assert "We meet in Lima." in read(client, house, proposal)


def seated(house):
    client, by = inside(house, "Seated")
    member = Member.objects.of(house.id).get(pk=by.member)
    appoint(by=Standing.system(house.id, "board"), nomination=Nomination(body="board", seats="seat", member=member))
    return client


def test_advice_is_given_answered_and_shown(house):
    client, mover = inside(house, "Mover")
    sits = seated(house)
    proposal = factories.opened(mover)
    [advice] = queries.advice_on(proposal)
    url = address("advise", house, proposal.pk, advice.pk)
    assert client.post(url, {"words": "Mine."}).status_code == 403
    assert sits.post(url, {"words": ""}).status_code == 422
    sits.post(url, {"words": "Take the train."})
    became = address("became", house, proposal.pk, advice.pk)
    assert client.post(became, {"became": "not", "why": ""}).status_code == 422
    assert sits.post(became, {"became": "taken", "why": ""}).status_code == 403
    client.post(became, {"became": "not", "why": "There is none."})
    said = read(sits, house, proposal)
    assert "Take the train." in said
    assert "The advice is not taken." in said
    assert "There is none." in said


def test_a_proposal_is_sent_for_advice_on_the_page():
    house = founding.coalition(rules=factories.charter(ordinary={"discussion_days": 3, "referral_days": 5}))
    client, mover = inside(house, "Mover")
    sits = seated(house)
    proposal = factories.opened(mover)
    url = address("refer", house, proposal.pk)
    assert client.post(url, {"body": "board", "days": "9"}).status_code == 422
    assert "Send it to a body for advice" in read(client, house, proposal)
    client.post(url, {"body": "board", "days": "5", "question": "Who pays?"})
    [advice] = queries.advice_on(proposal)
    back = address("send-back", house, proposal.pk, advice.pk)
    assert sits.post(back).status_code == 403
    sits.post(address("advise", house, proposal.pk, advice.pk), {"words": "The host."})
    assert "Send the proposal back now" in read(sits, house, proposal)
    assert sits.post(back).status_code == 302
    assert Proposal.objects.of(house.id).get().voting_from == proposal.voting_from


def test_rounds_and_reservations_stand_on_the_page(house):
    client, mover = inside(house, "Mover")
    (_client, blocker), (_other, doubter) = inside(house, "Blocker"), inside(house, "Doubter")
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.cast_ballot(by=mover, proposal=proposal, choice="support")
        actions.cast_ballot(by=doubter, proposal=proposal, choice="reservation", reason="Costly.")
        actions.cast_ballot(by=blocker, proposal=proposal, choice="block", reason="Not there.")
    moment = proposal.voting_until + factories.AFTER_VOTING
    with clock.set_to(moment):
        proposal = actions.close_proposal(by=Standing.system(house.id, "process"), proposal=proposal)
        said = read(client, house, proposal)
        assert "What stands in the way, to be dealt with" in said
        assert (
            '<p><b>Blocker</b></p><p dir="auto">Not there.</p>' in said
        )  # in a line of its own, whichever way it is read
    with in_voting(proposal):
        actions.cast_ballot(by=mover, proposal=proposal, choice="support")
        actions.cast_ballot(by=doubter, proposal=proposal, choice="reservation", reason="Costly still.")
    said = read(client, house, factories.close(proposal))
    assert '<h2 id="reservations">Reservations</h2>' in said
    assert '<p><b>Doubter</b></p><p dir="auto">Costly still.</p>' in said


def test_mails_go_to_those_whose_turn_it_is(house):
    (_client, mover), (_other, raiser), (_third, _by) = inside(house, "M"), inside(house, "R"), inside(house, "T")
    seated(house)
    proposal = factories.opened(mover)
    concern = actions.raise_concern(by=raiser, proposal=proposal, words="Who pays?")
    actions.answer_concern(by=mover, concern=concern, answer="The host.")
    work()
    told = {}
    for message in mail.outbox:
        subject, _by, when = str(message.subject).partition(" (by ")
        told.setdefault(subject, []).extend(message.to)
        assert when or not subject.startswith("Your")  # what is asked of them says by when
    email = {by.account: Account.objects.get(pk=by.account).email for by in (mover, raiser)}
    assert told["A concern about Meet in Tirana"] == [email[mover.account]]
    assert told["Your concern was answered: Meet in Tirana"] == [email[raiser.account]]
    assert len(told["Your advice is asked: Meet in Tirana"]) == 1
    assert len(told["To be decided: Meet in Tirana"]) == 3


def test_a_silence_is_mailed_in_words_of_its_own():
    silent = founding.coalition(rules=factories.charter(ordinary={"method": Method.SILENCE, "voting_days": 5}))
    (_client, mover), (_other, _by) = inside(silent, "M"), inside(silent, "R")
    factories.opened(mover, title="Half of it, 50%")
    work()
    [message] = [each for each in mail.outbox if each.subject.startswith("Adopted in silence")]  # besides daily mails
    assert message.subject == "Adopted in silence unless you object: Half of it, 50%"
    assert "is adopted in silence unless you object by Mon 9 Mar, 15:00" in message.body.replace("\u00a0", " ")


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_for_one_concern_as_for_three(house, number, django_assert_num_queries):
    client, by = inside(house)
    _sits = seated(house)
    proposal = factories.opened(by)
    for place in range(number):
        concern = actions.raise_concern(by=by, proposal=proposal, words=f"Concern {place}")
        actions.answer_concern(by=by, concern=concern, answer="So.")
    read(client, house, proposal)
    with django_assert_num_queries(QUERIES):
        read(client, house, proposal)


def test_a_deadline_that_was_moved_from_a_holiday_says_so():
    rules = replace(factories.charter(), days=Days(holidays=("03-11",)))
    house = founding.coalition(rules=rules)
    client, by = inside(house)
    proposal = factories.opened(by)
    assert proposal.voting_until.date().isoformat() == "2026-03-12"
    assert "a day of rest, and was moved from it." in read(client, house, proposal)
    with clock.set_to(factories.MONDAY + timedelta(days=15)):
        later = factories.opened(factories.now(by))
        assert "a day of rest, and was moved from it." not in read(client, house, later)


def test_amended_words_are_not_among_those_to_change(house):
    moves, mover = inside(house, "Mover")
    proposal = resolving(mover)
    [effect] = queries.texts_to_amend(proposal)
    with clock.set_to(proposal.discussion_from):
        assert f"text_{effect.pk}" in moves.get(address("reword", house, proposal.pk)).content.decode()
    accept(mover, move(mover, proposal))
    with clock.set_to(proposal.discussion_from):
        assert f"text_{effect.pk}" not in moves.get(address("reword", house, proposal.pk)).content.decode()


def test_a_public_outcome_shows_the_public_nothing_that_was_said_on_the_way(house):
    rules = factories.charter(ordinary=TERMS)
    open_house = founding.coalition(
        "open-house", rules=replace(rules, disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
    )
    (client, raiser), (_moves, mover) = inside(open_house, "Raiser"), inside(open_house, "Mover")
    proposal = factories.opened(mover)
    assert client.post(address("concern", open_house, proposal.pk), {"words": "Who pays?"}).status_code == 302
    assert (
        client.post(address("comment", open_house, proposal.pk), {"body": "Not yet.", "language": "en"}).status_code
        == 302
    )
    with in_voting(proposal):
        actions.cast_ballot(by=factories.now(raiser), proposal=proposal, choice="support")
    factories.close(proposal)
    within, without = read(client, open_house, proposal), read(Client(), open_house, proposal)
    assert proposal.title in without
    for said in ("Who pays?", "Not yet.", "Raiser"):
        assert (said in within, said in without) == (True, False)
