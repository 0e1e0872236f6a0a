"""Elections whose worker was away: what follows begins anew where nominations close late, or candidates are fixed late."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Elections, TooFew
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.decisions.models import Advice, Proposal
from plenary.decisions.rules.nominations import is_late
from plenary.decisions.rules.phases import later
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import choosing, elections, factories
from plenary.decisions.tests.elections import sound
from plenary.decisions.tests.found import facts_read
from plenary.membership.models import Member
from plenary.notices.actions import mails, sending
from plenary.record.models import Entry
from tests import founding

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
MOVED = "decisions.times_moved"


def three_stand(number: int = 3, rule: Elections | None = None, **terms: object) -> tuple[list[Standing], Proposal]:
    """An election to two seats for which so many stand, in its notice."""
    by = elections.members(5, elections.charter(rule=rule, **terms))
    proposal = elections.opened(by[4])
    for each in by[:number]:
        elections.stands(each, proposal)
    return by, proposal


def at_work(proposal: Proposal, moment: datetime) -> Proposal:
    """The same election once the program was at work at a moment, twice."""
    with clock.set_to(moment):
        keep_deadlines()
        keep_deadlines()
    return Proposal.objects.of(proposal.coalition_id).get(pk=proposal.pk)


def times(proposal: Proposal) -> tuple[datetime, datetime, datetime]:
    """The turns of an election that is open."""
    found = proposal.discussion_from, proposal.voting_from, proposal.voting_until
    assert all(found)
    return found


def number_moved(proposal: Proposal) -> int:
    """How often it was entered that the times moved."""
    return Entry.objects.of(proposal.coalition_id).filter(about=proposal.pk, kind=MOVED).count()


def told(by: Standing) -> Mapping[str, object]:
    """What a member reads of the last times that moved."""
    (facts,) = facts_read(by, MOVED)
    return {name: facts[name] for name in ("planned", "discussion_from", "voting_from", "voting_until")}


@pytest.mark.django_db
def test_nominations_closed_after_voting_was_to_be_over_leave_the_full_time_to_vote() -> None:
    by, proposal = three_stand()
    planned, _opens, until = times(proposal)
    now = until + 2 * DAY
    moved = at_work(proposal, now)
    assert times(moved) == (now, now, later(now, 7, proposal.frozen_days))
    assert (moved.outcome, number_moved(moved)) == ("", 1)
    assert told(by[4]) == {
        "planned": planned.isoformat(),
        "discussion_from": now.isoformat(),
        "voting_from": now.isoformat(),
        "voting_until": later(now, 7, proposal.frozen_days).isoformat(),
    }
    first = queries.nominations_of(moved)[0].pk
    for each in by:
        choosing.cast(each, moved, {"ranks": [[first]]})
    done = elections.counted(moved)
    assert (done.outcome, done.count["turnout"], number_moved(done)) == ("adopted", 5, 1)
    assert sound(done.coalition_id) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "moves"), [(HOUR, 0), (HOUR + SECOND, 1)])
def test_an_hour_is_not_late_and_more_is(late: timedelta, moves: int) -> None:
    _by, proposal = three_stand()
    closes, *_rest = times(proposal)
    closed = at_work(proposal, closes + late)
    assert (number_moved(closed), times(closed) == times(proposal)) == (moves, not moves)
    assert sound(closed.coalition_id) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "moves"), [(timedelta(minutes=5), 0), (timedelta(minutes=5, seconds=1), 1)])
def test_of_a_vote_of_two_hours_five_minutes_are_the_most(late: timedelta, moves: int) -> None:
    _by, proposal = three_stand(voting_days=0, voting_hours=2)
    closes, *_rest = times(proposal)
    assert number_moved(at_work(proposal, closes + late)) == moves


@pytest.mark.django_db
def test_nominations_closed_late_in_the_discussion_leave_it_its_full_time_too() -> None:
    _by, proposal = three_stand(discussion_days=3)
    closes, *_rest = times(proposal)
    now, days = closes + 2 * DAY, proposal.frozen_days
    moved = at_work(proposal, now)
    assert times(moved) == (now, later(now, 3, days), later(later(now, 3, days), 7, days))
    open_now = at_work(moved, later(now, 3, days))
    assert (number_moved(open_now), times(open_now), sound(open_now.coalition_id)) == (1, times(moved), [])


@pytest.mark.django_db
def test_candidates_fixed_late_leave_the_full_time_to_vote_and_the_discussion_as_it_was() -> None:
    by, proposal = three_stand(discussion_days=3)
    closed = elections.closed(proposal)
    closes, opens, until = times(closed)
    assert number_moved(closed) == 0
    now = until + DAY
    moved = at_work(closed, now)
    assert times(moved) == (closes, now, later(now, 7, proposal.frozen_days))
    assert (told(by[4])["planned"], number_moved(moved)) == (opens.isoformat(), 1)
    assert sound(moved.coalition_id) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "outcome"), [(2, "adopted"), (0, "lapsed")])
def test_where_no_ballot_is_held_nothing_moves_however_late_it_is(number: int, outcome: str) -> None:
    _by, proposal = three_stand(number)
    *_rest, until = times(proposal)
    done = at_work(proposal, until + DAY)
    assert (done.outcome, number_moved(done), sound(done.coalition_id)) == (outcome, 0, [])


@pytest.mark.django_db
def test_a_call_that_is_held_open_late_moves_the_times_once() -> None:
    _by, proposal = three_stand(1, Elections(too_few=TooFew.AGAIN))
    *_rest, until = times(proposal)
    now = until + DAY
    again = at_work(proposal, now)
    assert (times(again)[0], number_moved(again)) == (later(now, 7, proposal.frozen_days), 0)
    assert sound(again.coalition_id) == []


@pytest.mark.django_db
def test_who_asked_for_more_time_does_not_lose_it_when_candidates_are_fixed_late() -> None:
    by, proposal = three_stand(discussion_days=3, extension_days=10)
    consults = founding.standing(Member.objects.of(proposal.coalition_id).get(pk=by[3].member), mandate="consults")
    closed = elections.closed(proposal)
    with clock.set_to(times(closed)[1]):
        extended = actions.extend(by=factories.now(consults), proposal=closed)
    moved = at_work(extended, times(closed)[1] + DAY)
    assert (times(moved)[1:], number_moved(moved)) == ((times(closed)[1] + DAY, times(extended)[2]), 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "kind"), [(3, MOVED), (1, "decisions.nominations_again")])
def test_advice_that_is_due_when_voting_opens_moves_with_it(number: int, kind: str) -> None:
    rule = Elections(too_few=TooFew.AGAIN)
    by = elections.members(5, elections.charter(rule=rule, discussion_days=3, advice_from=("board",)))
    proposal = elections.opened(by[4])
    assert [row.due for row in Advice.objects.of(proposal.coalition_id)] == [times(proposal)[1]]
    for each in by[:number]:
        elections.stands(each, proposal)
    moved = at_work(proposal, times(proposal)[0] + DAY)
    assert Entry.objects.of(moved.coalition_id).filter(kind=kind).count() == 1
    assert times(moved)[1] > times(proposal)[1]
    assert [row.due for row in Advice.objects.of(proposal.coalition_id)] == [times(moved)[1]]


@pytest.mark.django_db
def test_those_who_vote_are_mailed_that_voting_opens_and_closes_later() -> None:
    by, proposal = three_stand()
    moved = at_work(proposal, times(proposal)[2] + DAY)
    mail.outbox.clear()
    entry = Entry.objects.of(moved.coalition_id).get(kind=MOVED)
    with clock.set_to(times(moved)[0]):
        mails.write_mails(coalition_id=moved.coalition_id, entry_id=entry.pk, actor="")
        sending.send_due()
    subjects = {message.subject for message in mail.outbox}
    assert (len(mail.outbox), len(subjects)) == (len(by), 1)
    assert "Later than planned: Who sits on the board?" in subjects.pop()


@given(
    late=st.timedeltas(timedelta(), 3 * DAY), voting=st.timedeltas(HOUR, 60 * DAY), more=st.timedeltas(timedelta(), DAY)
)
def test_a_vote_never_loses_more_than_a_twenty_fourth_of_its_time_and_never_more_than_an_hour(
    late: timedelta, voting: timedelta, more: timedelta
) -> None:
    moment = factories.MONDAY
    assert is_late(moment, moment + late, voting) is not (late <= HOUR and 24 * late <= voting)
    assert not is_late(moment, moment - late, voting)
    if is_late(moment, moment + late, voting):
        assert is_late(moment, moment + late + more, voting)
