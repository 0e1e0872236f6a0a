"""The rules of conduct: which step follows on which, what is missing before a grave one, and who hears an appeal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Accountability, Category, Disclosed, Disclosure, Office
from plenary.membership.models.conduct import STAGES, STEPS
from plenary.membership.rules.conduct import (
    BY_MEMBER,
    BY_OFFICER,
    GRAVE,
    Duty,
    End,
    Measure,
    Stage,
    Taken,
    Talk,
    after,
    appeal_body,
    asked_for,
    duties,
    end_of,
    is_over,
    is_voted_on,
    missing,
    missing_before,
    tells_the_public,
    time_of,
)
from tests import founding

FULL = Accountability()
WAIVED = Accountability(conversation_first=False, answer_days=0)
rules = st.builds(Accountability, conversation_first=st.booleans(), answer_days=st.integers(0, 60))
OUTCOMES = {
    Taken.TALK: "open",
    Taken.MEASURE: "suspension",
    Taken.DECIDED: "adopted",
    Taken.RULING: "stands",
}


def test_rows_know_every_stage_and_step() -> None:
    assert {*STAGES, "new"} == set(Stage)
    assert set(STEPS) == set(Taken)


def test_each_step_is_the_members_or_the_officers_or_the_rules() -> None:
    assert frozenset() == BY_MEMBER & BY_OFFICER
    assert set(Taken) - BY_MEMBER - BY_OFFICER == {Taken.LAPSE, Taken.DECIDED}


def test_the_whole_way_leads_from_the_conversation_to_the_appeal() -> None:
    stage, talked = Stage.NEW, False
    way = ("offer", "talk", "notice", "answer", "hearing", "measure", "decided", "appeal", "ruling")
    for step in map(Taken, way):
        assert missing(stage, step, FULL, talked=talked) == ""
        stage, talked = after(step, stage, OUTCOMES.get(step, "")), talked or step is Taken.TALK
    assert stage is Stage.CLOSED


@given(st.lists(st.sampled_from(Taken), max_size=12), st.sampled_from(["open", "agreed", "declined"]), rules)
def test_no_way_leads_to_a_proposal_past_the_steps(steps: list[Taken], talk: str, rule: Accountability) -> None:
    stage, taken = Stage.NEW, list[Taken]()
    for step in steps:
        if missing(stage, step, rule, talked=Taken.TALK in taken) == "":
            stage = after(step, stage, talk if step is Taken.TALK else OUTCOMES.get(step, ""))
            taken.append(step)
    if stage is Stage.PROPOSED:
        assert {Taken.NOTICE, Taken.HEARING, Taken.MEASURE} <= set(taken)
        assert Taken.ANSWER in taken or Taken.LAPSE in taken
        assert Taken.TALK in taken or not rule.conversation_first


@given(st.sampled_from(Stage), st.booleans())
def test_a_closed_matter_takes_no_step(stage: Stage, talked: bool) -> None:
    for step in Taken:
        assert missing(Stage.CLOSED, step, WAIVED, talked=talked) != ""
        if stage not in {Stage.TALK, Stage.TALKED, Stage.NEW}:
            assert missing(stage, Taken.NOTICE, WAIVED, talked=talked) != ""


def test_a_conversation_can_end_it() -> None:
    assert after(Taken.TALK, Stage.TALK, Talk.AGREED) is Stage.CLOSED


@pytest.mark.parametrize(
    ("stage", "chosen", "reason"),
    [
        (None, "", "membership.conversation_first"),
        (Stage.TALK, "", "membership.conversation_first"),
        (Stage.TALKED, "", "membership.notice_first"),
        (Stage.NOTICE, "", "membership.time_to_answer"),
        (Stage.ANSWERED, "", "membership.hearing_first"),
        (Stage.UNANSWERED, "", "membership.hearing_first"),
        (Stage.HEARD, "", "membership.measure_first"),
        (Stage.PROPOSED, "removal", "membership.other_measure"),
        (Stage.PROPOSED, "suspension", ""),
    ],
)
def test_what_is_missing_before_a_suspension(stage: Stage | None, chosen: str, reason: str) -> None:
    assert missing_before(Measure.SUSPENSION, stage, chosen, FULL) == reason
    assert missing_before(Measure.SUSPENSION, stage, chosen, WAIVED) == ""


def test_a_notice_is_missing_where_no_conversation_is_asked_for() -> None:
    rule = Accountability(conversation_first=False)
    assert missing_before(Measure.REMOVAL, None, "", rule) == "membership.notice_first"


@given(st.sampled_from(["plenary", "board", ""]), st.sampled_from(["plenary", "board", ""]))
def test_whoever_took_the_measure_hears_no_appeal_but_the_plenary(named: str, decided_by: str) -> None:
    hears = appeal_body(founding.charter(), named, decided_by)
    assert hears in {"plenary", "board"}
    assert hears != decided_by or hears == "plenary"


def test_each_step_asks_for_what_it_needs() -> None:
    assert {step for step in Taken if not asked_for(step)} == {Taken.LAPSE}
    assert {"suspension", "removal"} == GRAVE


def test_the_duties_of_a_member_stand_in_the_charter() -> None:
    assert duties(founding.charter(), "member") == []


MEMBERS, OUTCOMES_PUBLIC = Disclosure(), Disclosure(outcomes=Disclosed.PUBLIC)


def test_the_public_is_told_where_proposals_or_outcomes_are_public() -> None:
    assert tells_the_public(MEMBERS) is False
    assert tells_the_public(OUTCOMES_PUBLIC) is True
    assert tells_the_public(Disclosure(proposals=Disclosed.PUBLIC)) is True


@pytest.mark.parametrize(
    ("changes", "voted_on"),
    [
        ({}, True),
        ({"measure": "warning"}, False),
        ({"measure": "warning", "disclosure": MEMBERS}, True),
        ({"stage": "measure"}, False),
        ({"status": "suspended"}, True),
        ({"status": "removed"}, False),
        ({"protected": True}, False),
    ],
)
def test_which_appeals_are_voted_on_by_themselves(changes: dict[str, object], voted_on: bool) -> None:
    asked = {"stage": "appeal", "measure": "removal", "status": "active", "disclosure": OUTCOMES_PUBLIC}
    assert is_voted_on(**(asked | {"protected": False} | changes)) is voted_on


def test_reasons_of_steps_that_may_not_follow() -> None:
    assert missing(Stage.TALK, Taken.NOTICE, FULL, talked=False) == "membership.conversation_first"
    assert missing(Stage.CLOSED, Taken.ANSWER, FULL, talked=True) == "membership.conduct_closed"
    assert missing(Stage.TALK, Taken.ANSWER, FULL, talked=True) == "membership.nothing_to_answer"


def test_it_may_be_closed_until_an_appeal() -> None:
    closing = {stage for stage in Stage if not missing(stage, Taken.CLOSE, FULL, talked=True)}
    assert {str(stage) for stage in set(Stage) - closing} == {"new", "appeal", "closed"}


@pytest.mark.parametrize(
    ("measure", "stage"),
    [
        (Measure.NOTHING, Stage.CLOSED),
        (Measure.WARNING, Stage.MEASURE),
        (Measure.SUSPENSION, Stage.PROPOSED),
        (Measure.REMOVAL, Stage.PROPOSED),
    ],
)
def test_where_a_measure_leads(measure: Measure, stage: Stage) -> None:
    assert after(Taken.MEASURE, Stage.HEARD, measure) is stage


@pytest.mark.parametrize(
    ("step", "stage", "end"),
    [
        (Taken.TALK, Stage.TALK, End.AGREED),
        (Taken.MEASURE, Stage.HEARD, End.NOTHING),
        (Taken.DECIDED, Stage.PROPOSED, End.NOT_ADOPTED),
        (Taken.RULING, Stage.APPEAL, End.SET_ASIDE),
        (Taken.CLOSE, Stage.MEASURE, End.STANDS),
        (Taken.CLOSE, Stage.HEARD, End.DROPPED),
    ],
)
def test_how_a_matter_ends(step: Taken, stage: Stage, end: End) -> None:
    assert end_of(step, stage, "set_aside") is end


def test_a_deadline_is_over_after_its_moment() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    late = [is_over(until, now) for until in (None, now, now + timedelta(seconds=1), now - timedelta(seconds=1))]
    assert late == [False, False, False, True]
    assert time_of(FULL) == timedelta(days=21)


def test_duties_are_those_of_the_own_category_and_of_all_bodies_and_offices() -> None:
    words = {"en": "Words"}
    categories = tuple(Category(code=code, names=words, duties=(words, words)) for code in ("full", "friend"))
    chair = Office(code="chair", names=words, duties=(words,))
    charter = replace(founding.charter(), categories=categories, bodies=(), offices=(chair,))
    assert [duty.code for duty in duties(charter, "full")] == ["category.full:0", "category.full:1", "office.chair:0"]
    assert duties(charter, "full")[-1] == Duty("office.chair", 0)
