"""Advice: asked by the charter or by sending a proposal to a body; given, answered, told with the outcome; times that move."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plenary.accounts.models import Account
from plenary.bodies.actions import Nomination, appoint
from plenary.bodies.actions.formed import close_body, join_body
from plenary.bodies.tests.forming import formed
from plenary.charter.rules.choices import Holder
from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, permissions, queries
from plenary.decisions.audits import audit
from plenary.decisions.models import Advice, Concern, Proposal
from plenary.decisions.shown.on_the_way import _advice
from plenary.decisions.tests import factories
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.found import facts_read, in_voting, kinds, refusal
from plenary.directory.models import Person
from tests import founding

pytestmark = pytest.mark.django_db

HEARD = {"discussion_days": 2, "advice_from": ("board",)}
SENT = {"discussion_days": 2, "referral_days": 7}


def made(terms, members=3):
    """A coalition, its members' standings, and one more who sits on the board."""
    house = founding.coalition(rules=factories.charter(ordinary=terms))
    everyone = founding.standings(house, members)
    seated = founding.member(house, "Seated")
    account = founding.represent(seated).account
    appoint(by=Standing.system(house.id, "board"), nomination=Nomination(body="board", seats="seat", member=seated))
    return house, everyone, standing_of(str(account.pk), house.id)


def asked(by):
    """What decisions ask of somebody."""
    return [ask for ask in asks_of(by) if ask.clause.startswith("process.")]


def test_the_charters_bodies_are_asked_at_opening_and_the_outcome_tells_what_became():
    house, (mover, *others), sits = made(HEARD)
    proposal = factories.opened(mover)
    [advice] = queries.advice_on(proposal)
    assert (advice.body, advice.due, advice.is_referral) == ("board", proposal.voting_from, False)
    assert [row.pk for row in queries.advice_waiting(sits)] == [advice.pk]
    assert queries.advice_waiting(others[0]) == []
    assert facts_read(others[0], "decisions.advice_asked") is None
    assert facts_read(sits, "decisions.advice_asked")[0]["of_body"] == "board"
    assert refusal(actions.give_advice, by=others[0], advice=advice, words="No.") == "decisions.not_asked_for_advice"
    assert refusal(actions.give_advice, by=sits, advice=advice, words=" ") == "decisions.nothing_said"
    assert refusal(actions.say_what_became, by=mover, advice=advice, became="taken") == "decisions.no_advice_yet"
    given = actions.give_advice(by=sits, advice=advice, words="Take the train.")
    assert (given.words, given.given_by_name) == ("Take the train.", "Seated")
    assert refusal(actions.send_back, by=sits, advice=given) == "decisions.not_sent_for_advice"
    assert [row.pk for row in queries.advice_waiting(mover)] == [advice.pk]
    assert queries.advice_waiting(sits) == []
    assert refusal(actions.say_what_became, by=mover, advice=given, became="partly") == "decisions.why_missing"
    assert refusal(actions.say_what_became, by=mover, advice=given, became="burnt") == "decisions.no_such_fate"
    assert refusal(actions.say_what_became, by=sits, advice=given, became="taken") == "decisions.not_yours"
    actions.say_what_became(by=mover, advice=given, became="partly", why="There is no train.")
    with in_voting(proposal):
        assert refusal(actions.give_advice, by=sits, advice=given, words="Fly.") == "decisions.advice_was_due"
        actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
        actions.cast_ballot(by=others[0], proposal=proposal, choice="yes")
    assert factories.close(proposal).outcome == "adopted"
    told = {"body": "board", "given": True, "became": "partly", "why": "There is no train."}
    assert facts_read(mover, "decisions.decided")[0]["advice"] == [told]
    assert list(audit(house.id)) == []


def test_advice_that_nobody_gave_or_answered_is_told_so():
    _house, (mover, *_others), sits = made(HEARD)
    silent, unanswered = factories.opened(mover), factories.opened(mover)
    actions.give_advice(by=sits, advice=queries.advice_on(unanswered)[0], words="No.")
    for proposal, given in ((silent, False), (unanswered, True)):
        factories.close(proposal)
        told = {"body": "board", "given": given, "became": "not_said", "why": ""}
        assert facts_read(mover, "decisions.decided")[0]["advice"] == [told]


def test_new_advice_is_not_what_was_answered():
    _house, (mover, *_others), sits = made(HEARD)
    [advice] = queries.advice_on(factories.opened(mover))
    actions.give_advice(by=sits, advice=advice, words="No.")
    actions.say_what_became(by=mover, advice=advice, became="taken")
    changed = actions.give_advice(by=sits, advice=advice, words="Yes.")
    assert (changed.words, changed.became, Advice.objects.of(mover.coalition).count()) == ("Yes.", "", 1)


def test_a_proposal_is_sent_for_advice_and_comes_back():
    house, (mover, other, *_others), sits = made(SENT)
    proposal = factories.opened(mover)
    opens, closes = proposal.voting_from, proposal.voting_until
    advice = actions.refer(by=other, proposal=proposal, body="board", days=5, question="Who pays?")
    moved = Proposal.objects.of(house.id).get()
    assert advice.due == datetime(2026, 3, 7, 15, tzinfo=UTC)
    assert (moved.voting_from, moved.voting_until) == (opens + timedelta(days=5), closes + timedelta(days=5))
    assert kinds(house)[-2:] == ["decisions.referred", "decisions.advice_asked"]
    assert facts_read(mover, "decisions.referred")[0]["voting_from"] == moved.voting_from.isoformat()
    assert list(audit(house.id)) == []
    assert refusal(actions.refer, by=mover, proposal=proposal, body="board", days=1) == "decisions.away_already"
    assert refusal(actions.send_back, by=sits, advice=advice) == "decisions.advise_first"
    with clock.set_to(MONDAY + timedelta(days=1)):
        actions.give_advice(by=sits, advice=advice, words="The host.")
        back = actions.send_back(by=sits, advice=advice)
        assert refusal(actions.give_advice, by=sits, advice=advice, words="No.") == "decisions.advice_was_due"
        assert (back.voting_from, back.voting_until) == (opens + timedelta(days=1), closes + timedelta(days=1))
        assert kinds(house)[-1] == "decisions.came_back"
        assert refusal(actions.refer, by=mover, proposal=proposal, body="board", days=1) == "decisions.asked_already"
    assert list(audit(house.id)) == []
    Proposal.objects.of(house.id).update(voting_until=moved.voting_until)
    assert list(audit(house.id)) == [f"proposal {proposal.pk}: its voting_until is not what was opened"]


def test_what_the_charter_asks_moves_along():
    house, (mover, *_others), _sits = made(HEARD | SENT | {"advice_from": ("plenary",)})
    proposal = factories.opened(mover)
    actions.refer(by=mover, proposal=proposal, body="board", days=3)
    moved = Proposal.objects.of(house.id).get()
    assert {row.body: row.due == moved.voting_from for row in queries.advice_on(moved)} == {
        "plenary": True,
        "board": False,
    }


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"body": "board", "days": 8}, "decisions.too_long_away"),
        ({"body": "board", "days": 0}, "decisions.too_long_away"),
        ({"body": "plenary", "days": 2}, "decisions.no_such_body"),
        ({"body": "nowhere", "days": 2}, "decisions.no_such_body"),
    ],
)
def test_what_cannot_be_sent(given, reason):
    _house, (mover, *_others), _sits = made(SENT)
    assert refusal(actions.refer, by=mover, proposal=factories.opened(mover), **given) == reason


def test_nobody_is_asked_where_nobody_sits():
    house = founding.coalition(rules=factories.charter(ordinary=SENT))
    [mover] = founding.standings(house, 1)
    given = {"proposal": factories.opened(mover), "body": "board", "days": 2}
    assert refusal(actions.refer, by=mover, **given) == "decisions.nobody_sits_there"


def test_who_may_refer():
    house, (mover, other, *_others), sits = made(SENT)
    consults = founding.standing(founding.member(house, "Asks first"), mandate="consults")
    proposal = factories.draft(mover)
    late = founding.standing(founding.member(house, "Early"))
    assert permissions.may_refer(mover, proposal).reason == "decisions.not_discussed"
    proposal = actions.open_proposal(by=mover, proposal=proposal)
    newcomer = founding.standing(founding.member(house, "Late"))
    asked = [permissions.may_refer(by, proposal).reason for by in (mover, other, sits, late, consults, newcomer)]
    assert asked == ["decisions.you_may"] * 4 + ["decisions.not_to_refer"] * 2
    with in_voting(proposal):
        assert permissions.may_refer(mover, proposal).reason == "decisions.only_in_discussion"
    plain = founding.coalition("plain", rules=factories.charter())
    [there] = founding.standings(plain, 1)
    assert permissions.may_refer(there, factories.opened(there)).reason == "decisions.not_referred_here"


def test_the_desk_asks_those_whose_turn_it_is():
    _house, (mover, other, *_others), sits = made(HEARD)
    proposal = factories.opened(mover)
    assert [ask.button for ask in asked(sits)] == ["Advise"]
    assert [ask.button for ask in asked(mover)] == []
    actions.give_advice(by=sits, advice=queries.advice_on(proposal)[0], words="No.")
    assert [ask.button for ask in asked(sits)] == []
    assert [ask.sentence for ask in asked(mover)] == ["Say what became of the advice."]
    assert [ask.sentence for ask in asked(other)] == []


def test_advice_and_concerns_that_say_otherwise_than_the_record_are_told():
    house, (mover, *_others), sits = made(HEARD | {"method": Method.CONSENSUS})
    proposal = factories.opened(mover)
    [advice] = queries.advice_on(proposal)
    actions.give_advice(by=sits, advice=advice, words="No.")
    actions.say_what_became(by=mover, advice=advice, became="not", why="Too late.")
    concern = actions.raise_concern(by=sits, proposal=proposal, words="Who pays?")
    actions.answer_concern(by=mover, concern=concern, answer="The host.")
    assert list(audit(house.id)) == []
    Advice.objects.of(house.id).update(became="taken")
    Concern.objects.of(house.id).update(answer="Nobody.")
    assert list(audit(house.id)) == [
        f"concern {concern.pk}: says otherwise than was entered",
        f"advice {advice.pk}: says otherwise than was entered",
    ]


def test_who_sits_in_a_body_that_is_asked_sees_the_proposal():
    rules = factories.charter(ordinary=HEARD)
    [plenary, board] = rules.bodies
    seats = tuple(replace(each, holder=Holder.PERSON) for each in board.seats)
    house = founding.coalition(rules=replace(rules, bodies=(plenary, replace(board, seats=seats))))
    [mover] = founding.standings(house, 1)
    account = Account.objects.create(email="seated@example.org")
    person = Person.objects.create(coalition=house, name="Own Name", made_at=clock.now(), account=account)
    stranger = standing_of(str(account.pk), house.id)
    proposal = factories.opened(mover)
    assert queries.visible_proposal(stranger, proposal.pk) is None
    appoint(by=Standing.system(house.id, "board"), nomination=Nomination(body="board", seats="seat", person=person))
    sits = standing_of(str(account.pk), house.id)
    assert (sits.is_inside, sits.bodies) == (False, frozenset({"board"}))
    assert queries.visible_proposal(sits, proposal.pk) == proposal
    given = actions.give_advice(by=sits, advice=queries.advice_on(proposal)[0], words="No.")
    assert facts_read(sits, "decisions.advice_given")[0]["words"] == given.words


def test_a_suspended_mover_neither_refers_nor_says_what_became():
    _house, (mover, *_others), sits = made(SENT | HEARD)
    proposal = factories.opened(mover)
    [advice] = queries.advice_on(proposal)
    advice = actions.give_advice(by=sits, advice=advice, words="Not yet.")
    by = replace(mover, member_status="suspended")
    assert permissions.may_refer(by, proposal).reason == "decisions.not_to_refer"
    assert permissions.may_say_what_became(by, advice).reason == "decisions.suspended"


def test_a_formed_body_is_asked_for_advice_while_it_is_at_work():
    house, (mover, other, *_others), _sits = made(SENT)
    body, closed = formed(house), formed(house)
    join_body(by=other, code=body.code)
    close_body(by=Standing.system(house.id, "closing"), code=closed.code)
    proposal = factories.opened(mover)
    shown = {code for code, _name in _advice(mover, proposal, {})["refer_form"].fields["body"].choices}
    assert body.code in shown
    assert closed.code not in shown
    assert refusal(actions.refer, by=mover, proposal=proposal, body=closed.code, days=1) == "decisions.no_such_body"
    advice = actions.refer(by=mover, proposal=proposal, body=body.code, days=5)
    [told] = _advice(mover, proposal, {})["way_advice"]
    assert told.body == "Survivors first"
    sits = standing_of(other.account, house.id)
    assert actions.give_advice(by=sits, advice=advice, words="Ask them.").words == "Ask them."
    assert refusal(actions.give_advice, by=mover, advice=advice, words="No.") == "decisions.not_asked_for_advice"
    assert list(audit(house.id)) == []
