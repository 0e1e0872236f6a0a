"""What the charter says of those who stand is asked again when voting opens: who withdrew or left meanwhile stands no longer."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from plenary.charter.rules.schema import Elections, Secrecy, TooFew, Uncontested
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, ballot_keys, queries
from plenary.decisions.models import BallotBox, Nomination, Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import choosing, elections, factories
from plenary.decisions.tests.elections import refused, sound
from plenary.decisions.tests.found import facts_read
from plenary.membership.actions import withdraw
from plenary.membership.models import Member
from plenary.record.models import Entry
from plenary.record.sentences import sentence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys")]

FIXED = "decisions.candidates_fixed"


def three_stand(rule: Elections | None = None, number: int = 3, **terms: object) -> tuple[list[Standing], Proposal]:
    """An election to two seats with three days of discussion, for which so many stand; nominations are closed."""
    by = elections.members(5, elections.charter(rule=rule, **({"discussion_days": 3} | terms)))
    proposal = elections.opened(by[4])
    for each in by[:number]:
        elections.stands(each, proposal)
    return by, elections.closed(proposal)


def stands_no_longer(by: Standing, proposal: Proposal) -> None:
    """The member of a standing withdraws in the discussion."""
    nomination = Nomination.objects.of(proposal.coalition_id).get(proposal=proposal, member=by.member, ended_at=None)
    assert proposal.discussion_from is not None
    with clock.set_to(proposal.discussion_from + timedelta(hours=5)):
        actions.withdraw_nomination(by=factories.now(by), nomination=nomination)


def voting(proposal: Proposal) -> Proposal:
    """The same election once its voting has opened and the program was at work, twice."""
    assert proposal.voting_from is not None
    with clock.set_to(proposal.voting_from):
        keep_deadlines()
        keep_deadlines()
    return Proposal.objects.of(proposal.coalition_id).get(pk=proposal.pk)


def kinds(proposal: Proposal) -> list[str]:
    """What was entered of how far an election is, in order."""
    told = ["nominations_closed", "nominations_again", "candidates_fixed", "times_moved", "decided"]
    rows = Entry.objects.of(proposal.coalition_id).filter(
        about=proposal.pk, kind__in=[f"decisions.{kind}" for kind in told]
    )
    return [kind.removeprefix("decisions.") for kind in rows.order_by("n").values_list("kind", flat=True)]


def told(by: Standing) -> Mapping[str, object]:
    """What a member reads of who stands when voting opens, without names."""
    (facts,) = facts_read(by, FIXED)
    return {name: facts[name] for name in ("standing", "seats", "follows")}


def test_who_withdraws_before_voting_leaves_no_contest_and_the_others_are_elected_without_a_ballot() -> None:
    by, proposal = three_stand()
    stands_no_longer(by[1], proposal)
    done = voting(proposal)
    assert (done.outcome, done.count["reason"]) == ("adopted", "decisions.uncontested")
    assert sorted(each["name"] for each in queries.chosen_of(done)) == ["Member 0", "Member 2"]
    assert kinds(done) == ["nominations_closed", "candidates_fixed", "decided"]
    assert told(by[4]) == {"standing": 2, "seats": 2, "follows": "elected"}
    assert BallotBox.objects.of(done.coalition_id).get().entry == Entry.objects.of(done.coalition_id).get(kind=FIXED).pk
    assert sound(done.coalition_id) == []


def test_who_stands_is_entered_once_though_nothing_has_changed() -> None:
    by, proposal = three_stand()
    with clock.set_to(proposal.voting_from - timedelta(seconds=1)):
        keep_deadlines()
    assert kinds(proposal) == ["nominations_closed"]
    open_now = voting(proposal)
    assert (open_now.outcome, open_now.voting_until) == ("", proposal.voting_until)
    assert kinds(open_now) == ["nominations_closed", "candidates_fixed"]
    assert told(by[4]) == {"standing": 3, "seats": 2, "follows": "ballot"}
    (facts,) = facts_read(by[4], FIXED)
    assert sentence(FIXED, facts) == (
        "Who stands is fixed: Who sits on the board?. Places: 2; standing: 3; there is a ballot."
    )
    assert sound(open_now.coalition_id) == []


def test_without_a_discussion_it_is_asked_when_nominations_close_and_not_again() -> None:
    _by, proposal = three_stand(discussion_days=0)
    assert kinds(voting(proposal)) == ["nominations_closed"]


def test_no_ballot_is_cast_before_it_is_entered_who_stands_when_voting_opens() -> None:
    by, proposal = three_stand()
    first = queries.nominations_of(proposal)[0].pk
    with refused("decisions.nominations_counted"):
        choosing.cast(by[4], proposal, {"ranks": [[first]]})
    proposal = voting(proposal)
    for each in by:
        choosing.cast(each, proposal, {"ranks": [[first]]})
    counted = elections.counted(proposal)
    assert (counted.outcome, counted.count["turnout"], sound(counted.coalition_id)) == ("adopted", 5, [])


def test_whose_member_left_or_is_suspended_before_voting_does_not_stand() -> None:
    by, proposal = three_stand(number=4)
    members = Member.objects.of(proposal.coalition_id)
    with clock.set_to(proposal.discussion_from + timedelta(days=1)):
        withdraw(by=factories.now(by[0]), member=members.get(pk=by[0].member))
    members.filter(pk=by[1].member).update(status="suspended")
    done = voting(proposal)
    assert sorted(each["name"] for each in queries.chosen_of(done)) == ["Member 2", "Member 3"]
    ended = Nomination.objects.of(done.coalition_id).exclude(ended_at=None)
    assert {row.member_id: row.ended_because for row in ended} == {
        by[0].member: "not_eligible",
        by[1].member: "not_eligible",
    }
    assert sound(done.coalition_id) == []


def test_too_few_when_voting_opens_hold_the_call_open_once_more_and_no_second_time() -> None:
    by, proposal = three_stand(Elections(too_few=TooFew.AGAIN))
    stands_no_longer(by[1], proposal)
    stands_no_longer(by[2], proposal)
    again = voting(proposal)
    assert (again.outcome, kinds(again)) == ("", ["nominations_closed", "nominations_again"])
    assert proposal.voting_from is not None
    with clock.set_to(proposal.voting_from):
        elections.stands(by[3], again)
        elections.stands(by[1], again)  # who withdrew may stand once more
    assert again.voting_from - again.discussion_from == timedelta(days=3)
    again = elections.closed(again)
    assert kinds(again) == ["nominations_closed", "nominations_again", "nominations_closed"]
    stands_no_longer(by[1], again)
    stands_no_longer(by[3], again)
    done = voting(again)
    assert kinds(done)[3:] == ["candidates_fixed", "decided"]
    assert told(by[4]) == {"standing": 1, "seats": 2, "follows": "elected"}
    assert [each["name"] for each in queries.chosen_of(done)] == ["Member 0"]
    assert sound(done.coalition_id) == []


def test_a_call_that_was_held_open_when_nominations_closed_is_not_held_open_when_voting_opens() -> None:
    by, proposal = three_stand(Elections(too_few=TooFew.AGAIN), number=1)
    with clock.set_to(proposal.discussion_from - timedelta(days=1)):
        elections.stands(by[1], proposal)
        elections.stands(by[2], proposal)
    proposal = elections.closed(proposal)
    stands_no_longer(by[0], proposal)
    stands_no_longer(by[2], proposal)
    done = voting(proposal)
    assert kinds(done) == ["nominations_again", "nominations_closed", "candidates_fixed", "decided"]
    assert [each["name"] for each in queries.chosen_of(done)] == ["Member 1"]


def test_an_election_lapses_when_nobody_stands_any_more_and_secret_keys_go() -> None:
    by, proposal = three_stand(secrecy=Secrecy.SECRET, delegation=False)
    for each in by[:3]:
        stands_no_longer(each, proposal)
    assert len(ballot_keys.names()) == 1
    done = voting(proposal)
    assert (done.outcome, done.count["reason"]) == ("lapsed", "decisions.nobody_stands")
    assert (ballot_keys.names(), told(by[4])["follows"], sound(done.coalition_id)) == ([], "nobody", [])


def test_a_ballot_may_call_again_once_all_who_stand_find_a_place_when_voting_opens() -> None:
    by, proposal = three_stand(Elections(uncontested=Uncontested.BALLOT))
    stands_no_longer(by[1], proposal)
    open_now = voting(proposal)
    assert (open_now.outcome, told(by[4])["follows"]) == ("", "ballot_or_again")
    choosing.cast(by[4], open_now, {"ranks": [["again"]]})


def test_a_further_round_asks_anew_who_stands() -> None:
    by, proposal = three_stand(secrecy=Secrecy.SECRET, delegation=False)
    first = queries.nominations_of(proposal)[0].pk
    choosing.cast(by[4], voting(proposal), {"ranks": [[first]]})
    for name in ballot_keys.names():
        ballot_keys.destroy(name)
    repeated = elections.counted(proposal)
    assert (repeated.round, repeated.outcome) == (2, "")
    stands_no_longer(by[1], repeated)
    with refused("decisions.nominations_counted"):
        choosing.cast(by[4], repeated, {"ranks": [[first]]})
    done = voting(repeated)
    assert kinds(done) == ["nominations_closed", "candidates_fixed", "candidates_fixed", "decided"]
    assert (done.outcome, done.count["reason"]) == ("adopted", "decisions.uncontested")


def test_nobody_withdraws_once_a_machine_whose_clock_is_ahead_has_entered_who_stands() -> None:
    by, proposal = three_stand()
    open_now = voting(proposal)
    with refused("decisions.candidates_fixed"):
        stands_no_longer(by[1], open_now)
