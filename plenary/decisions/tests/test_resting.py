"""What was decided rests before it is put again, and takes effect from the date that its draft says."""

from datetime import UTC, datetime, timedelta

import pytest

from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.decisions import actions, asks, permissions, queries
from plenary.decisions.queries.resting import resting
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import refusal
from plenary.decisions.tests.test_amending import TEXT, accept, cast, move, resolving, text_now
from tests import founding

pytestmark = pytest.mark.django_db

RESTS = {"again_after_days": 30, "discussion_days": 0}


@pytest.fixture
def house():
    return founding.coalition(rules=factories.charter(ordinary=RESTS))


def decided(by, choice):
    proposal = factories.opened(by)
    actions.cast_ballot(by=by, proposal=proposal, choice=choice)
    return factories.close(proposal)


def test_the_same_is_not_drafted_changed_into_or_opened_while_it_rests(house):
    [by] = founding.standings(house, 1)
    early = factories.draft(by)
    other = factories.draft(by, [("decisions.resolve", {"text": "We meet in Lima."})])
    closed = decided(by, "no")
    with clock.set_to(closed.decided_at + timedelta(days=1)):
        words = {"by": by, "title": "T", "body": "", "language": "en", "effects": factories.RESOLVE}
        with pytest.raises(Refused) as caught:
            actions.draft_proposal(**words)
        verdict = caught.value.verdict
        assert (verdict.reason, verdict.clause) == ("decisions.rests", "process.ordinary.also")
        assert "8 Apr 2026" in verdict.sentence
        assert refusal(actions.amend_draft, proposal=other, **words) == "decisions.rests"
        assert refusal(actions.open_proposal, by=by, proposal=early) == "decisions.rests"
        assert refusal(actions.put_again, by=by, proposal=closed) == "decisions.rests"
        assert actions.open_proposal(by=by, proposal=other).opened_at == clock.now()
    with clock.set_to(datetime(2026, 4, 8, 16, 0, tzinfo=UTC)):
        again = actions.put_again(by=by, proposal=closed)
        assert (again.reconsiders_id, again.title, again.phase) == (closed.pk, closed.title, Phase.DRAFT)
        assert actions.open_proposal(by=by, proposal=again).opened_at == clock.now()


def test_what_rests_and_is_put_again_are_the_words_as_they_were_amended():
    house = founding.coalition(rules=factories.charter(ordinary={"again_after_days": 30}))
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    accept(mover, move(other, proposal))
    for by in (mover, other):
        cast(by, proposal)
    closed = factories.close(proposal)
    decided = [("decisions.resolve", {"text": text_now(closed)})]
    with clock.set_to(closed.decided_at + timedelta(days=1)):
        found = resting(house.id, decided)
        assert found is not None
        assert found[0] == closed
        assert resting(house.id, [("decisions.resolve", {"text": TEXT})]) is None
    with clock.set_to(closed.decided_at + timedelta(days=40)):
        again = actions.put_again(by=factories.now(mover), proposal=closed)
        assert [(row.kind, row.payload) for row in queries.effects_of(again)] == decided


def test_what_lapsed_may_be_put_again_at_once(house):
    by, _other, _third = founding.standings(house, 3)
    closed = factories.close(factories.opened(by))
    assert closed.outcome == "lapsed"
    with clock.set_to(closed.decided_at):
        assert actions.put_again(by=by, proposal=closed).reconsiders_id == closed.pk


def test_who_may_put_again(house):
    by, other = founding.standings(house, 2)
    proposal = factories.opened(by)
    assert permissions.may_put_again(by, proposal).reason == "decisions.not_decided"
    with clock.set_to(proposal.voting_until + timedelta(days=1)):
        closed = factories.close(proposal)
        assert permissions.may_put_again(other, closed).reason == "decisions.you_may"
        observes = founding.standing(founding.member(house, "Watcher"), mandate="observes")
        assert permissions.may_put_again(observes, closed).reason == "decisions.observes"


def test_effects_wait_for_their_date_and_the_desk_says_so():
    house = founding.coalition(rules=factories.charter(ordinary={"discussion_days": 0}))
    [by] = founding.standings(house, 1)
    wanted = factories.MONDAY + timedelta(days=20)
    words = {"title": "Later", "body": "", "language": "en", "effects": factories.RESOLVE}
    proposal = actions.draft_proposal(by=by, effects_from=wanted, **words)
    proposal = actions.open_proposal(by=by, proposal=proposal)
    actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    assert (closed.outcome, closed.effects_due) == ("adopted", wanted)
    with clock.set_to(wanted - timedelta(hours=1)):
        keep_deadlines()
        closed.refresh_from_db()
        told = list(asks.taking_effect(factories.now(by)))
        assert closed.phase is Phase.HELD
        assert [(row.at, row.title, row.state) for row in told] == [(wanted, "Takes effect: Later", "held")]
    with clock.set_to(wanted):
        keep_deadlines()
        closed.refresh_from_db()
        assert (closed.phase, list(asks.taking_effect(factories.now(by)))) == (Phase.CARRIED_OUT, [])
