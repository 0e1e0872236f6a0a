"""Ballots and who is counted, at the edges: parts, carriers, those away, what a round leads to, and when a turn moves."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest

from plenary.charter.rules.schema import Days, Method, Process, Weekday
from plenary.decisions.rules.ballots import NEEDS_REASON, Choice, Shares, is_split, split_problem, takes_ballots
from plenary.decisions.rules.contests import Candidate
from plenary.decisions.rules.counting import Outcome, count, quorum_of, turnout
from plenary.decisions.rules.delegation import Given, has_room, standing_for, with_carried
from plenary.decisions.rules.electorates import counted
from plenary.decisions.rules.phases import (
    OPEN,
    WAITING,
    Moments,
    Phase,
    extended,
    free_from,
    moved_from,
    phase_at,
    timetable,
)
from plenary.decisions.rules.resting import question_of
from plenary.decisions.rules.rounds import Step, next_step
from plenary.decisions.rules.secrecy import Reveals, reveals
from plenary.decisions.rules.settled import is_settled

YES, NO = Choice.YES, Choice.NO
MONDAY = datetime(2026, 3, 2, 14, 23, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HALF = Fraction(1, 2)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in an electorate."""

    key: str
    weight: int = 1
    region: str = ""
    is_away: bool = False
    is_recused: bool = False


def process(method: Method = Method.MAJORITY, **changes: object) -> Process:
    return Process(code="p", names={"en": "P"}, method=method, electorate="plenary", **changes)


def test_ballots_are_cast_everywhere_but_under_silence_and_two_of_them_need_a_reason() -> None:
    assert [method for method in Method if takes_ballots(method) is not True] == [Method.SILENCE]
    assert {Choice.RESERVATION, Choice.BLOCK} == NEEDS_REASON


@pytest.mark.parametrize(
    ("shares", "split", "problem", "forbidden"),
    [
        ({YES: 3}, False, "", ""),
        ({YES: 3, NO: 0}, False, "", ""),
        ({YES: 2, NO: 1}, True, "", "decisions.not_split_here"),
        ({YES: 2, NO: 2}, True, "decisions.parts_differ", "decisions.not_split_here"),
        ({YES: 4, NO: -1}, False, "decisions.parts_differ", "decisions.parts_differ"),
        ({YES: 2}, False, "decisions.parts_differ", "decisions.parts_differ"),
    ],
)
def test_parts_make_the_whole(shares: Shares, split: bool, problem: str, forbidden: str) -> None:
    assert is_split(shares) is split
    assert split_problem(shares, 3, allowed=True) == problem
    assert split_problem(shares, 3, allowed=False) == forbidden


def test_a_ballot_is_counted_in_each_answer_that_it_gives() -> None:
    places = [Place(key="a", weight=3), Place(key="b", weight=2)]
    figures = count(process(), places, {"a": {YES: 2, NO: 1}, "b": {YES: 2, NO: 0}})
    assert (figures.yes, figures.no, figures.yes_weight, figures.no_weight) == (2, 1, 4, 1)
    assert figures.is_weighted is True
    assert count(process(), [Place(key="a")], {}).is_weighted is False


def test_who_is_present_helps_the_quorum() -> None:
    places = [Place(key=key) for key in "abcd"]
    figures = count(process(quorum=HALF), places, {"a": YES}, present=frozenset("ab"))
    assert (figures.turnout, figures.present, figures.quorum_met) == (1, 2, True)
    assert not count(process(quorum=HALF), places, {"a": YES}).quorum_met


def test_a_quorum_is_asked_of_all_methods_but_silence_and_told_by_presence_where_there_is_one() -> None:
    assert quorum_of(process(Method.SILENCE, quorum=HALF), 10) == 0
    assert quorum_of(process(Method.CONSENT, quorum=HALF), 9) == 5
    asked = [(True, Fraction(1), 1), (True, Fraction(0), 9), (False, HALF, 9)]
    told = [turnout(process(presence=presence, quorum=share), size, 0).by_presence for presence, share, size in asked]
    assert told == [True, False, False]


def test_who_supports_with_reservations_carries_a_consensus() -> None:
    said = {"a": Choice.SUPPORT, "b": Choice.RESERVATION, "c": Choice.ASIDE}
    assert count(process(Method.CONSENSUS), [Place(key=key) for key in said], said).outcome is Outcome.ADOPTED


def test_a_carrier_carries_no_more_than_the_most_and_nothing_of_a_split_ballot() -> None:
    given = [Given(giver=giver, carrier="c", since=MONDAY + n * HOUR) for n, giver in enumerate("abd")]
    assert standing_for(given, 2) == {"a": "c", "b": "c"}
    assert has_room("c", [("a", "c"), ("b", "d")], 2) is True
    assert has_room("c", [("a", "c"), ("b", "c")], 2) is False
    weights = {"a": 1, "c": 3}
    assert with_carried({"c": {YES: 0, NO: 3}}, {"a": "c", "gone": "c"}, weights)[0]["a"] == {NO: 1}
    assert with_carried({"c": {YES: 0, NO: 3}}, {"gone": "c"}, weights)[1] == frozenset()
    assert with_carried({"c": {YES: 1, NO: 2}}, {"a": "c"}, weights)[1] == frozenset()


def test_those_away_are_counted_once_they_act_and_those_who_stood_back_never() -> None:
    places = [Place(key=f"{away:d}{back:d}", is_away=away, is_recused=back) for away in (0, 1) for back in (0, 1)]
    assert [place.key for place in counted(places, ())] == ["00"]
    assert [place.key for place in counted(places, {"10", "11", "01"})] == ["00", "10"]


def test_what_those_who_stood_back_said_before_settles_nothing() -> None:
    places = [Place(key="a"), Place(key="b", is_recused=True)]
    said = {"a": {YES: 1}, "b": {NO: 1}}
    assert is_settled(process(Method.CONSENT), places, said, objections=frozenset("b"))
    assert not is_settled(process(Method.CONSENT), [*places, Place(key="c")], said)


@pytest.mark.parametrize(
    ("stage", "method", "outcome", "going_on", "step"),
    [
        ("urgent", Method.MAJORITY, Outcome.ADOPTED, (1, True), Step.CONFIRMATION),
        ("urgent", Method.MAJORITY, Outcome.ADOPTED, (1, False), Step.SETTLED),
        ("urgent", Method.MAJORITY, Outcome.REJECTED, (1, True), Step.SETTLED),
        ("", Method.CONSENSUS, Outcome.REJECTED, (1, True), Step.AGAIN),
        ("", Method.CONSENSUS, Outcome.REJECTED, (2, True), Step.FALLBACK),
        ("", Method.CONSENSUS, Outcome.REJECTED, (2, False), Step.SETTLED),
        ("", Method.SILENCE, Outcome.REJECTED, (1, True), Step.FALLBACK),
        ("", Method.CONSENSUS, Outcome.ADOPTED, (1, True), Step.SETTLED),
        ("", Method.MAJORITY, Outcome.REJECTED, (1, True), Step.SETTLED),
    ],
)
def test_what_follows_on_a_round(
    stage: str, method: Method, outcome: Outcome, going_on: tuple[int, bool], step: Step
) -> None:
    tests, has_next = going_on
    figures = SimpleNamespace(outcome=outcome)
    assert next_step(process(method, rounds=2), figures, stage=stage, tests=tests, has_next=has_next) is step


def test_hours_of_voting_pass_after_its_days() -> None:
    assert timetable(process(voting_days=1, voting_hours=5), MONDAY).voting_until == datetime(
        2026, 3, 3, 20, tzinfo=UTC
    )


def test_a_deadline_is_moved_by_whole_days_to_a_free_one() -> None:
    wednesday = Days(rest_days=(tuple(Weekday)[2],))
    assert extended(MONDAY, 2, Days()) == MONDAY + 2 * DAY
    assert extended(MONDAY, 2, wednesday) == MONDAY + 3 * DAY


def test_a_turn_was_moved_from_a_day_of_rest_only_where_days_were_counted() -> None:
    first_two = Days(rest_days=tuple(Weekday)[:2])
    wednesday = datetime(2026, 3, 4, 15, tzinfo=UTC)
    assert moved_from(MONDAY, 1, wednesday, first_two) == date(2026, 3, 3)
    assert moved_from(MONDAY, 0, wednesday, first_two) is None


def test_days_of_rest_end_though_a_document_that_was_never_checked_leaves_no_free_day() -> None:
    assert free_from(MONDAY, Days(rest_days=tuple(Weekday))) == MONDAY + 370 * DAY


def test_a_candidate_whose_name_was_taken_out_says_so() -> None:
    told = [Candidate(id="a", name="Ana", unnamed=unnamed).to_json() for unnamed in (False, True)]
    assert told[1] == told[0] | {"unnamed": True}
    assert "unnamed" not in told[0]


def test_phases_at_their_edges() -> None:
    assert Phase.TRANSLATION in OPEN
    assert {Phase.CLOSED} == WAITING - OPEN
    assert phase_at(Moments(opened_at=MONDAY), MONDAY) is Phase.VOTING
    held = Moments(opened_at=MONDAY, outcome="adopted", effects_due=MONDAY + DAY)
    assert [phase_at(held, MONDAY + DAY - HOUR), phase_at(held, MONDAY + DAY)] == [Phase.HELD, Phase.DECIDED]


def test_another_payload_is_another_question() -> None:
    asked = [question_of([("adopt", {"words": words})]) for words in ("We go", "we  GO", "We stay")]
    assert asked[0] == asked[1] != asked[2]


def test_the_heaviest_ballot_is_told_by_the_one_answer_with_as_many_votes() -> None:
    assert Reveals.HEAVIEST in reveals([3, 2, 2], voters=20, heaviest=3)
    assert Reveals.HEAVIEST not in reveals([3, 3, 2], voters=20, heaviest=3)
