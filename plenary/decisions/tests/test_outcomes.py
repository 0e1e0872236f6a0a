"""Closing, severing, carrying out, withdrawing, speaking: what stands in the rows and in the record afterwards."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from plenary.bodies.models import Term
from plenary.charter.actions import draft_charter
from plenary.charter.queries import charter_of, reading_once
from plenary.charter.rules.schema import Disclosed, Disclosure, Method
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, audits, queries
from plenary.decisions.models import Ballot, Effect
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, kinds, refusal
from plenary.membership.models import Member
from plenary.record.queries.reading import Reader, readable, with_openings
from tests import founding

pytestmark = pytest.mark.django_db


def test_closing_enters_the_outcome_once_and_carries_it_out(house):
    people = founding.standings(house, 3)
    proposal = factories.opened(people[0])
    with in_voting(proposal):
        for by, choice in zip(people, ("yes", "yes", "no"), strict=True):
            actions.cast_ballot(by=by, proposal=proposal, choice=choice)
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase) == ("adopted", Phase.CARRIED_OUT)
    figures = closed.final_count
    assert (figures.yes, figures.no, figures.turnout, figures.quorum_needed, figures.needed) == (2, 1, 3, 2, 2)
    entries = kinds(house)
    again = factories.close(closed)
    assert (again.decided_at, kinds(house)) == (closed.decided_at, entries)
    assert entries[-2:] == ["decisions.decided", "decisions.carried_out"]
    outcome, roll = facts_read(people[1], "decisions.decided")
    assert (outcome["outcome"], outcome["count"]) == ("adopted", figures.to_json())
    assert roll["roll_call"] == [
        {"name": "Member 0", "choice": "yes"},
        {"name": "Member 1", "choice": "yes"},
        {"name": "Member 2", "choice": "no"},
    ]
    assert list(audits.audit(house.id)) == []


def test_closing_waits_for_the_deadline_and_for_writes_under_way(house):
    [by] = founding.standings(house, 1)
    proposal = factories.opened(by)
    for late in (timedelta(0), timedelta(seconds=30)):
        with clock.set_to(proposal.voting_until + late):
            closing = actions.close_proposal(by=Standing.system(house.id, "process"), proposal=proposal)
        assert closing.outcome == ""
    assert refusal(actions.close_proposal, by=by, proposal=proposal) == "decisions.only_by_rules"


def test_without_quorum_it_lapses(house):
    people = founding.standings(house, 3)
    proposal = factories.opened(people[0])
    with in_voting(proposal):
        actions.cast_ballot(by=people[0], proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase, closed.final_count.reason) == ("lapsed", Phase.LAPSED, "decisions.no_quorum")


def test_the_audit_finds_a_ballot_changed_behind_the_record(house):
    people = founding.standings(house, 2)
    proposal = factories.opened(people[0])
    with in_voting(proposal):
        for by in people:
            actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    factories.close(proposal)
    ballot = Ballot.objects.of(house.id).first()
    Ballot.objects.of(house.id).filter(pk=ballot.pk).update(choice="no")
    assert list(audits.audit(house.id)) == [
        f"ballot {ballot.pk}: says no, the record says yes",
        f"proposal {proposal.pk}: the count that was entered is not the count of its ballots",
        f"proposal {proposal.pk}: the outcome adopted is not the one that its ballots give",
    ]


def test_one_of_many_admissions_is_taken_out_on_an_objection(house):
    people = founding.standings(house, 2)
    wanted = [founding.member(house, name, status="applied") for name in ("A", "B", "C")]
    proposal = factories.opened(people[0], [("membership.admit", {"member": row.id}) for row in wanted])
    effect = Effect.objects.of(house.id).get(proposal=proposal, position=1)
    with in_voting(proposal):
        actions.object_to(by=people[1], proposal=proposal, effect=effect, reason="Its director is on our board.")
        for by in people:
            actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase) == ("adopted", Phase.CARRIED_OUT)
    status = dict(Member.objects.of(house.id).filter(pk__in=[row.id for row in wanted]).values_list("pk", "status"))
    assert [status[row.id] for row in wanted] == ["active", "applied", "active"]
    assert [row.severed for row in queries.what_happens(closed)] == [False, True, False]


def test_an_objection_can_be_taken_back(house):
    mover, other = founding.standings(house, 2)
    wanted = founding.member(house, "A", status="applied")
    proposal = factories.opened(mover, [("membership.admit", {"member": wanted.id})])
    effect = queries.effects_of(proposal)[0]
    assert refusal(actions.object_to, by=other, proposal=proposal, effect=effect, reason=" ") == "decisions.no_reason"
    made = actions.object_to(by=other, proposal=proposal, effect=effect, reason="No.")
    again = {"by": other, "proposal": proposal, "effect": effect, "reason": "No."}
    assert refusal(actions.object_to, **again) == "decisions.objects_already"
    assert refusal(actions.withdraw_objection, by=mover, objection=made) == "decisions.no_objection"
    actions.withdraw_objection(by=other, objection=made)
    assert queries.standing_objections(proposal) == []
    assert refusal(actions.object_to, by=other, proposal=proposal, reason="No.") == "decisions.not_by_consent"
    assert kinds(house)[-2:] == ["decisions.objected", "decisions.objection_withdrawn"]


def test_consent_is_stopped_by_one_objection():
    house = founding.coalition(rules=factories.charter(ordinary={"method": Method.CONSENT, "quorum": Fraction(0)}))
    mover, other = founding.standings(house, 2)
    adopted, stopped = factories.opened(mover), factories.opened(mover, title="Meet in Lima")
    actions.object_to(by=other, proposal=stopped, reason="Too far.")
    assert factories.close(adopted).outcome == "adopted"
    assert factories.close(stopped).outcome == "rejected"
    assert list(audits.audit(house.id)) == []


def test_what_can_no_longer_be_done_is_told_and_mended(house):
    people = founding.standings(house, 2)
    wanted = [founding.member(house, name, status="applied") for name in ("A", "B")]
    proposal = factories.opened(people[0], [("membership.admit", {"member": row.id}) for row in wanted])
    with in_voting(proposal):
        for by in people:
            actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    Member.objects.of(house.id).filter(pk=wanted[1].pk).update(status="withdrawn")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase) == ("adopted", Phase.NOT_CARRIED_OUT)
    assert Member.objects.of(house.id).get(pk=wanted[0].pk).status == "applied"
    assert kinds(house)[-2:] == ["decisions.decided", "decisions.not_carried_out"]
    Member.objects.of(house.id).filter(pk=wanted[1].pk).update(status="applied")
    assert refusal(actions.carry_out_again, by=people[1], proposal=closed) == "decisions.not_to_mend"
    mended = actions.carry_out_again(by=people[0], proposal=closed)
    assert mended.phase is Phase.CARRIED_OUT
    assert set(Member.objects.of(house.id).values_list("status", flat=True)) == {"active"}


def test_effects_wait_for_the_hold(house):
    people = founding.standings(house, 3)
    leaving = Member.objects.of(house.id).get(pk=people[2].member)
    proposal = factories.opened(people[0], [("membership.remove", {"member": leaving.id, "reason": "Unpaid."})])
    with in_voting(proposal):
        for by in people[:2]:
            actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    with clock.set_to(closed.decided_at + timedelta(hours=47)):
        keep_deadlines()
        assert queries.visible_proposal(people[0], closed.id).phase is Phase.HELD
    with clock.set_to(closed.decided_at + timedelta(hours=48)):
        keep_deadlines()
        assert queries.visible_proposal(people[0], closed.id).phase is Phase.CARRIED_OUT
    assert Member.objects.of(house.id).get(pk=leaving.pk).status == "removed"


def test_the_task_closes_all_that_is_due_and_may_run_twice(house):
    people = founding.standings(house, 2)
    proposals = [factories.opened(people[0], title=str(number)) for number in range(3)]
    with clock.set_to(max(row.voting_until for row in proposals) + timedelta(days=3)):
        keep_deadlines()
        entries = kinds(house)
        keep_deadlines()
    assert kinds(house) == entries
    assert entries.count("decisions.decided") == 3


def test_withdrawing_ends_it(house):
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    assert refusal(actions.withdraw_proposal, by=other, proposal=proposal) == "decisions.not_yours"
    gone = actions.withdraw_proposal(by=mover, proposal=proposal)
    assert (gone.phase, kinds(house)[-1]) == (Phase.WITHDRAWN, "decisions.withdrawn")
    assert refusal(actions.withdraw_proposal, by=mover, proposal=proposal) == "decisions.over"


def test_comments_stand_in_the_thread_and_in_the_record(house):
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    said = actions.comment(by=other, proposal=proposal, body="Who pays?")
    assert (said.thread_id, said.body, said.member) == (proposal.thread, "Who pays?", other.member)
    with clock.set_to(proposal.voting_until + timedelta(hours=1)):
        assert refusal(actions.comment, by=other, proposal=proposal, body="Late") == "decisions.over"


def test_a_protected_member_is_named_nowhere(house):
    hidden = founding.standing(founding.member(house, "Secret", protected=True))
    others = founding.standings(house, 2)
    proposal = factories.opened(hidden)
    actions.comment(by=hidden, proposal=proposal, body="Please.")
    with in_voting(proposal):
        for by in (hidden, *others):
            actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    assert (closed.moved_by_name, closed.final_count.turnout) == ("", 3)
    assert [vote.name for vote in queries.roll_call(others[0], closed)] == ["Member 0", "Member 1"]
    entries = with_openings(readable(others[0]), house.id)
    read = " ".join(
        sealed.payload.decode() for entry in entries for _place, sealed in entry.shown_to(Reader.of(others[0]))
    )
    assert [word for word in ("Secret", hidden.member, hidden.person) if word in read] == []


def test_an_amendment_that_was_undone_is_not_read_on(house):
    [by] = founding.standings(house, 1)
    drafts = [
        draft_charter(by=by, charter=replace(factories.charter(), credit={"en": words}), title=words)
        for words in ("Shared by all.", "Shared by none.")
    ]
    proposal = factories.opened(by, [("charter.amend", {"draft": draft.id}) for draft in drafts])
    with in_voting(proposal):
        actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    with reading_once():
        closed = factories.close(proposal)
        assert charter_of(house.id) == factories.charter()
    assert closed.not_carried_out == {"reason": "charter.draft_outdated", "facts": {}}


def test_an_outcome_that_the_charter_shows_to_officers_hides_the_proposal_from_others(db):
    rules = factories.charter(ordinary={"electorate": "board"})
    house = founding.coalition(rules=replace(rules, disclosure=Disclosure(outcomes=Disclosed.OFFICERS)))
    seated, other = founding.standings(house, 2)
    Term.objects.create(coalition=house, body="board", seats="seat", member_id=seated.member, starts=clock.now())
    proposal = factories.opened(other)
    reader = founding.standing(founding.member(house, "Reader"))
    assert queries.visible_proposal(reader, proposal.pk) == proposal
    with in_voting(proposal):
        actions.cast_ballot(by=factories.now(seated), proposal=proposal, choice="yes")
    factories.close(proposal)
    seen = [queries.visible_proposal(by, proposal.pk) for by in (seated, other, reader)]
    assert seen == [proposal, proposal, None]
