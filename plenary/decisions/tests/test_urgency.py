"""What cannot wait: opened for a few, in force at once, confirmed or undone; and voting that closes early."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.bodies.models import Term
from plenary.charter.rules.schema import Method, Process, Urgent
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions import actions, audits, permissions, queries
from plenary.decisions.models import Effect
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tasks import keep_deadlines, keep_urgency
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, kinds, refusal
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


def rules(**urgent):
    base = factories.charter(ordinary={"discussion_days": 0, "quorum": Fraction(0)})
    few = Process(
        code="few",
        names={"en": "few"},
        method=Method.MAJORITY,
        electorate="board",
        voting_days=0,
        voting_hours=12,
        early=True,
    )
    given = {"process": "few", "confirmed_by": "ordinary", "matters": ("other", "membership.remove")} | urgent
    return replace(base, processes=(*base.processes, few), urgent=Urgent(**given))


@pytest.fixture
def house():
    return founding.coalition(rules=rules())


@pytest.fixture
def people(house):
    """Two on the board, three others."""
    found = founding.standings(house, 5)
    for by in found[:2]:
        Term.objects.create(coalition=house, body="board", seats="seat", member_id=by.member, starts=clock.now())
    return [standing_of(by.account, house.id) for by in found]


def suspend(of):
    return [("membership.suspend", {"member": of.member, "reason": "Under arrest."})]


def urgent(people, effects=None):
    made = factories.draft(people[0], effects or suspend(people[4]))
    return actions.open_urgently(by=people[0], proposal=made, why="It is tonight.")


def in_force(people, effects=None):
    """An urgent decision that the few adopted and that waits to be confirmed."""
    proposal = urgent(people, effects)
    for by in people[:2]:
        actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    proposal.refresh_from_db()
    return factories.close(proposal)


def status(by):
    return Member.objects.of(by.coalition).get(pk=by.member).status


def test_it_is_in_force_as_soon_as_the_few_adopt_it(house, people):
    proposal = urgent(people)
    assert (proposal.stage, proposal.frozen_process.code, proposal.next_process["code"]) == (
        "urgent",
        "few",
        "ordinary",
    )
    assert {row.member_id for row in queries.electors_in(proposal)} == {by.member for by in people[:2]}
    assert facts_read(people[3], "decisions.opened_urgently")[0]["urgency"] == "It is tonight."
    actions.cast_ballot(by=people[0], proposal=proposal, choice="yes")
    proposal.refresh_from_db()
    assert proposal.voting_until == factories.MONDAY + timedelta(hours=12)
    actions.cast_ballot(by=people[1], proposal=proposal, choice="yes")
    proposal.refresh_from_db()
    assert (proposal.voting_until, kinds(house)[-1]) == (factories.MONDAY, "decisions.closed_early")
    with clock.set_to(factories.MONDAY + timedelta(seconds=30)):
        keep_deadlines()
        assert status(people[4]) == "active"  # a write under way is waited for
    with clock.set_to(factories.MONDAY + timedelta(seconds=31)):
        keep_deadlines()
        proposal.refresh_from_db()
        assert (proposal.stage, proposal.round, proposal.outcome) == ("confirming", 2, "")
        assert (status(people[4]), proposal.carried_out_at) == ("suspended", clock.now())
    opened = [
        "decisions.stood_back",
        "decisions.round_opened",
        "decisions.put_in_force",
    ]  # whom it concerns stands back
    assert kinds(house)[-4:] == ["decisions.round_closed", *opened]
    assert list(audits.audit(house.id)) == []


def test_confirmed_it_stays(house, people):
    proposal = in_force(people)
    with in_voting(proposal):
        for by in people[:3]:
            actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase, status(people[4])) == ("adopted", Phase.CARRIED_OUT, "suspended")
    assert kinds(house).count("decisions.put_in_force") == 1
    assert "decisions.carried_out" not in kinds(house)
    assert list(audits.audit(house.id)) == []


def test_not_confirmed_it_lapses_and_is_undone(house, people):
    proposal = in_force(people)
    with in_voting(proposal):
        for by in people[1:4]:
            actions.cast_ballot(by=by, proposal=proposal, choice="no")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase, status(people[4])) == ("lapsed", Phase.LAPSED, "active")
    assert facts_read(people[3], "decisions.decided")[0]["reason"] == "decisions.not_confirmed"
    assert kinds(house)[-2:] == ["decisions.decided", "decisions.undone"]
    assert [row.undone_at is not None for row in queries.effects_of(closed)] == [True]
    entries = kinds(house)
    keep_urgency()
    assert (kinds(house), list(audits.audit(house.id))) == (entries, [])


def test_an_appointment_that_is_not_confirmed_ends(house, people):
    appoint = [("bodies.appoint", {"body": "board", "seats": "seat", "member": people[2].member})]
    proposal = in_force(people, appoint)
    term = Term.objects.of(house.id).get(adopted_by=proposal.pk)
    factories.close(proposal)
    term.refresh_from_db()
    assert (term.ended_because, term.ended_at is not None) == ("not_confirmed", True)


def test_what_no_longer_holds_needs_no_undoing(house, people):
    proposal = in_force(people)
    Member.objects.of(house.id).filter(pk=people[4].member).update(status="withdrawn")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.not_carried_out, status(people[4])) == ("lapsed", {}, "withdrawn")


def test_what_cannot_be_undone_is_told_and_tried_again(house, people):
    proposal = in_force(people)
    Effect.objects.of(house.id).filter(proposal=proposal).update(kind="membership.admit")  # which cannot be undone
    closed = factories.close(proposal)
    assert closed.not_carried_out == {"reason": "decisions.not_revocable", "facts": {}}
    assert kinds(house)[-1] == "decisions.not_undone"
    Effect.objects.of(house.id).filter(proposal=proposal).update(kind="membership.suspend")
    assert refusal(actions.undo_again, by=people[3], proposal=closed) == "decisions.not_to_mend"
    mended = actions.undo_again(by=people[0], proposal=closed)
    assert (mended.not_carried_out, status(people[4]), kinds(house)[-1]) == ({}, "active", "decisions.undone")
    assert refusal(actions.undo_again, by=people[0], proposal=mended) == "decisions.nothing_to_mend"


def test_what_could_not_be_put_in_force_is_tried_anew_when_it_is_confirmed(house, people):
    proposal = urgent(people)
    for by in people[:2]:
        actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    proposal.refresh_from_db()
    Member.objects.of(house.id).filter(pk=people[4].member).update(status="withdrawn")
    held = factories.close(proposal)
    assert (held.not_carried_out["reason"], kinds(house)[-1]) == (
        "membership.wrong_status",
        "decisions.not_put_in_force",
    )
    Member.objects.of(house.id).filter(pk=people[4].member).update(status="active")
    with in_voting(held):
        actions.cast_ballot(by=people[1], proposal=held, choice="yes")
    assert (factories.close(held).phase, status(people[4])) == (Phase.CARRIED_OUT, "suspended")


def test_rejected_by_the_few_it_has_no_effects(house, people):
    proposal = urgent(people)
    for by in people[:2]:
        actions.cast_ballot(by=by, proposal=proposal, choice="no")
    proposal.refresh_from_db()
    closed = factories.close(proposal)
    assert (closed.outcome, closed.round, status(people[4])) == ("rejected", 1, "active")
    assert list(audits.audit(house.id)) == []


def test_what_is_in_force_is_not_withdrawn(people):
    assert refusal(actions.withdraw_proposal, by=people[0], proposal=in_force(people)) == "decisions.decided_already"


def test_a_restart_between_is_made_good(house, people):
    proposal = in_force(people)
    type(proposal).objects.of(house.id).filter(pk=proposal.pk).update(carried_out_at=None)
    Member.objects.of(house.id).filter(pk=people[4].member).update(status="active")
    keep_urgency()
    assert status(people[4]) == "suspended"


def test_who_may_open_urgently_and_what(house, people):
    admit = [("membership.admit", {"member": founding.member(house, "New", status="applied").id})]
    remove = [("membership.remove", {"member": people[4].member, "reason": "No."})]
    later = clock.now() + timedelta(days=3)
    found = {}
    for name, by, effects, more in (
        ("few", people[0], factories.RESOLVE, {}),
        ("others", people[3], factories.RESOLVE, {}),
        ("ruled apart", people[0], admit, {}),
        ("cannot be undone", people[0], remove, {}),
        ("later", people[0], factories.RESOLVE, {"effects_from": later}),
        ("nothing", people[0], [], {}),
    ):
        made = actions.draft_proposal(by=by, title="T", body="", language="en", effects=effects, **more)
        verdict = permissions.may_open_urgently(by, made)
        found[name] = (verdict.reason.removeprefix("decisions."), verdict.clause)
        if not verdict:
            given = {"by": by, "proposal": made, "why": "Now."}
            assert refusal(actions.open_urgently, **given) == verdict.reason
    assert found == {
        "few": ("you_may", "urgent"),
        "others": ("not_of_the_few", "urgent"),
        "ruled apart": ("not_urgent_matter", "urgent"),
        "cannot be undone": ("not_urgently", "urgent"),
        "later": ("not_urgently", "urgent"),
        "nothing": ("no_effects", "urgent"),
    }
    made = factories.draft(people[0])
    assert refusal(actions.open_urgently, by=people[0], proposal=made, why=" ") == "decisions.no_urgency"
    assert permissions.may_open_urgently(people[1], made).reason == "decisions.not_yours"
    assert permissions.may_open_urgently(people[0], urgent(people)).reason == "decisions.not_draft"


def test_without_the_clause_nothing_is_urgent():
    by, *_others = founding.standings(founding.coalition(rules=factories.charter()), 2)
    assert permissions.may_open_urgently(by, factories.draft(by)).reason == "decisions.not_urgent_matter"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(votes=st.lists(st.sampled_from(["yes", "no", "abstain", ""]), min_size=4, max_size=4))
def test_unconfirmed_it_always_ends_lapsed_and_undone(house, people, votes):
    proposal = in_force(people)
    with in_voting(proposal):
        for by, choice in zip(people[:4], votes, strict=True):
            if choice:
                actions.cast_ballot(by=by, proposal=proposal, choice=choice)
    closed = factories.close(proposal)
    confirmed = votes.count("yes") > votes.count("no")
    undone = [row.undone_at is not None for row in queries.effects_of(closed)]
    assert (closed.outcome, status(people[4]), undone) == (
        ("adopted", "suspended", [False]) if confirmed else ("lapsed", "active", [True])
    )
    Member.objects.of(house.id).filter(pk=people[4].member).update(status="active")


def test_parts_may_be_objected_to_until_the_deadline(house):
    made = founding.coalition("early", rules=factories.charter(admission={"early": True}))
    [by] = founding.standings(made, 1)
    wanted = founding.member(made, "A", status="applied")
    proposal = factories.opened(by, [("membership.admit", {"member": wanted.id})])
    actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    keep_urgency()
    proposal.refresh_from_db()
    assert proposal.voting_until == factories.MONDAY.replace(hour=15, minute=0) + timedelta(days=7)


def test_the_task_closes_early_what_a_ballot_entered_otherwise_made_certain():
    made = founding.coalition("early", rules=factories.charter(ordinary={"early": True, "discussion_days": 0}))
    by, other = founding.standings(made, 2)
    proposal = factories.opened(by)
    actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    queries.electors_in(proposal).filter(member=other.member).update(recused_at=clock.now())
    keep_urgency()
    keep_urgency()  # at the very moment of the deadline that the first run set
    proposal.refresh_from_db()
    assert (proposal.voting_until, kinds(made)[-1]) == (factories.MONDAY, "decisions.closed_early")
    assert kinds(made).count("decisions.closed_early") == 1
