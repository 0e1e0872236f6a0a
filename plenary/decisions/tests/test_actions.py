"""Drafting, opening and voting: what stands in the rows and in the record, and what is refused."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.decisions.models import Ballot, Elector, Seconding
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests import factories
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.found import facts_read, in_voting, kinds, refusal
from tests import founding

pytestmark = pytest.mark.django_db


def test_draft_takes_its_matter_from_its_effects(house):
    [by] = founding.standings(house, 1)
    proposal = factories.draft(by)
    assert (proposal.matter, proposal.phase, proposal.moved_by_name) == ("other", Phase.DRAFT, "Member 0")
    assert kinds(house) == ["decisions.drafted"]
    assert facts_read(by, "decisions.drafted") == [{"title": "Meet in Tirana"}]


def test_draft_refuses_effects_of_two_matters(house):
    [by] = founding.standings(house, 1)
    effects = [("membership.admit", {"member": "x"}), ("charter.amend", {"draft": "y"})]
    assert refusal(factories.draft, by=by, effects=effects) == "decisions.mixed_matters"
    assert refusal(factories.draft, by=by, effects=[("no.such", {})]) == "decisions.unknown_effect"
    assert refusal(factories.draft, by=by, title=" ") == "decisions.no_title"


def test_amending_a_draft_takes_the_seconds_off():
    house = founding.coalition(rules=factories.charter(ordinary={"seconders": 1}))
    mover, other = founding.standings(house, 2)
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


def test_no_more_seconders_are_asked_than_there_are_others():
    house = founding.coalition(rules=factories.charter(ordinary={"seconders": 2}))
    mover, other = founding.standings(house, 2)
    proposal = factories.draft(mover)
    actions.show_draft(by=mover, proposal=proposal)
    assert queries.missing_seconders(proposal) == 1
    actions.second(by=other, proposal=proposal)
    assert actions.open_proposal(by=mover, proposal=proposal).phase is Phase.DISCUSSION


def test_one_member_alone_is_not_locked_out():
    house = founding.coalition(rules=factories.charter(ordinary={"seconders": 2}))
    [mover] = founding.standings(house, 1)
    assert actions.open_proposal(by=mover, proposal=factories.draft(mover)).phase is Phase.DISCUSSION


def test_opening_waits_for_seconders():
    house = founding.coalition(rules=factories.charter(ordinary={"seconders": 1}))
    mover, other = founding.standings(house, 2)
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
    mover, *_others = founding.standings(house, 3)
    founding.member(house, "Applicant", status="applied")
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
    [by] = founding.standings(house, 1)
    empty = factories.draft(by, [("decisions.resolve", {"text": " "})])
    assert refusal(actions.open_proposal, by=by, proposal=empty) == "decisions.no_words"
    assert refusal(actions.open_proposal, by=by, proposal=factories.draft(by, [])) == "decisions.no_effects"


def test_an_amendment_does_not_touch_a_frozen_process(house):
    mover, *_others = founding.standings(house, 3)
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
    [mover] = founding.standings(house, 1)
    proposal = factories.opened(mover)
    late = founding.standing(founding.member(house, "Late"))
    with in_voting(proposal):
        assert refusal(actions.cast_ballot, by=late, proposal=proposal, choice="yes") == "decisions.not_elector"


def test_a_ballot_is_replaced_by_a_colleague_until_closing(house):
    org = founding.member(house, "Campo Limpo")
    first, second = founding.standing(org), founding.standing(org)
    other = founding.standing(founding.member(house, "Other"))
    proposal = factories.opened(first)
    with in_voting(proposal):
        before = actions.cast_ballot(by=first, proposal=proposal, choice="yes")
        after = actions.cast_ballot(by=second, proposal=proposal, choice="no")
        assert queries.count_now(proposal).voted == 1
    assert (before.id, after.choice, after.cast_by) == (after.id, "no", second.person)
    assert Ballot.objects.of(house.id).count() == 1
    told = {"title": "Meet in Tirana"}
    own = {"ballot": after.id, "elector": org.id, "choice": "no", "replaces": True}
    assert facts_read(other, "decisions.ballot_cast") == [told]
    assert facts_read(second, "decisions.ballot_cast") == [told, own]


def test_ballots_are_in_time_up_to_the_very_deadline(house):
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    assert refusal(actions.cast_ballot, by=mover, proposal=proposal, choice="yes") == "decisions.too_early"
    with clock.set_to(proposal.voting_until):
        actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
    with clock.set_to(proposal.voting_until + timedelta(microseconds=1)):
        assert refusal(actions.cast_ballot, by=other, proposal=proposal, choice="yes") == "decisions.too_late"
    assert Ballot.objects.of(house.id).count() == 1


@pytest.mark.parametrize(
    ("mandate", "reason"), [("consults", "decisions.no_source"), ("observes", "decisions.observes")]
)
def test_mandates_that_do_not_decide_cast_no_ballot_of_their_own(house, mandate, reason):
    org = founding.member(house, "Campo Limpo")
    proposal = factories.opened(founding.standing(org))
    with in_voting(proposal):
        by = founding.standing(org, mandate=mandate)
        assert refusal(actions.cast_ballot, by=by, proposal=proposal, choice="yes") == reason


def test_an_unknown_choice_is_refused(house):
    [by] = founding.standings(house, 1)
    proposal = factories.opened(by)
    with in_voting(proposal):
        assert refusal(actions.cast_ballot, by=by, proposal=proposal, choice="maybe") == "decisions.no_such_choice"
