"""Further rounds: where nobody could vote in one, where it has a call of its own, and where it hears a body first."""

from dataclasses import replace

import pytest

from plenary.bodies.models import Term
from plenary.charter.rules.schema import Charter, Disclosed, Disclosure, Method, Process, Urgent
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.decisions.audits import audit
from plenary.decisions.labels.sentences import outcome_sentences
from plenary.decisions.models import Ballot, Proposal, Stage
from plenary.decisions.queries.calls import lines_of_call, said_on_call
from plenary.decisions.rules.calls import Said
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, kinds
from plenary.decisions.tests.test_calls import ON_CALLS, call, entered, hold_office
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db

NOBODY = ("decisions.nobody_to_go_on", ["It was not adopted: nobody could vote in the round that would follow."])


def with_process(rules: Charter, **terms) -> Charter:
    """The charter with one more process, a vote of the plenary unless said otherwise."""
    given = {"code": "then", "names": {"en": "then"}, "method": Method.MAJORITY, "electorate": "plenary"} | terms
    return replace(rules, processes=(*rules.processes, Process(**given)))


def closed_by_the_task(proposal):
    with clock.set_to(proposal.voting_until + factories.AFTER_VOTING):
        keep_deadlines()
    return Proposal.objects.of(proposal.coalition_id).get(pk=proposal.pk)


def ended(by, proposal):
    """The reason of an outcome, as it was entered, and the sentence of the page."""
    [facts, *_more] = facts_read(by, "decisions.decided")
    return facts["reason"], outcome_sentences(proposal.final_count)[:1]


@pytest.mark.parametrize("is_empty", [True, False])
def test_where_nobody_could_vote_in_the_next_round_the_one_that_is_over_settles_it(is_empty):
    terms = {"method": Method.CONSENSUS, "rounds": 1, "fallback": "then"}
    house = founding.coalition(rules=with_process(factories.charter(ordinary=terms), electorate="board"))
    mover, other = founding.standings(house, 2)
    if not is_empty:
        away = founding.member(house, "Away", status="dormant")
        Term.objects.create(coalition=house, body="board", seats="seat", member_id=away.pk, starts=clock.now())
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.cast_ballot(by=other, proposal=proposal, choice="block", reason="No.")
    proposal = closed_by_the_task(proposal)
    assert (proposal.outcome, proposal.round, ended(mover, proposal)) == ("rejected", 1, NOBODY)
    assert list(audit(house.id)) == []
    Proposal.objects.of(house.id).update(outcome="adopted")
    assert f"proposal {proposal.pk}: the outcome adopted is not the one that its ballots give" in audit(house.id)


def test_an_objection_to_a_call_lets_it_lapse_where_nobody_could_vote_in_writing():
    house = founding.coalition(rules=factories.charter(ordinary=ON_CALLS))
    found = founding.standings(house, 4)
    people = [hold_office(house, found[0]), *found[1:]]
    proposal = entered(people)
    actions.object_to(by=people[3], proposal=proposal, reason="No.")
    Member.objects.of(house.id).update(status="dormant")
    proposal = closed_by_the_task(proposal)
    assert (proposal.outcome, proposal.stage, proposal.effects_due) == ("lapsed", Stage.RECORDED, None)
    assert ended(people[0], proposal) == NOBODY
    assert list(audit(house.id)) == []


def test_what_is_urgent_never_has_effects_where_nobody_could_confirm_it():
    rules = with_process(factories.charter(ordinary={"electorate": "board"}))
    urgent = Urgent(process="then", confirmed_by="ordinary", matters=("other",))
    house = founding.coalition(rules=replace(rules, urgent=urgent))
    mover, other = founding.standings(house, 2)
    effects = [("membership.suspend", {"member": other.member, "reason": "Under arrest."})]
    draft = factories.draft(mover, effects)
    Term.objects.create(coalition=house, body="board", seats="seat", member_id=other.member, starts=clock.now())
    proposal = actions.open_urgently(by=mover, proposal=draft, why="It is tonight.")
    with in_voting(proposal):
        actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
    Term.objects.of(house.id).update(ends=clock.now())
    proposal = closed_by_the_task(proposal)
    assert (proposal.outcome, proposal.stage, proposal.carried_out_at) == ("lapsed", Stage.URGENT, None)
    assert ended(mover, proposal) == NOBODY
    assert Member.objects.of(house.id).get(pk=other.member).status == "active"
    assert list(audit(house.id)) == []


def test_a_second_call_on_one_proposal_stands_apart_from_the_first():
    house = founding.coalition(rules=factories.charter(ordinary=ON_CALLS))
    found = founding.standings(house, 4)
    people = [hold_office(house, found[0]), *found[1:]]
    proposal = entered(people)
    first = said_on_call(proposal)
    actions.object_to(by=people[3], proposal=proposal, reason="No.")
    proposal = factories.close(proposal)
    assert (proposal.round, proposal.stage, said_on_call(proposal)) == (2, Stage.WRITING, first)
    with in_voting(proposal):
        proposal = actions.settle_on_call(
            by=people[0], proposal=proposal, call=call(people, "against absent absent absent")
        )
    assert said_on_call(proposal) == {people[0].member: Said.AGAINST}
    assert lines_of_call(proposal) == [("Member 0", Said.AGAINST)]
    assert list(audit(house.id)) == []
    Ballot.objects.of(house.id).filter(elector__round=1, choice="no").update(choice="yes")
    told = f"proposal {proposal.pk}: the ballots of its call are not those that were entered"
    assert told in audit(house.id)


def test_a_further_round_hears_the_bodies_of_its_process_once():
    terms = {"method": Method.CONSENSUS, "rounds": 2, "fallback": "then", "advice_from": ("board",)}
    rules = with_process(
        factories.charter(ordinary=terms | {"discussion_days": 2}),
        discussion_days=3,
        advice_from=("board", "plenary"),
    )
    house = founding.coalition(rules=rules)
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    for number, asked in ((2, ["board"]), (3, ["board", "plenary"])):
        with in_voting(proposal):
            actions.cast_ballot(by=other, proposal=proposal, choice="block", reason="No.")
        proposal = factories.close(proposal)
        assert (proposal.round, [row.body for row in queries.advice_on(proposal)]) == (number, asked)
    assert queries.advice_on(proposal)[-1].due == proposal.voting_from
    assert kinds(house)[-2:] == ["decisions.round_opened", "decisions.advice_asked"]
    assert list(audit(house.id)) == []


def test_what_is_urgent_hears_the_bodies_of_its_process():
    rules = with_process(factories.charter(), discussion_days=1, advice_from=("board",))
    urgent = Urgent(process="then", confirmed_by="ordinary", matters=("other",))
    house = founding.coalition(rules=replace(rules, urgent=urgent))
    [mover] = founding.standings(house, 1)
    proposal = actions.open_urgently(by=mover, proposal=factories.draft(mover), why="It is tonight.")
    assert [(row.body, row.due) for row in queries.advice_on(proposal)] == [("board", proposal.voting_from)]


def test_a_round_that_ended_undecided_is_told_to_those_alone_who_see_the_proposal():
    terms = {"method": Method.CONSENSUS, "rounds": 2}
    open_outcomes = Disclosure(proposals=Disclosed.MEMBERS, outcomes=Disclosed.PUBLIC)
    house = founding.coalition(rules=replace(factories.charter(ordinary=terms), disclosure=open_outcomes))
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.cast_ballot(by=factories.now(mover), proposal=proposal, choice="support")
        actions.cast_ballot(by=factories.now(other), proposal=proposal, choice="block", reason="Too far.")
    assert closed_by_the_task(proposal).round == 2
    assert facts_read(Standing.nobody(house.id), "decisions.round_closed") is None
    assert facts_read(other, "decisions.round_closed")[0]["followed_by"] == "again"
