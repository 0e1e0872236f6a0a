"""Standing back, more time, leave in the midst of a vote, split ballots: rows, entries, refusals."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from plenary.bodies.queries import electorate
from plenary.charter.rules.schema import Category, Office
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, audits, permissions, queries
from plenary.decisions.audits import places
from plenary.decisions.rules.counting import quorum_of
from plenary.decisions.rules.electorates import counted
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, refusal
from plenary.membership import actions as membership
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


def rules(**terms):
    """A charter whose chair may enter answers."""
    made = factories.charter(ordinary={"quorum": Fraction(1, 2)} | terms)
    chair = Office(code="chair", names={"en": "chair"}, body="board", powers=(permissions.ENTER_ANSWERS,))
    return replace(made, offices=(chair,))


@pytest.fixture
def house():
    """A coalition whose chair may enter answers."""
    return founding.coalition(rules=rules(extension_days=3))


def who_consults_for(by: Standing) -> Standing:
    """A colleague of a standing who must consult first."""
    return founding.standing(Member.objects.of(by.coalition).get(pk=by.member), mandate="consults")


# standing back
def test_who_stands_back_is_not_counted_until_it_steps_in(house):
    mover, other, third = founding.standings(house, 3)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.cast_ballot(by=other, proposal=proposal, choice="no")
        actions.stand_back(by=other, proposal=proposal, reason="We are paid by it.")
        figures = queries.tally_now(proposal).figures
        assert (figures.electorate, figures.turnout, figures.recused) == (2, 0, 1)
        assert refusal(actions.cast_ballot, by=other, proposal=proposal, choice="yes") == "decisions.stood_back"
        assert list(places.audit_recusals(house.id)) == []
        actions.step_in(by=other, proposal=proposal)
        figures = queries.tally_now(proposal).figures
        assert (figures.electorate, figures.turnout, figures.no) == (3, 1, 1)
        assert refusal(actions.step_in, by=other, proposal=proposal) == "decisions.not_back"
    [told] = facts_read(third, "decisions.stood_back")
    assert (told["name"], told["reason"]) == ("Member 1", "We are paid by it.")
    assert list(places.audit_recusals(house.id)) == []


def test_who_stands_back_says_why_and_decides_for_its_member(house):
    mover, other = founding.standings(house, 2)
    consults = who_consults_for(other)
    proposal = factories.opened(mover)
    assert refusal(actions.stand_back, by=other, proposal=proposal, reason=" ") == "decisions.no_reason_to_stand_back"
    assert refusal(actions.stand_back, by=consults, proposal=proposal, reason="Why") == "decisions.consults"


def test_a_protected_member_stands_back_without_its_name(house):
    [mover] = founding.standings(house, 1)
    by = founding.standing(founding.member(house, "Hidden", protected=True))
    proposal = factories.opened(mover)
    actions.stand_back(by=by, proposal=proposal, reason="We are paid by it.")
    assert [facts["name"] for facts in facts_read(mover, "decisions.stood_back")] == [""]


def test_the_audit_finds_who_stood_back_behind_the_record(house):
    [mover] = founding.standings(house, 1)
    proposal = factories.opened(mover)
    queries.electors_in(proposal).update(recused_at=clock.now())
    assert list(places.audit_recusals(house.id)) == [
        f"proposal {proposal.pk}: elector {mover.member} did not stand back in the record"
    ]


# more time
def test_more_time_is_had_once_by_everyone_and_told(house):
    mover, other = founding.standings(house, 2)
    by = who_consults_for(other)
    proposal = factories.opened(mover)
    before = proposal.voting_until
    with in_voting(proposal):
        assert refusal(actions.extend, by=other, proposal=proposal) == "decisions.consulting_alone"
        proposal = actions.extend(by=by, proposal=proposal)
        assert refusal(actions.extend, by=by, proposal=proposal) == "decisions.extended_already"
    assert proposal.voting_until == before + timedelta(days=3)
    [told] = facts_read(mover, "decisions.extended")
    assert told["voting_until"] == proposal.voting_until.isoformat()
    assert list(audits.audit(house.id)) == []


def test_more_time_is_not_had_before_voting_or_where_no_rule_gives_it(house):
    mover, other = founding.standings(house, 2)
    by = who_consults_for(other)
    proposal = factories.opened(mover)
    assert refusal(actions.extend, by=by, proposal=proposal) == "decisions.not_voting"
    plain = founding.coalition(slug="plain", rules=rules())
    [first] = founding.standings(plain, 1)
    asks = who_consults_for(first)
    there = factories.opened(first)
    with in_voting(there):
        assert refusal(actions.extend, by=asks, proposal=there) == "decisions.no_extension"


# away
class _Place:
    def __init__(self, key, *, is_away, is_recused):
        self.key, self.is_away, self.is_recused = key, is_away, is_recused


@given(st.dictionaries(st.integers(0, 30), st.tuples(st.booleans(), st.booleans()), min_size=1), st.data())
def test_who_is_away_never_blocks_a_quorum_and_never_loses_its_say(places, data):
    rows = [_Place(str(key), is_away=away, is_recused=back) for key, (away, back) in places.items()]
    acting = [row.key for row in rows if not row.is_recused]
    acted = set(data.draw(st.lists(st.sampled_from(acting)))) if acting else set()
    process = factories.charter().process("ordinary")
    size = len(counted(rows, acted))
    present = len(counted([row for row in rows if not row.is_away], acted))
    assert {row.key for row in counted(rows, acted)} >= acted
    absent = [row for row in rows if row.is_away and row.key not in acted]
    assert size == len(counted([row for row in rows if row not in absent], acted))
    for row in absent:
        if not row.is_recused:
            with_one = len(counted(rows, acted | {row.key}))
            is_met, stays_met = len(acted) >= quorum_of(process, size), len(acted) + 1 >= quorum_of(process, with_one)
            assert stays_met or not is_met
    assert present <= size


def test_members_on_leave_may_vote_and_are_not_waited_for(house):
    mover, _other = founding.standings(house, 2)
    away = founding.standing(founding.member(house, "Away", status="on_leave"))
    proposal = factories.opened(mover)
    assert [(row.name, row.away) for row in electorate(house.id, "plenary")] == [
        ("Away", True),
        ("Member 0", False),
        ("Member 1", False),
    ]
    with in_voting(proposal):
        assert queries.count_now(proposal).electorate == 2
        assert list(queries.asked_to_vote(factories.now(away))) == []
        actions.cast_ballot(by=away, proposal=proposal, choice="yes")
        assert (queries.count_now(proposal).electorate, queries.count_now(proposal).voted) == (3, 1)
    closed = factories.close(proposal)
    assert (closed.outcome, closed.count["electorate"]) == ("lapsed", 3)
    assert list(audits.audit(house.id)) == []


@pytest.mark.parametrize("protected", [False, True])
def test_leave_and_return_are_felt_in_open_votes_and_not_in_those_that_are_over(house, protected):
    mover, _other = founding.standings(house, 2)
    org = founding.member(house, "Tired", protected=protected)
    by = founding.standing(org)
    over = factories.opened(mover, title="Over")
    factories.close(over)
    with clock.set_to(over.voting_until + timedelta(hours=1)):
        proposal = factories.opened(mover)
        by = factories.now(by)
        membership.go_on_leave(by=by, member=org)
        away = queries.electors_in(proposal).get(member=org).is_away
        membership.return_from_leave(by=by, member=org)
        back = queries.electors_in(proposal).get(member=org).is_away
        assert (away, back, queries.electors_in(over).get(member=org).is_away) == (True, False, False)


def test_who_comes_back_while_electors_are_held_fast_is_waited_for(house):
    [mover] = founding.standings(house, 1)
    org = founding.member(house, "Tired", status="on_leave")
    draft = factories.draft(mover)
    locked = []

    def comes_back(execute, sql, params, many, context):
        if not locked and 'FROM "membership_member" WHERE' in sql and 'ORDER BY "membership_member"."id" ASC' in sql:
            locked.append(sql)  # another act commits while this one waits for the lock
            Member.objects.of(house.id).filter(pk=org.pk).update(status="active")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(comes_back):
        proposal = actions.open_proposal(by=mover, proposal=draft)
    assert len(locked) == 1
    assert not queries.electors_in(proposal).get(member=org).is_away


def test_a_suspension_that_ends_ends_the_leave_before_it_in_open_votes_too(house):
    mover, _other = founding.standings(house, 2)
    org = founding.member(house, "Tired")
    proposal = factories.opened(mover)
    program = Standing.system(house.id, "process")
    membership.go_on_leave(by=founding.standing(org), member=org)
    membership.suspend_member(by=program, member_id=org.pk)
    assert queries.electors_in(proposal).get(member=org).is_away
    membership.reinstate(by=program, member_id=org.pk)
    assert not queries.electors_in(proposal).get(member=org).is_away


def test_nothing_opens_where_everybody_is_away(house):
    away = founding.standing(founding.member(house, "Away", status="dormant"))
    assert refusal(actions.open_proposal, by=away, proposal=factories.draft(away)) == "decisions.no_electors"


# split ballots
@pytest.fixture
def weighty():
    """A coalition whose members have three votes each, which they may split."""
    made = rules()
    heavy = Category(code="member", names={"en": "Member"}, weight=3, split=True)
    return founding.coalition(rules=replace(made, categories=(heavy,)))


def test_a_ballot_is_split_where_the_charter_lets_it_be(weighty):
    mover, other = founding.standings(weighty, 2)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        cast = {"by": other, "proposal": proposal}
        assert refusal(actions.cast_ballot, **cast, shares={"yes": 2, "no": 2}) == "decisions.parts_differ"
        actions.cast_ballot(**cast, shares={"yes": 2, "no": 1})
    closed = factories.close(proposal)
    assert (closed.count["yes_weight"], closed.count["no_weight"], closed.count["turnout"]) == (2, 1, 1)
    assert [(vote.choice, vote.weight) for vote in queries.roll_call(mover, closed)] == [("yes", 2), ("no", 1)]
    assert list(audits.audit(weighty.id)) == []


def test_leave_gives_a_member_on_trial_no_seat_in_the_plenary(db):
    rules = factories.charter()
    categories = tuple(replace(each, provisional_vote=False) for each in rules.categories)
    house = founding.coalition("on-trial", rules=replace(rules, categories=categories))
    org = founding.member(house, "On trial", status="provisional")
    Member.objects.of(house.id).filter(pk=org.pk).update(provisional_until=clock.now() + timedelta(days=90))
    account = founding.represent(org).account
    own = standing_of(str(account.pk), house.id)
    assert "plenary" not in own.bodies
    membership.go_on_leave(by=own, member=org)
    assert "plenary" not in standing_of(str(account.pk), house.id).bodies
