"""Choosing among several, from the draft to what is carried out: ballots, the box, the count, the record."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest

from plenary.charter.rules.schema import Charter, Counting, Method
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, queries
from plenary.decisions.actions.boxes import close_box
from plenary.decisions.audits import audit
from plenary.decisions.audits.choosing import audit_boxes
from plenary.decisions.models import Ballot, BallotBox, Proposal
from plenary.decisions.queries.counts import counted
from plenary.decisions.tests import choosing, factories
from plenary.record.models import Entry, Opening
from tests import founding

pytestmark = pytest.mark.django_db


def _coalition(number: int = 5, rules: Charter | None = None) -> list[Standing]:
    return founding.standings(founding.coalition(rules=rules or choosing.charter()), number)


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
    found = counted(proposal)
    assert found is not None
    assert list(found.account.winning_names) == [each["name"] for each in queries.chosen_of(proposal)]


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


def test_a_name_that_was_taken_out_of_a_box_changes_neither_count_nor_audit_and_anothers_is_found() -> None:
    by = _coalition(4)
    proposal = _voted(by, choosing.towns(), *[{"ranks": [[each]]} for each in ("1", "2", "3", "4")])
    box = queries.box_of(proposal)
    assert box is not None
    winners, contest = list(box.winners), box.contest
    contest["candidates"][0]["name"] = "Somebody"
    box.save()
    assert list(audit_boxes(proposal.coalition_id)) == []
    assert list(queries.box_of(proposal).winners) == winners
    contest["candidates"][0]["name"] = "Oslo"
    box.save()
    assert list(audit_boxes(proposal.coalition_id)) == [
        f"proposal {proposal.pk}: one who stood bears the name of another"
    ]


def test_nothing_is_counted_while_the_box_is_not_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    by = _coalition(3, choosing.charter(counting=Counting.APPROVAL))
    proposal = factories.opened(by[0], choosing.towns())
    choosing.cast(by[0], proposal, {"ticks": ["1"]})
    choosing.cast(by[1], proposal, {"ticks": ["1"]})
    with monkeypatch.context() as patched:
        patched.setattr(
            "plenary.decisions.actions.outcomes.close_box", lambda **_given: None
        )  # it was not due a moment ago
        assert (factories.close(proposal).outcome, BallotBox.objects.of(proposal.coalition_id).count()) == ("", 0)
    assert factories.close(proposal).outcome == "adopted"
