"""What an answer to a guided question changes, and what it leaves; what is offered; what makes an answer none."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plenary.charter import starting
from plenary.charter.labels import guides as wording
from plenary.charter.rules import guiding
from plenary.charter.rules.asking import (
    Answer,
    AnswersError,
    Kind,
    Question,
    choice,
    fitting,
    number,
    several,
    texts_of,
)
from plenary.charter.rules.document import days_from_json, days_to_json
from plenary.charter.rules.schema import Charter, Days, Method, Process, Secrecy, Urgent, Weekday

BOARD = starting.shipped("elected-board")
FEW = ("body.board", "body.outreach", "body.policy", "body.finance")
OFFICES = ("office.chair", "office.treasurer", "office.coordinator")
BODIES = ("body.plenary", *FEW)


def _after(code: str, answer: Answer, charter: Charter = BOARD) -> Charter:
    guide = guiding.guide_of(code)
    return guiding.answered(
        guide, charter, {code: answer}, lambda made: dict(wording.names_for(made, charter.languages))
    )


def _usual(charter: Charter) -> Process:
    return charter.process_for("other")


def _with_usual(**terms: object) -> Charter:
    """The charter of the board, whose usual process has other terms."""
    row = (replace(each, **terms) if each.code == "ordinary" else each for each in BOARD.processes)
    return replace(BOARD, processes=tuple(row))


@pytest.mark.parametrize(
    ("code", "default", "choices"),
    [
        ("money", "body.plenary", BODIES),
        ("admits", "body.board", BODIES),
        ("calls", ("office.chair", "office.coordinator"), OFFICES),
        ("urgent", "body.board", ("nobody", *FEW)),
        ("concern", "office.chair", ("everyone", *OFFICES)),
        ("nobody", "lapses", ("lapses", "goes_on", "agrees")),
    ],
)
def test_what_is_offered_and_stands_now(code: str, default: Answer, choices: tuple[str, ...]) -> None:
    question = guiding.guide_of(code).asks(BOARD)
    assert (question.default, question.choices) == (default, choices)


@pytest.mark.parametrize(
    ("longest", "every", "bounds"), [(0, 24, [(0, 0, 120), (24, 1, 120)]), (240, 180, [(240, 0, 240), (180, 1, 180)])]
)
def test_months_are_within_ten_years_unless_more_stand_there(
    longest: int, every: int, bounds: list[tuple[int, int, int]]
) -> None:
    charter = replace(BOARD, longest_term_months=longest, review=replace(BOARD.review, every_months=every))
    asked = [guiding.guide_of(code).asks(charter) for code in ("longest", "look")]
    assert [(each.default, each.least, each.most) for each in asked] == bounds


# How it is decided


def test_silence_needs_one_who_objects_and_no_longer_confirms_what_cannot_wait() -> None:
    after = _after("method", "silence")
    assert (_usual(after).method, _usual(after).objectors) == (Method.SILENCE, 1)
    assert (after.urgent.process, after.urgent.confirmed_by) == ("urgent", "amendment")


def test_what_decides_alone_goes_on_confirming() -> None:
    falls_back = tuple(
        replace(each, fallback="ordinary") if each.code == "statement" else each for each in BOARD.processes
    )
    after = _after("method", "consent", replace(BOARD, processes=falls_back))
    assert (_usual(after).method, after.urgent) == (Method.CONSENT, BOARD.urgent)
    assert after.process("statement").fallback == "ordinary"
    assert (
        _after("method", "consensus", replace(BOARD, processes=falls_back)).process("statement").fallback == "amendment"
    )


@pytest.mark.parametrize(
    ("rule", "after"),
    [
        (Urgent(process="urgent", confirmed_by="ordinary"), Urgent(process="urgent", confirmed_by="amendment")),
        (Urgent(process="urgent", confirmed_by="ending"), Urgent(process="urgent", confirmed_by="ending")),
        (Urgent(process="ordinary", confirmed_by="ending"), Urgent()),
        (Urgent(process="amendment", confirmed_by="ordinary"), Urgent()),
    ],
)
def test_what_cannot_wait_relies_on_nothing_that_no_longer_decides_alone(rule: Urgent, after: Urgent) -> None:
    assert _after("method", "silence", replace(BOARD, urgent=rule)).urgent == after


def test_where_nobody_could_confirm_nothing_is_urgent() -> None:
    by_consensus = tuple(
        replace(each, method=Method.CONSENSUS) if each.code == "amendment" else each for each in BOARD.processes
    )
    assert _after("method", "silence", replace(BOARD, processes=by_consensus)).urgent == Urgent()


@pytest.mark.parametrize(
    ("terms", "present"),
    [
        ({"method": Method.SILENCE}, "agrees"),
        ({"quorum": Fraction(0)}, "goes_on"),
        ({"quorum": Fraction(1, 2)}, "lapses"),
    ],
)
def test_what_nobody_answers_is_told(terms: dict[str, object], present: str) -> None:
    assert guiding.guide_of("nobody").asks(_with_usual(**terms)).default == present


def test_a_quorum_that_stands_is_kept_and_a_new_one_is_a_third() -> None:
    consent = _with_usual(method=Method.CONSENT, quorum=Fraction(0))
    after = _usual(_after("nobody", "lapses", consent))
    assert (after.method, after.quorum) == (Method.CONSENT, Fraction(1, 3))
    half = _with_usual(method=Method.CONSENT, quorum=Fraction(1, 2))
    assert _after("nobody", "lapses", half) == half
    silent = _with_usual(method=Method.SILENCE, quorum=Fraction(0))
    assert _usual(_after("nobody", "goes_on", silent)).method is Method.MAJORITY


# What cannot wait, and calls


def test_few_decide_within_a_day_and_the_usual_process_confirms() -> None:
    after = _after("urgent", "body.finance", replace(BOARD, urgent=Urgent()))
    made = after.process(after.urgent.process)
    assert (made.electorate, made.moved_by, made.voting_days, made.voting_hours) == ("finance", "finance", 0, 24)
    assert (made.early, made.objections) == (True, False)
    assert after.urgent.confirmed_by == "ordinary"
    assert len(after.processes) == len(BOARD.processes) + 1


def test_where_no_process_decides_alone_a_new_one_confirms() -> None:
    by_consensus = tuple(replace(each, method=Method.CONSENSUS) for each in BOARD.processes)
    after = _after("urgent", "body.board", replace(BOARD, processes=by_consensus, urgent=Urgent()))
    assert after.process(after.urgent.confirmed_by).method is Method.MAJORITY
    assert after.urgent.confirmed_by not in {each.code for each in BOARD.processes}


def test_a_call_is_open_two_days_where_the_process_says_nothing_else() -> None:
    row = tuple(replace(each, window_hours=0) if each.code == "between" else each for each in BOARD.processes)
    after = _after("calls", ("office.treasurer",), replace(BOARD, processes=row))
    assert (after.process("between").window_hours, after.process("ordinary").window_hours) == (48, 72)
    answers = {each.code for each in after.processes if each.recorded_by == ("treasurer",)}
    secret = {each.code for each in BOARD.processes if each.secrecy is Secrecy.SECRET or each.method is Method.CHOICE}
    assert answers == {each.code for each in BOARD.processes} - secret - {"amendment", "urgent"}


# Concerns and terms


@pytest.mark.parametrize(
    ("answer", "received"),
    [
        ("office.coordinator", ("coordinator", "treasurer", ())),
        ("office.treasurer", ("treasurer", "", ("coordinator",))),
        ("everyone", ("", "", ())),
    ],
)
def test_who_receives_a_concern_does_not_also_stand_in(answer: str, received: tuple[str, str, tuple[str, ...]]) -> None:
    rule = _after("concern", answer).conflict
    assert (rule.receiver, rule.instead, rule.further) == received


def test_terms_that_are_longer_or_have_no_end_take_the_longest() -> None:
    months = dict(zip((office.code for office in BOARD.offices), (0, 6, 36), strict=True))
    charter = replace(
        BOARD, offices=tuple(replace(office, term_months=months[office.code]) for office in BOARD.offices)
    )
    assert [office.term_months for office in _after("longest", 12, charter).offices] == [12, 6, 12]
    unlimited = replace(charter, longest_term_months=48)
    assert [office.term_months for office in _after("longest", 0, unlimited).offices] == [0, 6, 36]


# Questions


def test_what_stands_there_now_is_among_the_choices() -> None:
    assert choice("q", ("a", "b"), "b").choices == ("a", "b")
    assert choice("q", ("a", "b"), "c").choices == ("a", "b", "c")
    assert several("q", ("a",), ("b", "a")).choices == ("a", "b")
    assert [number("q", present, 1, 9).default for present in (0, 5, 99)] == [1, 5, 9]


def test_several_answers_are_a_list_and_nothing_else() -> None:
    assert [tuple(texts_of(answer)) for answer in (["a"], ("a", "b"), "ab", 3)] == [("a",), ("a", "b"), (), ()]


@pytest.mark.parametrize(
    ("question", "answer", "reason"),
    [
        (Question(code="q", kind=Kind.NAME, asks="q", default=""), ("a",), "charter.answer_missing"),
        (Question(code="q", kind=Kind.TEXT, asks="q", default=""), " ", "charter.answer_missing"),
        (number("q", 1, 1, 9), 10, "charter.answer_out_of_range"),
        (number("q", 1, 1, 9), "5", "charter.answer_out_of_range"),
        (choice("q", ("a",), "a"), "b", "charter.answer_not_a_choice"),
        (several("q", ("a",), ()), ("a", "b"), "charter.answer_not_a_choice"),
    ],
)
def test_what_does_not_fit_its_question_is_told(question: Question, answer: Answer, reason: str) -> None:
    with pytest.raises(AnswersError, match=f"q: {reason}") as told:
        fitting([question], {"q": answer})
    assert told.value.problems == {"q": reason}


def test_the_days_that_a_proposal_was_opened_under_are_read_back() -> None:
    days = Days(time_zone="Africa/Dakar", rest_days=(Weekday.FRIDAY,), holidays=("12-25",))
    assert days_from_json(days_to_json(days)) == days
    assert days_from_json({}) == Days()
