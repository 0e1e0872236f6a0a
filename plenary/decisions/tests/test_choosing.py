"""Choosing among several, from the draft to what is carried out: ballots, the box, the count, the record."""

import json
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import LazySettings

from plenary.charter.rules.schema import Charter, Counting, Method, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, ballot_keys, permissions, queries
from plenary.decisions.actions.boxes import close_box
from plenary.decisions.audits import audit
from plenary.decisions.models import Ballot, BallotBox, Paper, Proposal
from plenary.decisions.tasks import drop_keys
from plenary.decisions.tests import choosing, factories
from plenary.record.models import Entry, Opening

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings: LazySettings, tmp_path: Path) -> None:
    """A folder of keys of the test's own."""
    settings.VAR = tmp_path


def _coalition(number: int = 5, rules: Charter | None = None) -> list[Standing]:
    return factories.standings(factories.coalition(rules=rules or choosing.charter()), number)


def _voted(by: list[Standing], effects: list[tuple[str, dict[str, object]]], *said: dict[str, object]) -> Proposal:
    proposal = factories.opened(by[0], effects)
    for standing, ballot in zip(by, said, strict=False):
        choosing.cast(standing, proposal, ballot)
    return factories.close(proposal)


def test_ranked_ballots_choose_and_are_told() -> None:
    by = _coalition()
    rank = [{"ranks": [["1"], ["2"]]}] * 2 + [{"ranks": [["3"], ["2"]]}] * 2 + [{"ranks": [["2"], ["1"]]}]
    proposal = _voted(by, choosing.towns(), *rank)
    (decided,) = Opening.objects.of(proposal.coalition_id).filter(entry__kind="decisions.decided", position=0)
    told = json.loads(bytes(decided.payload))["facts"]
    assert (proposal.outcome, proposal.count["reason"], told["chosen"]) == (
        "adopted",
        "decisions.chosen",
        [{"id": "1", "name": "Tirana"}],
    )
    assert proposal.phase.value == "carried_out"
    assert list(audit(proposal.coalition_id)) == []


def test_seed_is_the_root_of_the_record_before_the_box_was_closed_and_is_entered_before_the_count() -> None:
    by = _coalition()
    proposal = _voted(by, choosing.towns(), {"ranks": [["1"]]}, {"ranks": [["2"]]}, {"ranks": [["3"]]})
    box = queries.box_of(proposal)
    kinds = list(Entry.objects.of(proposal.coalition_id).order_by("n").values_list("kind", flat=True))
    assert box is not None
    assert kinds[box.size :] == ["decisions.box_closed", "decisions.decided", "decisions.carried_out"]
    account = queries.account_of(proposal, box)
    assert account is not None
    assert [account.names[each] for each in account.winners] == [each["name"] for each in queries.chosen_of(proposal)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"ranks": [["1", "2"]]}, "decisions.same_place"),
        ({"ranks": [["1"], ["1"]]}, "decisions.named_twice"),
        ({"ranks": [["9"]]}, "decisions.no_such_choice"),
        ({"ranks": []}, "decisions.says_nothing"),
        ({"ticks": ["1"]}, "decisions.no_such_choice"),
        ({"ranks": [1]}, "decisions.no_such_choice"),
        ({}, "decisions.no_such_choice"),
    ],
)
def test_what_a_ranked_ballot_may_not_say(said: dict[str, object], reason: str) -> None:
    by = _coalition(2)
    proposal = factories.opened(by[0], choosing.towns())
    with pytest.raises(Refused) as refused:
        choosing.cast(by[0], proposal, said)
    assert (refused.value.verdict.reason, Ballot.objects.of(proposal.coalition_id).count()) == (reason, 0)


def test_budget_by_points_takes_most_points_first_as_long_as_the_money_lasts() -> None:
    by = _coalition(3, choosing.charter(counting=Counting.GREEDY_BUDGET, points=10))
    proposal = _voted(
        by,
        choosing.projects(),
        {"points": {"1": 6, "3": 4}},
        {"points": {"2": 10}},
        {"points": {"1": 5, "3": 5}},
    )
    assert [each["name"] for each in queries.chosen_of(proposal)] == ["A well", "A road"]


def test_blank_ballots_count_for_the_quorum_alone() -> None:
    by = _coalition(2)
    proposal = _voted(by, choosing.towns(), {"blank": True}, {"blank": True})
    assert (proposal.outcome, proposal.count["turnout"], proposal.count["reason"]) == (
        "lapsed",
        2,
        "decisions.nobody_voted",
    )


def test_choice_is_not_decided_by_yes_or_no_nor_a_resolution_by_a_choice() -> None:
    by = _coalition(2, factories.charter())
    proposal = factories.draft(by[0], choosing.towns())
    with pytest.raises(Refused, match=r"decisions\.no_process_to_choose"):
        actions.open_proposal(by=by[0], proposal=proposal)


# Secret ballots


def _secret(**terms: object) -> Charter:
    return choosing.charter(secrecy=Secrecy.SECRET, delegation=False, **terms)


def test_secret_ballots_lie_sealed_until_they_are_counted_and_then_apart_from_their_electors() -> None:
    by = _coalition(4, _secret())
    proposal = factories.opened(by[0], choosing.towns())
    ballots = [choosing.cast(each, proposal, {"ranks": [[str(place)]]}) for place, each in enumerate(by, 1)]
    rows = list(Ballot.objects.of(proposal.coalition_id))
    assert {len(bytes(row.sealed)) for row in rows} == {len(bytes(rows[0].sealed))}
    assert [(row.choice, row.said, row.shares) for row in rows] == [("", {}, {})] * 4
    closed = factories.close(proposal)
    papers = queries.papers_of(closed)
    assert [paper.code for paper in papers] == sorted(code for ballot in ballots for code in ballot.codes)
    found = {paper.code: paper.said for paper in papers}
    assert [found[ballot.codes[0]] for ballot in ballots] == [{"ranks": [[str(place)]]} for place in (1, 2, 3, 4)]
    assert [bytes(row.sealed) for row in Ballot.objects.of(proposal.coalition_id)] == [b""] * 4
    assert ballot_keys.names() == []
    assert list(audit(proposal.coalition_id)) == []


def test_a_replaced_secret_ballot_counts_once_as_it_was_cast_last() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["1"]})
    choosing.cast(by[0], proposal, {"ticks": ["2"]})
    closed = factories.close(proposal)
    assert [paper.said for paper in queries.papers_of(closed)] == [{"ticks": ["2"]}]


def test_nothing_that_a_secret_ballot_says_enters_the_record() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["4"]})
    openings = Opening.objects.of(proposal.coalition_id).filter(entry__kind="decisions.ballot_cast")
    told = [json.loads(bytes(row.payload))["facts"] for row in openings.order_by("position")]
    assert [sorted(facts) for facts in told] == [["title"], ["ballot", "choice", "elector", "replaces"]]
    assert told[1]["choice"] == ""


def test_lost_key_repeats_the_vote_and_tells_why() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["4"]})
    for name in ballot_keys.names():
        ballot_keys.destroy(name)
    again = factories.close(proposal)
    assert (again.round, again.outcome) == (2, "")
    assert BallotBox.objects.of(proposal.coalition_id).count() == 0
    choosing.cast(by[0], again, {"ticks": ["1"]})
    choosing.cast(by[1], again, {"ticks": ["1"]})
    closed = factories.close(again)
    assert (closed.outcome, [each["name"] for each in queries.chosen_of(closed)]) == ("adopted", ["Tirana"])
    assert list(audit(proposal.coalition_id)) == []


def test_closing_twice_or_after_a_kill_between_box_and_outcome_counts_once() -> None:
    by = _coalition(2, _secret(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["4"]})
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + timedelta(minutes=2)):
        close_box(by=Standing.system(proposal.coalition_id, "process"), proposal=proposal)
    closed = factories.close(proposal)
    assert factories.close(closed).outcome == "adopted"
    assert (BallotBox.objects.of(proposal.coalition_id).count(), Paper.objects.of(proposal.coalition_id).count()) == (
        1,
        1,
    )


def test_ballot_that_counts_twice_gives_two_papers_with_codes_of_their_own() -> None:
    rules = _secret(counting=Counting.APPROVAL)
    by = _coalition(2, rules)
    proposal = factories.opened(by[0], choosing.towns())
    proposal.electors.filter(member=by[0].member).update(weight=2)
    ballot = choosing.cast(by[0], proposal, {"ticks": ["4"]})
    closed = factories.close(proposal)
    assert sorted(ballot.codes) == [paper.code for paper in queries.papers_of(closed)]
    assert len(set(ballot.codes)) == 2


def test_quorum_is_asked_of_a_choice_too() -> None:
    by = _coalition(4, choosing.charter(quorum=Fraction(1, 2), method=Method.CHOICE))
    proposal = _voted(by, choosing.towns(), {"ranks": [["1"]]})
    assert (proposal.outcome, proposal.count["reason"]) == ("lapsed", "decisions.no_quorum")


def test_ballot_received_in_time_counts_though_it_waited_past_the_deadline_and_a_late_one_does_not() -> None:
    by = _coalition(3, choosing.charter(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    until = proposal.voting_until
    assert until is not None
    with clock.set_to(until), clock.receiving(), clock.set_to(until + timedelta(seconds=29)):
        actions.cast_ballot(by=factories.now(by[0]), proposal=proposal, said={"ticks": ["1"]})
    late = until + timedelta(microseconds=1)
    with clock.set_to(late), clock.receiving(), pytest.raises(Refused, match=r"decisions\.too_late"):
        actions.cast_ballot(by=factories.now(by[1]), proposal=proposal, said={"ticks": ["1"]})
    assert Ballot.objects.of(proposal.coalition_id).count() == 1


def test_nothing_is_cast_into_a_box_that_is_closed() -> None:
    by = _coalition(3, choosing.charter(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["1"]})
    until = proposal.voting_until
    assert until is not None
    with clock.set_to(until + timedelta(minutes=1)):
        close_box(by=Standing.system(proposal.coalition_id, "process"), proposal=proposal)
    with pytest.raises(Refused, match=r"decisions\.too_late"):
        choosing.cast(by[1], proposal, {"ticks": ["2"]})


# Secret votes of yes and no


def _secret_majority(**terms: object) -> Charter:
    return factories.charter(ordinary={"secrecy": Secrecy.SECRET, "discussion_days": 0, **terms})


def _say(by: Standing, proposal: Proposal, choice: str) -> Ballot:
    return actions.cast_ballot(by=factories.now(by), proposal=proposal, choice=choice)


def test_secret_yes_and_no_are_counted_from_papers_and_told_without_a_roll() -> None:
    by = _coalition(4, _secret_majority(quorum=Fraction(1, 2)))
    proposal = factories.opened(by[0])
    for standing, choice in zip(by, ("yes", "yes", "no"), strict=False):
        _say(standing, proposal, choice)
    closed = factories.close(proposal)
    figures = closed.final_count
    assert figures is not None
    assert (figures.yes, figures.no, figures.turnout, figures.electorate, figures.outcome.value) == (
        2,
        1,
        3,
        4,
        "adopted",
    )
    assert queries.roll_call(by[0], closed) == ()
    openings = Opening.objects.of(proposal.coalition_id).filter(entry__kind="decisions.decided", position=1)
    assert [json.loads(bytes(row.payload))["facts"] for row in openings] == []
    assert list(audit(proposal.coalition_id)) == []


def test_secret_ballot_is_not_split() -> None:
    by = _coalition(2, _secret_majority())
    proposal = factories.opened(by[0])
    proposal.electors.filter(member=by[0].member).update(weight=2, splits=True)
    with pytest.raises(Refused, match=r"decisions\.not_split_here"):
        actions.cast_ballot(by=by[0], proposal=proposal, shares={"yes": 1, "no": 1})


def test_amendments_are_not_voted_on_where_the_ballot_is_secret() -> None:
    by = _coalition(2, _secret_majority())
    proposal = factories.opened(by[0])
    assert permissions.may_vote_on_amendments(by[0], proposal).reason == "decisions.no_ballots_here"


def test_keys_are_destroyed_once_nobody_will_open_the_envelopes() -> None:
    by = _coalition(2, _secret_majority())
    proposal, other = factories.opened(by[0]), factories.opened(by[0], title="Another")
    orphan = "no-such-proposal-1"
    ballot_keys.make(orphan)
    actions.withdraw_proposal(by=by[0], proposal=proposal)
    drop_keys()
    assert ballot_keys.names() == sorted([f"{other.pk}-1", orphan])
    with clock.set_to(ballot_keys.made_at(orphan) + timedelta(days=2)):
        drop_keys()
    assert ballot_keys.names() == [f"{other.pk}-1"]


def test_folder_of_keys_that_is_away_is_waited_for_a_day() -> None:
    by = _coalition(2, _secret_majority())
    proposal = factories.opened(by[0])
    _say(by[0], proposal, "yes")
    place = ballot_keys.folder()
    place.rename(place.with_name("elsewhere"))
    with pytest.raises(ballot_keys.KeyLost):
        factories.close(proposal)
    place.with_name("elsewhere").rename(place)
    assert factories.close(proposal).outcome == "adopted"
