"""The rules of conduct: which step follows on which, what is missing before a grave one, and who hears an appeal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Accountability
from plenary.membership.models.conduct import STAGES, STEPS
from plenary.membership.rules.conduct import (
    BY_MEMBER,
    BY_OFFICER,
    GRAVE,
    Measure,
    Stage,
    Taken,
    Talk,
    after,
    appeal_body,
    asked_for,
    duties,
    missing,
    missing_before,
)
from plenary.membership.tests import factories

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
    hears = appeal_body(factories.charter(), named, decided_by)
    assert hears in {"plenary", "board"}
    assert hears != decided_by or hears == "plenary"


def test_each_step_asks_for_what_it_needs() -> None:
    assert {step for step in Taken if not asked_for(step)} == {Taken.LAPSE}
    assert {"suspension", "removal"} == GRAVE


def test_the_duties_of_a_member_stand_in_the_charter() -> None:
    assert duties(factories.charter(), "member") == []
