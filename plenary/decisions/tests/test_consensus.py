"""On the way to consensus: temperature, concerns, other words, rounds; what stands in rows and record, and who may what."""

import json
from dataclasses import replace

import pytest

from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, permissions, queries
from plenary.decisions.audits import audit
from plenary.decisions.models import Concern, Proposal, Temperature
from plenary.decisions.rules.concerns import Move
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, kinds, refusal
from plenary.membership.models import Member
from plenary.record.models import Opening
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    """A coalition that decides by consensus, in two tests, then by a vote."""
    terms = {"method": Method.CONSENSUS, "rounds": 2, "fallback": "removal", "discussion_days": 3}
    return founding.coalition(rules=factories.charter(ordinary=terms))


def fresh(proposal):
    return Proposal.objects.of(proposal.coalition_id).get(pk=proposal.pk)


def test_temperature_is_told_without_names_from_three_answers_on(house):
    one, two, three = founding.standings(house, 3)
    proposal = factories.opened(one)
    actions.say_temperature(by=one, proposal=proposal, feeling="cold")
    said = actions.say_temperature(by=one, proposal=proposal, feeling="warm")
    actions.say_temperature(by=two, proposal=proposal, feeling="unsure")
    assert Temperature.objects.of(house.id).count() == 2
    few = queries.temperature_now(proposal)
    assert (few.answered, few.electorate, few.warm, few.is_told) == (2, 3, 0, False)
    actions.say_temperature(by=three, proposal=proposal, feeling="warm")
    told = queries.temperature_now(proposal)
    assert (told.answered, told.warm, told.unsure, told.cold, told.earlier) == (3, 2, 1, 0, 0)
    turnout = {"title": "Meet in Tirana", "answered": 3, "electorate": 3}
    assert facts_read(one, "decisions.temperature_said") == [turnout]
    own = {"elector": three.member, "feeling": "warm", "by_person": three.person}
    assert facts_read(three, "decisions.temperature_said") == [turnout, own]
    told = Opening.objects.of(house.id).filter(entry__kind="decisions.temperature_said", position=0)
    assert [json.loads(bytes(row.payload))["by"] for row in told] == [{"clause": "process.ordinary"}] * 4
    assert said.feeling == "warm"
    assert refusal(actions.say_temperature, by=one, proposal=proposal, feeling="hot") == "decisions.no_such_feeling"


def test_a_protected_members_temperature_and_concern_are_not_tied_to_it(house):
    _one, hidden = founding.standings(house, 2)
    Member.objects.of(house.id).filter(pk=hidden.member).update(protected=True)
    other = founding.standing(founding.member(house, "Other"))
    proposal = factories.opened(other)
    actions.say_temperature(by=hidden, proposal=proposal, feeling="cold")
    concern = actions.raise_concern(by=hidden, proposal=proposal, words="We cannot be seen there.")
    assert facts_read(other, "decisions.temperature_said") is None
    read = {"title": "Meet in Tirana", "concern": concern.id, "name": "", "words": "We cannot be seen there."}
    assert facts_read(other, "decisions.concern_raised") == [read | {"language": "en"}]


def test_a_concern_is_answered_and_upheld_or_withdrawn(house):
    mover, raiser = founding.standings(house, 2)
    proposal = factories.opened(mover)
    concern = actions.raise_concern(by=raiser, proposal=proposal, words=" Who pays? ")
    assert (concern.words, concern.state, concern.round, concern.name) == ("Who pays?", "open", 1, "Member 1")
    assert refusal(actions.uphold_concern, by=raiser, concern=concern) == "decisions.concern_stands_so"
    assert refusal(actions.answer_concern, by=raiser, concern=concern, answer="You.") == "decisions.not_yours"
    assert refusal(actions.answer_concern, by=mover, concern=concern, answer=" ") == "decisions.nothing_said"
    answered = actions.answer_concern(by=mover, concern=concern, answer="The host.")
    assert (answered.state, answered.answer, answered.answered_by) == ("answered", "The host.", mover.person)
    assert refusal(actions.withdraw_concern, by=mover, concern=concern) == "decisions.concern_of_another"
    assert actions.uphold_concern(by=raiser, concern=concern).state == "upheld"
    assert (
        refusal(actions.answer_concern, by=mover, concern=concern, answer="A donor.") == "decisions.concern_stands_so"
    )
    with in_voting(proposal):
        assert actions.withdraw_concern(by=factories.now(raiser), concern=concern).state == "withdrawn"
    assert kinds(house)[-4:] == [
        "decisions.concern_raised",
        "decisions.concern_answered",
        "decisions.concern_upheld",
        "decisions.concern_withdrawn",
    ]
    [told, own] = facts_read(raiser, "decisions.concern_upheld")
    assert (told["concern"], told["name"], own) == (concern.id, "Member 1", {"raised_by": raiser.member})


def test_the_mover_changes_the_words_and_the_record_keeps_the_earlier_ones(house):
    mover, other, third = founding.standings(house, 3)
    proposal = factories.opened(mover)
    for by in (mover, other, third):
        actions.say_temperature(by=by, proposal=proposal, feeling="unsure")
    [effect] = queries.effects_of(proposal)
    words = {"title": "Meet in Lima", "body": "Cheaper.", "words": {effect.pk: "We meet in Lima."}}
    assert refusal(actions.reword, by=other, proposal=proposal, **words) == "decisions.not_yours"
    with clock.set_to(factories.MONDAY + (proposal.voting_from - factories.MONDAY) / 2):
        changed = actions.reword(by=mover, proposal=proposal, **words)
        assert queries.temperature_now(changed).earlier == 3
        assert refusal(actions.reword, by=mover, proposal=proposal, **words) == "decisions.nothing_changed"
        empty = {**words, "words": {effect.pk: " "}}
        assert refusal(actions.reword, by=mover, proposal=proposal, **empty) == "decisions.no_words"
        strange = {**words, "words": {"0": "Words"}}
        assert refusal(actions.reword, by=mover, proposal=proposal, **strange) == "decisions.no_such_words"
    assert (changed.title, changed.body) == ("Meet in Lima", "Cheaper.")
    assert [row.payload for row in queries.effects_of(changed)] == [{"text": "We meet in Lima."}]
    [told] = facts_read(other, "decisions.reworded")
    assert (told["title"], told["before"]["title"]) == ("Meet in Lima", "Meet in Tirana")
    assert told["before"]["effects"] == [{"kind": "decisions.resolve", "payload": {"text": "We meet in Tirana."}}]
    assert list(audit(house.id)) == []
    Proposal.objects.of(house.id).filter(pk=proposal.pk).update(title="Meet nowhere")
    assert list(audit(house.id)) == [
        f"proposal {proposal.pk}: its title is not what was opened",
        f"proposal {proposal.pk}: its words in en are not what was opened",
    ]
    with in_voting(proposal):
        assert refusal(actions.reword, by=mover, proposal=proposal, **words) == "decisions.only_in_discussion"


def close_round(proposal):
    """The proposal after its round was closed, and the clock just then."""
    moment = proposal.voting_until + factories.AFTER_VOTING
    with clock.set_to(moment):
        return fresh(factories.settled(proposal)), moment


def block(proposal, mover, blocker, doubter, reason):
    with in_voting(proposal):
        actions.cast_ballot(by=mover, proposal=proposal, choice="support")
        actions.cast_ballot(by=doubter, proposal=proposal, choice="reservation", reason="Costly.")
        actions.cast_ballot(by=blocker, proposal=proposal, choice="block", reason=reason)


def test_two_blocked_tests_lead_to_the_vote_that_the_charter_names(house):
    mover, blocker, doubter = founding.standings(house, 3)
    proposal = factories.opened(mover)
    block(proposal, mover, blocker, doubter, "Not so.")
    proposal, moment = close_round(proposal)
    with clock.set_to(moment):
        assert (proposal.round, proposal.phase) == (2, Phase.DISCUSSION)
        actions.raise_concern(by=blocker, proposal=proposal, words="Still not.")
    block(proposal, mover, blocker, doubter, "Not so either.")
    proposal, moment = close_round(proposal)
    with clock.set_to(moment):
        assert (proposal.round, proposal.phase, proposal.frozen_process.code) == (3, Phase.VOTING, "removal")
        past = queries.rounds_of(mover, proposal)
    assert [[row.reason for row in one.blocks] for one in past] == [["Not so."], ["Not so either."]]
    assert [one.row.followed_by for one in past] == ["again", "fallback"]
    assert queries.rounds_of(replace(mover, audiences=frozenset()), proposal)[0].blocks == ()
    assert Concern.objects.of(house.id).get().round == 2
    with clock.set_to(moment):
        assert queries.concerns_waiting(factories.now(mover)) == []
        assert [row.words for row in queries.concerns_of(proposal)] == ["Still not."]
        actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
    assert factories.close(proposal).outcome == "adopted"
    assert list(audit(house.id)) == []


def test_reservations_stay_visible_but_those_of_protected_members(house):
    mover, doubter, hidden = founding.standings(house, 3)
    Member.objects.of(house.id).filter(pk=hidden.member).update(protected=True)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.cast_ballot(by=mover, proposal=proposal, choice="support")
        for by in (doubter, hidden):
            actions.cast_ballot(by=by, proposal=proposal, choice="reservation", reason=f"Costly, says {by.member}.")
        assert queries.reservations_in(mover, proposal) == []
    closed = factories.close(proposal)
    assert closed.outcome == "adopted"
    assert [row.elector.member_id for row in queries.reservations_in(mover, closed)] == [doubter.member]
    assert queries.reservations_in(replace(mover, audiences=frozenset()), closed) == []


PHASES = ("draft", "discussion", "voting", "closed", "withdrawn")
ACTORS = ("mover", "elector", "consults", "observes", "applicant", "nobody")
MOMENT = {"draft": ("not_discussed",) * 6, "closed": ("over",) * 6, "withdrawn": ("over",) * 6}
LATER = MOMENT | {"voting": ("only_in_discussion",) * 6}


# Longer: a table of who may what.
@pytest.mark.parametrize("phase", PHASES)
def test_who_may_what(house, phase):
    org = founding.member(house, "Campo Limpo")
    other = founding.member(house, "Other")
    everyone = [
        founding.standing(org),
        founding.standing(other),
        founding.standing(other, mandate="consults"),
        founding.standing(other, mandate="observes"),
        founding.standing(founding.member(house, "Applicant", status="applied")),
        Standing.nobody(house.id),
    ]
    mover, raiser = everyone[:2]
    proposal = factories.draft(mover)
    moment = factories.MONDAY
    concern = Concern(proposal=proposal, raised_by=raiser.member, state="answered")
    if phase != "draft":
        proposal = actions.open_proposal(by=mover, proposal=proposal)
        moment = {"voting": proposal.voting_from, "closed": proposal.voting_until + factories.AFTER_VOTING}.get(
            phase, moment
        )
        concern.proposal = proposal
    if phase == "withdrawn":
        concern.proposal = proposal = actions.withdraw_proposal(by=mover, proposal=proposal)
    with clock.set_to(moment):
        ask = lambda may, *more: tuple(_reason(may(factories.now(by), *more)) for by in everyone)  # noqa: E731  # a table
        found = (
            ask(permissions.may_say_temperature, proposal),
            ask(permissions.may_raise_concern, proposal),
            ask(permissions.may_reword, proposal),
            ask(permissions.may_answer_concern, concern),
            ask(permissions.may_settle_concern, concern, Move.UPHOLD),
        )
    of_another = ("concern_of_another",) * 2
    settles = ("concern_of_another", "", "", "observes", *of_another)
    until_tested = MOMENT.get(phase)
    assert found == (
        LATER.get(phase) or ("", "", "consults", "observes", "not_elector", "not_elector"),
        LATER.get(phase) or ("", "", "", "observes", "not_acting", "not_acting"),
        LATER.get(phase) or ("", *("not_yours",) * 5),
        until_tested or ("", *("not_yours",) * 5),
        until_tested or settles,
    )


def _reason(verdict):
    return "" if verdict else verdict.reason.removeprefix("decisions.")


def test_where_consensus_is_not_tested_there_are_no_concerns():
    plain = founding.coalition(rules=factories.charter())
    [mover] = founding.standings(plain, 1)
    proposal = factories.opened(mover)
    assert refusal(actions.raise_concern, by=mover, proposal=proposal, words="Hm.") == "decisions.not_by_consensus"
    assert refusal(actions.say_temperature, by=mover, proposal=proposal, feeling="warm") == "decisions.not_by_consensus"


def test_the_desk_asks_the_mover_to_answer_then_who_raised_it_to_settle(house):
    mover, raiser = founding.standings(house, 2)
    proposal = factories.opened(mover)
    concern = actions.raise_concern(by=raiser, proposal=proposal, words="Who pays?")
    actions.raise_concern(by=raiser, proposal=proposal, words="Who comes?")
    assert [ask.sentence for ask in _asked(mover)] == ["Answer the concerns."]
    assert _asked(raiser) == []
    actions.answer_concern(by=mover, concern=concern, answer="The host.")
    assert [ask.sentence for ask in _asked(raiser)] == ["Your concern was answered: withdraw it or uphold it."]
    actions.withdraw_concern(by=raiser, concern=concern)
    assert _asked(raiser) == []


def _asked(by):
    return [ask for ask in asks_of(by) if ask.clause.startswith("process.")]


def test_a_suspended_mover_neither_rewords_nor_answers(house):
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    concern = actions.raise_concern(by=other, proposal=proposal, words="Too far.")
    Member.objects.of(house.id).filter(pk=mover.member).update(status="suspended")
    by = standing_of(mover.account, house.id)
    words = {"title": "Another", "body": "", "words": {}}
    assert refusal(actions.reword, by=by, proposal=proposal, **words) == "decisions.suspended"
    assert refusal(actions.answer_concern, by=by, concern=concern, answer="No.") == "decisions.suspended"
