"""Guided questions and steps: each answer gives a charter that can be obeyed, and changes what it says it changes."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.charter import labels, starting
from plenary.charter.labels import guides as wording
from plenary.charter.rules import editing, growing, guiding
from plenary.charter.rules.asking import Answer, Kind, Question, flat
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.schema import Charter, Method

ALL = [*starting.STARTING, starting.ONE_PAGE]
BOARD = starting.shipped("elected-board")
ONE_PAGE = starting.one_page_charter({"purpose": "Clean wells."}, "en")


def _answers(question: Question) -> st.SearchStrategy[Answer]:
    if question.kind is Kind.CHOICE:
        return st.sampled_from(question.choices)
    if question.kind is Kind.NUMBER:
        return st.integers(question.least, question.most)
    if question.kind is Kind.NAME:
        return st.just(str(question.default) or "Wells")
    return st.lists(st.sampled_from(question.choices), unique=True).map(tuple) if question.choices else st.just(())


def _ask(code: str, charter: Charter, answer: Answer) -> Charter:
    guide = guiding.guide_of(code)
    return guiding.answered(guide, charter, {code: answer}, partial(_named, charter))


def _named(charter: Charter, code: str) -> dict[str, str]:
    return dict(wording.names_for(code, charter.languages))


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("guide", guiding.GUIDES, ids=lambda guide: guide.code)
def test_the_present_answer_changes_nothing(code: str, guide: guiding.Guide) -> None:
    charter = starting.shipped(code)
    assert _ask(guide.code, charter, guide.asks(charter).default) == charter


@given(st.sampled_from(ALL), st.data())
@settings(max_examples=60, deadline=None)
def test_any_answers_in_any_order_give_a_charter_without_contradiction(code: str, data: st.DataObject) -> None:
    charter = starting.shipped(code)
    for _turn in range(3):
        guide = data.draw(st.sampled_from(guiding.GUIDES))
        answer = data.draw(_answers(guide.asks(charter)))
        charter = _ask(guide.code, charter, answer)
        told = guide.asks(charter).default
        if guide.code not in ("nobody", "longest"):
            assert sorted(map(str, told)) == sorted(map(str, answer)) if isinstance(answer, tuple) else told == answer
    reasons = {found.reason for found in contradictions(charter)}
    assert reasons == set()


def test_who_decides_about_money_takes_a_process_of_that_body() -> None:
    after = _ask("money", BOARD, "body.board")
    assert after.process_for("decisions.money").electorate == "board"
    assert editing.changed_parts(BOARD, after) == ("matters",)
    alone = _ask("money", BOARD, "body.finance")
    assert alone.process_for("decisions.money").electorate == "finance"
    assert set(editing.changed_parts(BOARD, alone)) == {"matters", "process.money"}


def test_silence_and_its_opposite() -> None:
    silent = _ask("nobody", BOARD, "agrees")
    assert silent.process_for("other").method is Method.SILENCE
    assert _ask("nobody", silent, "goes_on").process_for("other").quorum == 0
    assert _ask("nobody", silent, "lapses").process_for("other").quorum > 0


def test_the_longest_term_shortens_longer_ones() -> None:
    after = _ask("longest", BOARD, 12)
    assert {office.term_months for office in after.offices} == {12}
    assert contradictions(after) == ()


def test_a_draft_without_rules_for_any_other_matter_is_still_asked() -> None:
    bare = replace(BOARD, matters={}, processes=())
    for guide in guiding.GUIDES:
        assert guide.asks(bare).code == guide.code


# Steps


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("step", growing.STEPS, ids=lambda step: step.code)
def test_each_step_adds_to_every_charter_and_contradicts_nothing(code: str, step: growing.Step) -> None:
    charter = starting.shipped(code)
    named = {"committee_name": "Wells"} if step.code == "committee" else {}
    assert contradictions(growing.grown(step, charter, named, BOARD)) == ()


def test_a_one_page_charter_grows_to_a_full_one() -> None:
    charter = ONE_PAGE
    for step in growing.STEPS:
        charter = growing.grown(step, charter, {"more_languages": ("fr",)} if step.code == "languages" else {}, BOARD)
        assert contradictions(charter) == ()
        assert step.is_taken(charter)
    assert [body.kind for body in charter.bodies].count("board") == 1
    assert charter.process_for("decisions.affairs").electorate == "board"
    assert {"chair", "treasurer", "coordinator"} <= {office.code for office in charter.offices}
    assert charter.languages == ("en", "fr")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_steps_in_any_order_with_any_answers_contradict_nothing_but_what_was_left_open(data: st.DataObject) -> None:
    charter = ONE_PAGE
    for step in data.draw(st.permutations(growing.STEPS)):
        answers = {question.code: data.draw(_answers(question)) for question in flat(step.asks(charter, BOARD))}
        charter = growing.grown(step, charter, answers, BOARD)
    found = {each.reason for each in contradictions(charter)}
    assert found - {"charter.protection_known_to_nobody", "charter.no_working_day"} == set()


def test_every_question_and_step_has_its_words() -> None:
    asked = [guide.asks(BOARD) for guide in guiding.GUIDES]
    asked += [question for step in growing.STEPS for question in step.asks(ONE_PAGE, BOARD)]
    assert [each.asks for each in asked if each.asks not in labels.QUESTIONS | wording.QUESTIONS] == []
    assert {step.code for step in growing.STEPS} == set(wording.STEPS)
