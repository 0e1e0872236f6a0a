"""What is said on a call, how many objections undo it, how long a question rests, and what is urgent: tables and properties."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Days, Method, Process, Urgent, Weekday
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.calls import Said, choice_of, objections_that_undo, said_by, window_until, with_rest
from plenary.decisions.rules.counting import Outcome, count
from plenary.decisions.rules.resting import question_of, rests_until
from plenary.decisions.rules.rounds import Step, next_step
from plenary.decisions.rules.urgency import NOT_CONFIRMED, is_urgent_matter, outcome_of

RULE = Process(code="p", names={}, method=Method.MAJORITY, electorate="plenary")
MONDAY = datetime(2026, 3, 2, 14, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (Method.MAJORITY, ["yes", "no", "abstain", None]),
        (Method.CONSENT, ["yes", "no", "abstain", None]),
        (Method.SILENCE, ["yes", "no", "abstain", None]),
        (Method.CONSENSUS, ["support", "block", "aside", None]),
    ],
)
def test_what_is_said_makes_a_ballot_that_says_it(method, expected):
    made = [choice_of(method, said) for said in Said]
    assert [choice.value if choice else None for choice in made] == expected
    assert [said_by(choice.value if choice else "") for choice in made] == list(Said)
    known = set(choices_of(method)) or {"yes", "no", "abstain"}
    assert {choice for choice in made if choice} <= known


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(Said)), st.sets(st.sampled_from("abcd")))
def test_the_rest_fills_what_is_not_marked_and_nobody_else(marked, everyone):
    all_for = with_rest(marked, frozenset(everyone), Said.FOR)
    assert all_for.keys() == {key for key in everyone if marked.get(key) is not Said.ABSENT}
    assert all(said is marked.get(key, Said.FOR) for key, said in all_for.items())
    absent = with_rest(marked, frozenset(everyone), Said.ABSENT)
    assert absent.keys() <= marked.keys() & everyone


@pytest.mark.parametrize(
    ("method", "expected"),
    [(Method.MAJORITY, 3), (Method.SILENCE, 3), (Method.CONSENT, 1), (Method.CONSENSUS, 1)],
)
def test_how_many_objections_undo_a_call(method, expected):
    rule = replace(RULE, method=method, objectors=3)
    assert objections_that_undo(rule) == expected
    figures = count(rule, [], {})
    for against in range(5):
        step = next_step(rule, figures, stage="recorded", tests=1, has_next=False, against=against)
        assert step is (Step.WRITING if against >= expected else Step.SETTLED)


def test_the_window_passes_in_hours_and_ends_on_a_free_day():
    tirana = MONDAY.astimezone(ZoneInfo("Europe/Tirane"))
    assert window_until(RULE, tirana, Days()) == MONDAY + timedelta(hours=72)
    friday = tirana + timedelta(days=4)
    rest = Days(time_zone="Europe/Tirane", rest_days=(Weekday.SATURDAY, Weekday.SUNDAY))
    assert window_until(replace(RULE, window_hours=24), friday, rest) == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(("outcome", "rests"), [("adopted", True), ("rejected", True), ("lapsed", False), ("", False)])
def test_what_was_answered_rests(outcome, rests):
    rule = replace(RULE, again_after_days=30)
    until = rests_until(rule, outcome, MONDAY)
    assert until == (datetime(2026, 4, 1, 15, 0, tzinfo=UTC) if rests else None)
    assert rests_until(RULE, outcome, MONDAY) is None


@given(st.permutations([("a", {"x": 1, "y": 2}), ("b", {"y": "z"}), ("a", {"x": 2})]))
def test_a_question_is_the_same_in_whatever_order(effects):
    assert question_of(effects) == question_of([("a", {"y": 2, "x": 1}), ("b", {"y": "z"}), ("a", {"x": 2})])
    assert question_of(effects) != question_of(effects[:2])
    assert question_of([("a", {"text": "We meet."})]) == question_of([("a", {"text": " we  meet.\r\n"})])


@pytest.mark.parametrize(
    ("rule", "matter", "expected"),
    [
        (Urgent(), "other", False),
        (Urgent(process="few"), "other", True),
        (Urgent(process="few"), "unruled", True),
        (Urgent(process="few"), "ruled", False),
        (Urgent(process="few", matters=("ruled",)), "ruled", True),
        (Urgent(process="few", matters=("ruled",)), "other", False),
    ],
)
def test_what_may_be_decided_urgently(rule, matter, expected):
    assert is_urgent_matter(rule, matter, {"other": "p", "ruled": "q"}) is expected


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("stage", ["", "recorded", "urgent", "confirming"])
def test_what_is_not_confirmed_lapses(stage, outcome):
    figures = replace(count(RULE, [], {}), outcome=outcome)
    unconfirmed = stage == "confirming" and outcome is not Outcome.ADOPTED
    assert outcome_of(stage, figures) == ((Outcome.LAPSED, NOT_CONFIRMED) if unconfirmed else (outcome, figures.reason))
