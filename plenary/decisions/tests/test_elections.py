"""Elections from the call for nominations to seats that are filled: by ballot, without one, held open once more, or lapsed."""

import pytest

from plenary.bodies.models import Term
from plenary.charter.rules.schema import Elections, Secrecy, TooFew, Uncontested
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, ballot_keys, queries
from plenary.decisions.models import BallotBox
from plenary.decisions.rules.phases import later
from plenary.decisions.tests import choosing, elections
from plenary.decisions.tests.elections import refused, seats, sound
from plenary.membership.models import Member
from plenary.record.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys")]


def test_who_is_chosen_by_ballot_takes_a_seat_for_the_term_of_the_charter() -> None:
    by = elections.members()
    proposal = elections.opened(by[0])
    for each in by[:3]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    names = {row.name: row.pk for row in queries.nominations_of(proposal)}
    ranks = [[names["Member 2"]], [names["Member 0"]], [names["Member 1"]]]
    for each in by:
        choosing.cast(each, proposal, {"ranks": ranks})
    done = elections.counted(proposal)
    terms = Term.objects.of(done.coalition_id)
    assert (done.outcome, done.phase.value) == ("adopted", "carried_out")
    assert [term.holder_name for term in terms.order_by("member__organisation__name")] == ["Member 0", "Member 2"]
    assert {term.adopted_by for term in terms} == {done.pk}
    assert sound(done.coalition_id) == []


def test_no_more_than_there_are_seats_are_elected_without_a_ballot_in_the_order_of_the_lots() -> None:
    by = elections.members()
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    assert (done.outcome, done.count["reason"], done.count["turnout"]) == ("adopted", "decisions.uncontested", 0)
    with clock.set_to(done.decided_at or clock.now()):
        assert sorted(seats(done.coalition_id)) == [("seat", "Member 0"), ("seat", "Member 1")]
    kinds = list(Entry.objects.of(done.coalition_id).order_by("n").values_list("kind", flat=True))
    assert kinds[-8:] == [
        "decisions.nominations_closed",
        "decisions.decided",
        "bodies.seat_taken",
        "bodies.seat_taken",
        "bodies.taking_up",
        "bodies.taking_up",
        "bodies.elected",
        "decisions.carried_out",
    ]
    assert sound(done.coalition_id) == []


def test_an_altered_order_of_those_elected_without_a_ballot_is_found() -> None:
    by = elections.members()
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    box = BallotBox.objects.of(done.coalition_id).get()
    box.winners = box.winners[::-1]
    box.save()
    assert sound(done.coalition_id) == [f"proposal {done.pk}: its ballots choose others than were told"]


def test_nobody_who_stands_lets_the_election_lapse_and_secret_keys_go() -> None:
    by = elections.members(3, elections.charter(secrecy=Secrecy.SECRET, delegation=False))
    done = elections.closed(elections.opened(by[0]))
    assert (done.outcome, done.count["reason"]) == ("lapsed", "decisions.nobody_stands")
    assert (queries.chosen_of(done), ballot_keys.names(), sound(done.coalition_id)) == ([], [], [])


def test_too_few_hold_the_call_open_once_more_for_as_long() -> None:
    by = elections.members(3, elections.charter(rule=Elections(too_few=TooFew.AGAIN)))
    proposal = elections.opened(by[0])
    elections.stands(by[0], proposal)
    again = elections.closed(proposal)
    assert proposal.discussion_from is not None
    process, days = proposal.frozen_process, proposal.frozen_days
    assert again.discussion_from == later(proposal.discussion_from, process.notice_days, days)
    assert (again.outcome, again.round, sound(again.coalition_id)) == ("", 1, [])
    with clock.set_to(proposal.discussion_from):
        elections.stands(by[1], again)
    done = elections.closed(again)
    assert (done.outcome, len(queries.chosen_of(done)), sound(done.coalition_id)) == ("adopted", 2, [])


def test_the_call_is_held_open_no_second_time() -> None:
    by = elections.members(3, elections.charter(rule=Elections(too_few=TooFew.AGAIN)))
    proposal = elections.opened(by[0])
    elections.stands(by[0], proposal)
    done = elections.closed(elections.closed(proposal))
    assert (done.outcome, [each["name"] for each in queries.chosen_of(done)]) == ("adopted", ["Member 0"])


def test_a_ballot_may_call_for_nominations_again_where_the_charter_holds_one_all_the_same() -> None:
    by = elections.members(3, elections.charter(rule=Elections(uncontested=Uncontested.BALLOT)))
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    names = {row.name: row.pk for row in queries.nominations_of(proposal)}
    for each in by:
        choosing.cast(each, proposal, {"ranks": [[names["Member 1"]], ["again"], [names["Member 0"]]]})
    done = elections.counted(proposal)
    assert [each["id"] for each in queries.chosen_of(done)] == [names["Member 1"], "again"]
    assert done.decided_at is not None
    with clock.set_to(done.decided_at):
        assert seats(done.coalition_id) == [("seat", "Member 1")]
    assert sound(done.coalition_id) == []
    (again,) = elections.arisen(done.decided_at)
    (effect,) = queries.effects_of(again)
    assert effect.payload == {"body": "board", "seats": ["seat"], "vacant": {"seat": 1}}


def test_kept_seats_go_to_their_groups_and_a_group_alone_is_no_contest() -> None:
    by = elections.members(5, elections.charter(kept=True))
    Member.objects.of(by[0].coalition).filter(pk=by[3].member).update(category="friend")
    vacant = {"seat": 1, "small": 1, "friend": 1}
    payload = {"body": "board", "seats": ["seat", "small", "friend"], "vacant": vacant}
    proposal = elections.opened(by[0], [("bodies.elect", payload)])
    elections.stands(by[0], proposal)
    elections.stands(by[1], proposal, declared=("small", "friend"))
    elections.stands(by[3], proposal)
    assert {row.name: row.groups for row in queries.nominations_of(proposal)} == {
        "Member 0": [],
        "Member 1": ["small"],
        "Member 3": ["friend"],
    }
    done = elections.closed(proposal)
    with clock.set_to(done.decided_at or clock.now()):
        assert sorted(seats(done.coalition_id)) == [("friend", "Member 3"), ("seat", "Member 0"), ("small", "Member 1")]


def test_more_for_the_open_seats_than_there_are_is_a_contest_though_a_kept_seat_stays_vacant() -> None:
    by = elections.members(4, elections.charter(kept=True))
    payload = {"body": "board", "seats": ["seat", "small"], "vacant": {"seat": 1, "small": 1}}
    proposal = elections.opened(by[0], [("bodies.elect", payload)])
    for each in by[:2]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    found = queries.choice_of(proposal)
    assert found is not None
    assert (proposal.outcome, found.contest.seats, len(found.contest.candidates)) == ("", 1, 2)


def test_who_left_meanwhile_is_left_out_and_the_seat_stays_vacant() -> None:
    by = elections.members(5, elections.charter(hold_hours=48))
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    Member.objects.of(done.coalition_id).filter(pk=by[0].member).update(status="withdrawn")
    assert done.effects_due is not None
    with clock.set_to(done.effects_due):
        after = actions.carry_out(by=Standing.system(done.coalition_id, "process.election"), proposal=done)
        assert seats(done.coalition_id) == [("seat", "Member 1")]
    assert after.phase.value == "carried_out"


def test_no_second_election_to_the_same_is_opened_beside_one_that_is_open() -> None:
    by = elections.members(3)
    elections.opened(by[0])
    with refused("decisions.election_open"):
        elections.opened(by[1])
    assert elections.opened(by[1], elections.CHAIR).phase.value == "notice"
