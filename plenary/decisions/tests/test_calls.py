"""Decisions of calls: entered, told, objected to, corrected, voted on in writing; in the rows and in the record."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.bodies.models import Term
from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions import actions, asks, audits, permissions
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.queries.calls import expected, places_for, places_in, said_on_call
from plenary.decisions.rules.calls import Said
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, kinds, refusal
from tests import founding

pytestmark = pytest.mark.django_db

ON_CALLS = {"recorded_by": ("chair",), "window_hours": 48}


def hold_office(house, by, office="chair"):
    """The standing of the person once it holds the office."""
    Term.objects.create(coalition=house, office=office, body="board", person_id=by.person, starts=clock.now())
    return standing_of(by.account, house.id)


@pytest.fixture
def house():
    return founding.coalition(rules=factories.charter(ordinary=ON_CALLS, removal=ON_CALLS | {"hold_hours": 0}))


@pytest.fixture
def people(house):
    found = founding.standings(house, 4)
    return [hold_office(house, found[0]), *found[1:]]


def call(people, words, **more):
    """A call on which each said a word, in order."""
    said = {by.member: Said(word) for by, word in zip(people, words.split(), strict=True) if word != "absent"}
    given = {"at": clock.now() - timedelta(hours=1), "occasion": "call of the board", "said": said, "notes": "*Quick.*"}
    return actions.Call(**(given | more))


def entered(people, words="for for against absent", **more):
    terms = {"title": "Meet in Tirana", "body": "", "language": "en", "effects": factories.RESOLVE}
    return actions.record_call(by=people[0], call=call(people, words), **(terms | more))


def test_a_decision_of_a_call_is_entered_and_waits_for_objections(house, people):
    proposal = entered(people)
    assert (proposal.phase, proposal.stage, proposal.outcome) == (Phase.WINDOW, "recorded", "")
    assert proposal.voting_until == factories.MONDAY + timedelta(hours=48)
    assert proposal.decided_elsewhere == {
        "at": (factories.MONDAY - timedelta(hours=1)).isoformat(),
        "occasion": "call of the board",
        "notes": "*Quick.*",
        "office": "chair",
        "said": {"for": 2, "against": 1, "silent": 0, "absent": 1},
        "outcome": "adopted",
        "reason": "decisions.threshold_met",
    }
    said = {people[0].member: Said.FOR, people[1].member: Said.FOR, people[2].member: Said.AGAINST}
    assert said_on_call(proposal) == said
    facts, roll = facts_read(people[3], "decisions.recorded")
    assert (facts["occasion"], facts["stage"], facts["until"]) == (
        "call of the board",
        "recorded",
        "2026-03-04 14:23 (UTC)",
    )
    assert [(line["name"], line["choice"]) for line in sorted(roll["roll"], key=lambda line: line["name"])] == [
        ("Member 0", "yes"),
        ("Member 1", "yes"),
        ("Member 2", "no"),
    ]
    assert kinds(house) == ["decisions.drafted", "decisions.recorded"]
    assert list(audits.audit(house.id)) == []


def test_the_desk_tells_until_when_one_may_object(people):
    proposal = entered(people)
    told = [(row.at, row.title) for row in asks.windows(factories.now(people[3]))]
    assert told == [(proposal.voting_until, "Objections until then: Meet in Tirana")]
    with clock.set_to(proposal.voting_until + timedelta(seconds=1)):
        assert list(asks.windows(factories.now(people[3]))) == []


def test_nobody_is_asked_to_vote_while_it_waits_for_objections(people):
    entered(people)
    assert list(asks.ballots(factories.now(people[3]))) == []


def test_unopposed_it_takes_effect_when_the_window_is_over(house, people):
    proposal = entered(people)
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase, closed.final_count.turnout) == ("adopted", Phase.CARRIED_OUT, 3)
    assert kinds(house)[-2:] == ["decisions.decided", "decisions.carried_out"]
    _facts, roll = facts_read(people[3], "decisions.decided")
    assert roll["roll_call"][0] == {"name": "Member 0", "choice": "yes", "how": "call", "source": "call of the board"}
    assert list(audits.audit(house.id)) == []


@pytest.mark.parametrize(
    ("words", "outcome"), [("against against for absent", "rejected"), ("for absent absent absent", "lapsed")]
)
def test_what_was_not_adopted_is_entered_in_the_same_way(people, words, outcome):
    proposal = entered(people, words)
    assert proposal.decided_elsewhere["outcome"] == outcome
    assert factories.close(proposal).outcome == outcome


def test_an_objection_leads_to_a_vote_in_writing(house, people):
    proposal = entered(people)
    actions.object_to(by=people[1], proposal=proposal, reason="I was for it on another condition.")
    again = factories.close(proposal)
    assert (again.outcome, again.stage, again.round) == ("", "", 2)
    with clock.set_to(again.discussion_from):
        assert again.phase is Phase.DISCUSSION
    assert kinds(house)[-2:] == ["decisions.round_closed", "decisions.round_opened"]
    with in_voting(again):
        for by in people:
            actions.cast_ballot(by=by, proposal=again, choice="no")
    closed = factories.close(again)
    assert (closed.outcome, closed.decided_elsewhere["occasion"]) == ("rejected", "call of the board")
    assert list(audits.audit(house.id)) == []


def test_an_objection_that_is_taken_back_leaves_it_standing(people):
    proposal = entered(people)
    made = actions.object_to(by=people[3], proposal=proposal, reason="I was not asked.")
    actions.withdraw_objection(by=people[3], objection=made)
    assert factories.close(proposal).outcome == "adopted"


def test_an_objection_of_one_who_stood_back_is_not_counted(people):
    proposal = entered(people)
    actions.object_to(by=people[3], proposal=proposal, reason="I was not asked.")
    actions.stand_back(by=factories.now(people[3]), proposal=proposal, reason="We are paid by them.")
    assert factories.close(proposal).outcome == "adopted"


def test_an_objection_of_a_round_that_is_over_is_not_taken_back(people):
    proposal = entered(people)
    made = actions.object_to(by=people[3], proposal=proposal, reason="I was not asked.")
    factories.close(proposal)
    made.proposal.refresh_from_db()
    assert refusal(actions.withdraw_objection, by=people[3], objection=made) == "decisions.over"


def test_a_mistake_is_corrected_told_again_and_the_window_begins_anew(house, people):
    proposal = entered(people)
    with clock.set_to(factories.MONDAY + timedelta(hours=40)):
        by = [factories.now(one) for one in people]
        fixed = actions.correct_call(by=by[0], proposal=proposal, call=call(by, "for against against silent"))
    assert fixed.voting_until == factories.MONDAY + timedelta(hours=88)
    assert fixed.decided_elsewhere["said"] == {"for": 1, "against": 2, "silent": 1, "absent": 0}
    assert fixed.decided_elsewhere["outcome"] == "rejected"
    assert kinds(house)[-1] == "decisions.call_corrected"
    assert list(audits.audit(house.id)) == []
    assert factories.close(fixed).outcome == "rejected"


def test_an_open_proposal_is_settled_on_a_call_and_ballots_cast_in_writing_count(house, people):
    proposal = factories.opened(people[1])
    with in_voting(proposal):
        by = [factories.now(one) for one in people]
        actions.cast_ballot(by=by[3], proposal=proposal, choice="no")
        assert [place.is_listed for place in places_in(proposal)] == [True, True, True, False]
        assert expected(proposal.frozen_process, places_in(proposal), {}) is None
        settled = actions.settle_on_call(by=by[0], proposal=proposal, call=call(by, "for for for for"))
        assert refusal(actions.cast_ballot, by=by[2], proposal=settled, choice="no") == "decisions.decided_on_a_call"
    assert (settled.phase, settled.decided_elsewhere["said"]["for"]) == (Phase.WINDOW, 3)
    assert Ballot.objects.of(house.id).get(elector__member=people[3].member).choice == "no"
    assert list(audits.audit(house.id)) == []
    closed = factories.close(settled)
    assert (closed.final_count.yes, closed.final_count.no) == (3, 1)


def test_a_protected_member_is_not_in_the_table_and_hears_of_it(house, people):
    hidden = founding.standing(founding.member(house, "Secret", protected=True))
    rule = factories.charter(ordinary=ON_CALLS).process("ordinary")
    assert [place.name for place in places_for(house.id, rule) if place.is_listed] == [f"Member {n}" for n in range(4)]
    given = call([*people, hidden], "for for for for for")
    terms = {"title": "T", "body": "", "language": "en", "effects": factories.RESOLVE}
    proposal = actions.record_call(by=people[0], call=given, **terms)
    assert hidden.member not in said_on_call(proposal)
    assert facts_read(hidden, "decisions.recorded")[0]["title"] == "T"
    actions.object_to(by=hidden, proposal=proposal, reason="No.")
    assert factories.close(proposal).round == 2


def test_under_consensus_and_silence_what_was_said_counts(house):
    for method, words, outcome in (
        (Method.CONSENSUS, "for for silent absent", "adopted"),
        (Method.CONSENSUS, "for for against absent", "rejected"),
        (Method.SILENCE, "for for silent absent", "adopted"),
        (Method.SILENCE, "for for against absent", "rejected"),
        (Method.CONSENT, "for silent against absent", "rejected"),
    ):
        rules = factories.charter(ordinary=ON_CALLS | {"method": method, "quorum": Fraction(0)})
        made = founding.coalition(f"house-{method}-{outcome}", rules=rules)
        found = founding.standings(made, 4)
        proposal = entered([hold_office(made, found[0]), *found[1:]], words)
        assert proposal.decided_elsewhere["outcome"] == outcome
        assert factories.close(proposal).outcome == outcome
        assert list(audits.audit(made.id)) == []


def test_bad_entries_are_refused(house, people):
    terms = {"title": "T", "body": "", "language": "en", "effects": factories.RESOLVE}
    for changes, reason in (
        ({"occasion": " "}, "no_occasion"),
        ({"at": clock.now() + timedelta(minutes=1)}, "not_yet_held"),
        ({"said": {}}, "nobody_there"),
        ({"said": {"another": Said.FOR}}, "nobody_there"),
    ):
        given = call(people, "for for for for", **changes)
        assert refusal(actions.record_call, by=people[0], call=given, **terms) == f"decisions.{reason}"
    assert Proposal.objects.of(house.id).count() == 0


def test_it_cannot_be_withdrawn(people):
    assert refusal(actions.withdraw_proposal, by=people[0], proposal=entered(people)) == "decisions.decided_already"


def test_the_audit_finds_a_ballot_of_a_call_that_was_changed(house, people):
    proposal = entered(people)
    Ballot.objects.of(house.id).filter(elector__member=people[2].member).update(choice="yes")
    assert list(audits.audit(house.id)) == [
        f"proposal {proposal.pk}: the ballots of its call are not those that were entered"
    ]


ACTORS = ("officer", "mover", "elector", "nobody")
OFFICER = ("", "not_a_recorder", "not_a_recorder", "not_a_recorder")


@pytest.mark.parametrize(
    ("phase", "settle", "correct"),
    [
        ("draft", OFFICER, ("no_call_to_correct",) * 4),
        ("discussion", OFFICER, ("no_call_to_correct",) * 4),
        ("voting", OFFICER, ("no_call_to_correct",) * 4),
        ("window", ("not_on_a_call_now", *OFFICER[1:]), OFFICER),
        ("closed", ("not_on_a_call_now", *OFFICER[1:]), ("no_call_to_correct",) * 4),
        ("decided", ("not_on_a_call_now", *OFFICER[1:]), ("no_call_to_correct",) * 4),
        ("withdrawn", ("not_on_a_call_now", *OFFICER[1:]), ("no_call_to_correct",) * 4),
    ],
)
def test_who_may_enter_and_correct_a_call(house, people, phase, settle, correct):
    proposal = factories.draft(people[1])
    if phase != "draft":
        proposal = actions.open_proposal(by=people[1], proposal=proposal)
    if phase == "window":
        proposal = actions.settle_on_call(by=people[0], proposal=proposal, call=call(people, "for for for for"))
    if phase == "withdrawn":
        proposal = actions.withdraw_proposal(by=people[1], proposal=proposal)
    if phase == "decided":
        factories.close(proposal)
        proposal.refresh_from_db()
    moment = {"voting": proposal.voting_from, "closed": (proposal.voting_until or clock.now()) + timedelta(seconds=1)}
    with clock.set_to(moment.get(phase, clock.now())):
        everyone = [*people[:3], replace(people[3], person="", member="", offices=frozenset())]
        for ask, wanted in ((permissions.may_settle_on_call, settle), (permissions.may_correct_call, correct)):
            found = tuple(ask(factories.now(by), proposal) for by in everyone)
            assert tuple("" if one else one.reason.removeprefix("decisions.") for one in found) == wanted
        assert permissions.may_settle_on_call(people[0], proposal).clause == "process.ordinary.also"


def test_where_the_charter_lets_nobody_enter_calls(house, people):
    rule = factories.charter().process("ordinary")
    assert permissions.may_record_call(people[0], rule).reason == "decisions.not_on_calls"
    assert bool(permissions.may_enter_calls(people[0])) is True
    assert permissions.may_enter_calls(people[1]).reason == "decisions.not_a_recorder"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(list(Said)), min_size=3, max_size=3), objectors=st.sets(st.integers(0, 3)))
def test_with_a_standing_objection_it_never_has_effects_before_the_written_vote(house, people, words, objectors):
    leaving = founding.member(house, "Leaving")
    effects = [("membership.remove", {"member": leaving.id, "reason": "Unpaid."})]
    proposal = entered(people, " ".join(["for", *words]), effects=effects)
    for number in objectors:
        actions.object_to(by=people[number], proposal=proposal, reason="No.")
    after = factories.close(proposal)
    leaving.refresh_from_db()
    if objectors:
        assert (after.outcome, after.round, after.carried_out_at, leaving.status) == ("", 2, None, "active")
    else:
        assert (leaving.status == "removed") is (after.outcome == "adopted")
