"""Writes of decisions: what stands in the rows and in the record after each, and what is refused."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions, audits, queries
from plenary.decisions.models import Ballot, Effect, Elector, Objection, Seconding
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.membership.models import Member
from plenary.record.models import Entry
from plenary.record.queries.reading import Reader, opened, readable, with_openings

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 14, 23, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stopped_clock():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def house():
    return factories.coalition()


def kinds(coalition):
    found = Entry.objects.of(coalition.id).filter(kind__startswith="decisions.").order_by("n")
    return list(found.values_list("kind", flat=True))


def facts_read(by: Standing, kind: str):
    """The facts of each opening that a standing reads in the newest entry of a kind; None when it reads no such entry."""
    entry = with_openings(readable(by).filter(kind=kind), by.coalition).order_by("n").last()
    if entry is None:
        return None
    return [json.loads(sealed.payload)["facts"] for _place, sealed in opened(entry, Reader.of(by))]


def in_voting(proposal):
    return clock.set_to(proposal.voting_from)


def refusal(action, **given):
    with pytest.raises(Refused) as caught:
        action(**given)
    return caught.value.verdict.reason


def test_draft_takes_its_matter_from_its_effects(house):
    [by] = factories.standings(house, 1)
    proposal = factories.draft(by)
    assert (proposal.matter, proposal.phase, proposal.moved_by_name) == ("other", Phase.DRAFT, "Member 0")
    assert kinds(house) == ["decisions.drafted"]
    assert facts_read(by, "decisions.drafted") == [{"title": "Meet in Tirana"}]


def test_draft_refuses_effects_of_two_matters(house):
    [by] = factories.standings(house, 1)
    effects = [("membership.admit", {"member": "x"}), ("charter.amend", {"draft": "y"})]
    assert refusal(factories.draft, by=by, effects=effects) == "decisions.mixed_matters"
    assert refusal(factories.draft, by=by, effects=[("no.such", {})]) == "decisions.unknown_effect"
    assert refusal(factories.draft, by=by, title=" ") == "decisions.no_title"


def test_amending_a_draft_takes_the_seconds_off():
    house = factories.coalition(rules=factories.charter(ordinary={"seconders": 1}))
    mover, other = factories.standings(house, 2)
    proposal = actions.show_draft(by=mover, proposal=factories.draft(mover))
    actions.second(by=other, proposal=proposal)
    changed = actions.amend_draft(
        by=mover,
        proposal=proposal,
        title="Meet in Lima",
        body="",
        language="en",
        effects=[("decisions.resolve", {"text": "Lima."})],
    )
    assert changed.title == "Meet in Lima"
    assert [row.payload for row in queries.effects_of(changed)] == [{"text": "Lima."}]
    assert Seconding.objects.of(house.id).count() == 0


def test_opening_waits_for_seconders():
    house = factories.coalition(rules=factories.charter(ordinary={"seconders": 1}))
    mover, other = factories.standings(house, 2)
    proposal = factories.draft(mover)
    assert refusal(actions.open_proposal, by=mover, proposal=proposal) == "decisions.seconders_missing"
    assert refusal(actions.second, by=other, proposal=proposal) == "decisions.not_seconded_here"
    proposal = actions.show_draft(by=mover, proposal=proposal)
    assert refusal(actions.second, by=mover, proposal=proposal) == "decisions.own_proposal"
    actions.second(by=other, proposal=proposal)
    assert refusal(actions.second, by=other, proposal=proposal) == "decisions.seconded_already"
    assert actions.open_proposal(by=mover, proposal=proposal).phase is Phase.DISCUSSION
    assert kinds(house) == [
        "decisions.drafted",
        "decisions.draft_shown",
        "decisions.seconded",
        "decisions.opened",
    ]


def test_opening_freezes_process_electorate_and_times(house):
    mover, *_others = factories.standings(house, 3)
    factories.member(house, "Applicant", status="applied")
    proposal = factories.opened(mover)
    assert proposal.frozen_process == factories.charter().process("ordinary")
    electors = Elector.objects.of(house.id).filter(proposal=proposal).order_by("name")
    assert [row.name for row in electors] == ["Member 0", "Member 1", "Member 2"]
    full_hour = datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert (proposal.opened_at, proposal.discussion_from) == (MONDAY, MONDAY)
    assert proposal.voting_from == full_hour + timedelta(days=2)
    assert proposal.voting_until == full_hour + timedelta(days=9)
    [facts] = facts_read(_others[0], "decisions.opened")
    assert (facts["title"], facts["electorate"], facts["moved_by"]) == ("Meet in Tirana", 3, "Member 0")
    assert facts["effects"] == [{"kind": "decisions.resolve", "payload": {"text": "We meet in Tirana."}}]


def test_opening_refuses_what_cannot_be_done(house):
    [by] = factories.standings(house, 1)
    empty = factories.draft(by, [("decisions.resolve", {"text": " "})])
    assert refusal(actions.open_proposal, by=by, proposal=empty) == "decisions.no_words"
    assert refusal(actions.open_proposal, by=by, proposal=factories.draft(by, [])) == "decisions.no_effects"


def test_an_amendment_does_not_touch_a_frozen_process(house):
    mover, *_others = factories.standings(house, 3)
    proposal = factories.opened(mover)
    stricter = factories.charter(
        ordinary={"threshold": Fraction(1), "strictly": False, "voting_days": 1, "quorum": Fraction(1)}
    )
    put_in_force(
        by=Standing.system(house.id, "process.amendment"), coalition_id=house.id, document=charter_to_json(stricter)
    )
    again = queries.visible_proposal(mover, proposal.id)
    assert again.frozen_process == factories.charter().process("ordinary")
    assert again.voting_until == proposal.voting_until
    with in_voting(again):
        actions.cast_ballot(by=mover, proposal=again, choice="yes")
        actions.cast_ballot(by=_others[0], proposal=again, choice="yes")
    assert factories.close(again).outcome == "adopted"


def test_a_member_that_joins_later_has_no_ballot(house):
    [mover] = factories.standings(house, 1)
    proposal = factories.opened(mover)
    late = factories.standing(factories.member(house, "Late"))
    with in_voting(proposal):
        assert refusal(actions.cast_ballot, by=late, proposal=proposal, choice="yes") == "decisions.not_elector"


def test_a_ballot_is_replaced_by_a_colleague_until_closing(house):
    org = factories.member(house, "Campo Limpo")
    first, second = factories.standing(org), factories.standing(org)
    other = factories.standing(factories.member(house, "Other"))
    proposal = factories.opened(first)
    with in_voting(proposal):
        before = actions.cast_ballot(by=first, proposal=proposal, choice="yes")
        after = actions.cast_ballot(by=second, proposal=proposal, choice="no")
        assert queries.count_now(proposal).voted == 1
    assert (before.id, after.choice, after.cast_by) == (after.id, "no", second.person)
    assert Ballot.objects.of(house.id).count() == 1
    turnout = {"title": "Meet in Tirana", "voted": 1, "electorate": 2}
    own = {"ballot": after.id, "elector": org.id, "choice": "no", "replaces": True}
    assert facts_read(other, "decisions.ballot_cast") == [turnout]
    assert facts_read(second, "decisions.ballot_cast") == [turnout, own]


def test_ballots_are_in_time_up_to_the_very_deadline(house):
    mover, other = factories.standings(house, 2)
    proposal = factories.opened(mover)
    assert refusal(actions.cast_ballot, by=mover, proposal=proposal, choice="yes") == "decisions.too_early"
    with clock.set_to(proposal.voting_until):
        actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
    with clock.set_to(proposal.voting_until + timedelta(microseconds=1)):
        assert refusal(actions.cast_ballot, by=other, proposal=proposal, choice="yes") == "decisions.too_late"
    assert Ballot.objects.of(house.id).count() == 1


@pytest.mark.parametrize(
    ("mandate", "reason"), [("consults", "decisions.consults"), ("observes", "decisions.observes")]
)
def test_mandates_that_do_not_decide_cast_no_ballot(house, mandate, reason):
    org = factories.member(house, "Campo Limpo")
    proposal = factories.opened(factories.standing(org))
    with in_voting(proposal):
        by = factories.standing(org, mandate=mandate)
        assert refusal(actions.cast_ballot, by=by, proposal=proposal, choice="yes") == reason


def test_an_unknown_choice_is_refused(house):
    [by] = factories.standings(house, 1)
    proposal = factories.opened(by)
    with in_voting(proposal):
        assert refusal(actions.cast_ballot, by=by, proposal=proposal, choice="maybe") == "decisions.no_such_choice"


def test_closing_enters_the_outcome_once_and_carries_it_out(house):
    people = factories.standings(house, 3)
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
    [by] = factories.standings(house, 1)
    proposal = factories.opened(by)
    for late in (timedelta(0), timedelta(seconds=30)):
        with clock.set_to(proposal.voting_until + late):
            closing = actions.close_proposal(by=Standing.system(house.id, "process"), proposal=proposal)
        assert closing.outcome == ""
    assert refusal(actions.close_proposal, by=by, proposal=proposal) == "decisions.only_by_rules"


def test_without_quorum_it_lapses(house):
    people = factories.standings(house, 3)
    proposal = factories.opened(people[0])
    with in_voting(proposal):
        actions.cast_ballot(by=people[0], proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.phase, closed.final_count.reason) == ("lapsed", Phase.LAPSED, "decisions.no_quorum")


def test_the_audit_finds_a_ballot_changed_behind_the_record(house):
    people = factories.standings(house, 2)
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
    people = factories.standings(house, 2)
    wanted = [factories.member(house, name, status="applied") for name in ("A", "B", "C")]
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
    mover, other = factories.standings(house, 2)
    wanted = factories.member(house, "A", status="applied")
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
    house = factories.coalition(rules=factories.charter(ordinary={"method": Method.CONSENT, "quorum": Fraction(0)}))
    mover, other = factories.standings(house, 2)
    adopted, stopped = factories.opened(mover), factories.opened(mover, title="Meet in Lima")
    actions.object_to(by=other, proposal=stopped, reason="Too far.")
    assert factories.close(adopted).outcome == "adopted"
    assert factories.close(stopped).outcome == "rejected"
    assert list(audits.audit(house.id)) == []


def test_what_can_no_longer_be_done_is_told_and_mended(house):
    people = factories.standings(house, 2)
    wanted = [factories.member(house, name, status="applied") for name in ("A", "B")]
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


def test_grave_effects_wait_for_the_hold(house):
    people = factories.standings(house, 3)
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
    people = factories.standings(house, 2)
    proposals = [factories.opened(people[0], title=str(number)) for number in range(3)]
    with clock.set_to(max(row.voting_until for row in proposals) + timedelta(days=3)):
        keep_deadlines()
        entries = kinds(house)
        keep_deadlines()
    assert kinds(house) == entries
    assert entries.count("decisions.decided") == 3


def test_withdrawing_ends_it(house):
    mover, other = factories.standings(house, 2)
    proposal = factories.opened(mover)
    assert refusal(actions.withdraw_proposal, by=other, proposal=proposal) == "decisions.not_yours"
    gone = actions.withdraw_proposal(by=mover, proposal=proposal)
    assert (gone.phase, kinds(house)[-1]) == (Phase.WITHDRAWN, "decisions.withdrawn")
    assert refusal(actions.withdraw_proposal, by=mover, proposal=proposal) == "decisions.over"


def test_comments_stand_in_the_thread_and_in_the_record(house):
    mover, other = factories.standings(house, 2)
    proposal = factories.opened(mover)
    said = actions.comment(by=other, proposal=proposal, body="Who pays?")
    assert (said.thread_id, said.body, said.member) == (proposal.thread, "Who pays?", other.member)
    with clock.set_to(proposal.voting_until + timedelta(hours=1)):
        assert refusal(actions.comment, by=other, proposal=proposal, body="Late") == "decisions.over"


def test_a_protected_member_is_named_nowhere(house):
    hidden = factories.standing(factories.member(house, "Secret", protected=True))
    others = factories.standings(house, 2)
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
        sealed.payload.decode() for entry in entries for _place, sealed in opened(entry, Reader.of(others[0]))
    )
    assert [word for word in ("Secret", hidden.member, hidden.person) if word in read] == []


def test_standing_comes_from_the_rooms(house):
    org = factories.member(house, "Campo Limpo")
    account = factories.representative(org)
    by = standing_of(str(account.pk), house.id)
    assert replace(by, as_of=MONDAY).member == org.id
    assert Objection.objects.of(house.id).count() == 0
