"""Questions: whatever is answered, the charter that comes of it can be obeyed."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.charter import starting
from plenary.charter.rules import questions as asked
from plenary.charter.rules.asking import Answer, AnswersError, Kind, Question, flat
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.document import charter_from_json, charter_to_json
from plenary.charter.rules.questions import QUORUMS, THRESHOLDS, by_method, seven_questions
from plenary.charter.rules.schema import Commitment, Method, Who
from plenary.core.languages import TAGS


def answers_to(questions: tuple[Question, ...]) -> st.SearchStrategy[dict[str, Answer]]:
    """Any fitting answers, with some questions left to their default."""

    def one(question: Question) -> st.SearchStrategy[Answer]:
        match question.kind:
            case Kind.NUMBER:
                return st.integers(question.least, question.most)
            case Kind.CHOICE:
                return st.sampled_from(question.choices)
            case Kind.SEVERAL:
                return st.lists(st.sampled_from(question.choices), unique=True).map(tuple)
        written = st.characters(exclude_categories=["Cs"], exclude_characters="\0")  # a NUL passes no form
        return st.text(written, min_size=1, max_size=40).filter(str.strip)

    return st.fixed_dictionaries({question.code: one(question) for question in flat(questions)})


def test_seven_questions_are_seven() -> None:
    assert [question.code for question in seven_questions()] == [
        *("purpose", "commitment", "joining", "deciding", "method", "speaking", "openness")
    ]


@given(answers_to(seven_questions()), st.sampled_from([*TAGS, "sw"]))
@settings(max_examples=60, deadline=None)
def test_seven_answers_always_make_a_charter_that_can_be_obeyed(answers: dict[str, Answer], language: str) -> None:
    charter = starting.one_page_charter(answers, language)
    assert contradictions(charter) == ()
    assert charter_from_json(charter_to_json(charter)) == charter
    assert charter.process_for("bodies.appoint").electorate == "plenary"
    assert charter.process_for("charter.amend").electorate == "plenary"


@pytest.mark.parametrize("code", starting.STARTING)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_answers_to_a_starting_charter_make_one_that_can_be_obeyed(code: str, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["en", "fr", "sw"]))
    answers = data.draw(answers_to(starting.questions_of(code, language)))
    charter = starting.answered(code, answers, language)
    assert contradictions(charter) == ()
    assert charter.languages[0] == answers["language"]


@pytest.mark.parametrize("code", starting.STARTING)
def test_defaults_leave_a_starting_charter_as_it_is(code: str) -> None:
    assert starting.answered(code, {}, "en") == starting.shipped(code)


def test_answers_are_obeyed() -> None:
    charter = starting.one_page_charter(
        {
            "purpose": "Nobody drinks from a poisoned well.",
            "commitment": "cooperation",
            "joining": "invited",
            "deciding": "group",
            "method": "majority",
            "speaking": "rotation",
            "concerns": "trusted",
            "openness": "public",
            "review_months": 3,
        },
        "en",
    )
    assert charter.purpose.purpose == {"en": "Nobody drinks from a poisoned well."}
    assert charter.purpose.commitment is Commitment.COOPERATION
    assert charter.category("member").who is Who.ORGANISATIONS
    assert (charter.process("ordinary").electorate, charter.process("ordinary").method) == ("group", Method.MAJORITY)
    assert (charter.process("admission").electorate, charter.process("admission").method) == ("plenary", Method.CONSENT)
    assert (charter.speaking.rotation, charter.speaking.offices) == (True, ("coordinator",))
    assert (charter.disclosure.charter, charter.disclosure.proposals) == ("public", "members")
    assert charter.review.every_months == 3
    assert (charter.conflict.receiver, charter.conflict.instead) == ("confidant", "coordinator")
    assert charter.office("confidant").powers == ()


def test_a_charter_of_one_page_names_nobody_who_receives_concerns_unless_it_is_answered() -> None:
    charter = starting.one_page_charter({"purpose": "Clean wells."}, "en")
    assert (charter.conflict.receiver, [office.code for office in charter.offices]) == ("", ["coordinator"])


def test_answers_that_do_not_fit_are_told_by_question() -> None:
    with pytest.raises(AnswersError) as caught:
        starting.one_page_charter({"purpose": " ", "method": "shouting", "review_months": 400}, "en")
    assert caught.value.problems == {
        "purpose": "charter.answer_missing",
        "method": "charter.answer_not_a_choice",
        "review_months": "charter.answer_out_of_range",
    }


# What is offered, and what a changed answer leaves

BOARD = starting.shipped("elected-board")


def _figures(questions: tuple[Question, ...]) -> dict[str, tuple[Answer, int, int]]:
    return {each.code: (each.default, each.least, each.most) for each in questions if each.kind is Kind.NUMBER}


def test_seats_are_asked_of_every_body_and_terms_of_the_board_alone() -> None:
    [seats] = BOARD.body("board").seats
    asked_of_board = {
        "body.board.members.number": (seats.number, 1, 99),
        "body.board.members.term_months": (seats.term_months, 1, 120),
        "body.board.members.term_limit": (seats.term_limit, 0, 9),
    }
    found = _figures(starting.questions_of("elected-board", "en"))
    assert {code: told for code, told in found.items() if code.startswith("body.board.")} == asked_of_board
    assert {code for code in found if code not in asked_of_board} == {
        f"body.{code}.members.number" for code in ("outreach", "policy", "finance")
    }
    assert _figures(flat(seven_questions())) == {"review_months": (6, 1, 36)}
    nobody = replace(BOARD, bodies=(replace(BOARD.body("board"), seats=(replace(seats, number=0),)),))
    assert _figures(asked.questions_of(nobody, "en")) == {}


def test_shares_are_asked_of_the_usual_process_and_of_amendments() -> None:
    found = {
        each.code: each for each in starting.questions_of("elected-board", "en") if each.code.startswith("process.")
    }
    assert list(found) == ["process.ordinary.quorum", "process.amendment.threshold", "process.amendment.quorum"]
    assert found["process.ordinary.quorum"].choices == QUORUMS
    assert found["process.amendment.threshold"].choices == THRESHOLDS
    alike = replace(BOARD, matters={**BOARD.matters, "other": "amendment"})
    assert [each.code for each in asked.questions_of(alike, "en") if each.code.startswith("process.")] == list(found)[
        1:
    ]
    consent = tuple(replace(each, method=Method.CONSENT) for each in BOARD.processes)
    agreed = asked.questions_of(replace(BOARD, processes=consent), "en")
    assert [each.code for each in agreed if each.code.endswith(".threshold")] == []


def test_an_unusual_share_stands_first() -> None:
    unusual = tuple(replace(each, quorum=Fraction(2, 7)) for each in BOARD.processes)
    quorum = next(each for each in asked.questions_of(replace(BOARD, processes=unusual), "en") if each.asks == "quorum")
    assert (quorum.default, quorum.choices) == ("2/7", ("2/7", *QUORUMS))


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("fr", "fr"), ("fr-CA", "en"), ("sw", "en")])
def test_it_is_asked_in_a_language_of_the_charter(language: str, tag: str) -> None:
    found = {each.code: each.default for each in starting.questions_of("elected-board", language)}
    assert (found["language"], found["body.board.name"]) == (tag, BOARD.body("board").names[tag])
    made = starting.answered("elected-board", {}, language)
    assert made == replace(BOARD, languages=(tag, *(each for each in BOARD.languages if each != tag)))


def test_a_name_that_was_changed_stands_in_the_authentic_language_alone() -> None:
    answers = {"body.board.name": "Cercle", "language": "fr", "purpose": " Des puits. "}
    made = starting.answered("elected-board", answers, "en")
    assert made.body("board").names == {"fr": "Cercle"}
    assert made.purpose.purpose == {"fr": "Des puits."}
    assert made.body("outreach") == BOARD.body("outreach")


def test_persons_join_where_both_may() -> None:
    both = starting.one_page_charter({"purpose": "Clean wells.", "joining": "both"}, "en")
    assert {category.who for category in both.categories} == {Who.BOTH}


@pytest.mark.parametrize(("days", "at_least"), [(0, 3), (3, 3), (9, 9)])
def test_consensus_takes_days_and_two_tests_and_silence_no_quorum(days: int, at_least: int) -> None:
    usual = replace(BOARD.process("ordinary"), discussion_days=days, quorum=Fraction(1, 2), fallback="ending", rounds=3)
    consensus = by_method(usual, Method.CONSENSUS, "amendment")
    assert (consensus.discussion_days, consensus.rounds, consensus.fallback) == (at_least, 2, "amendment")
    silence, consent = (by_method(usual, method, "amendment") for method in (Method.SILENCE, Method.CONSENT))
    assert (silence.quorum, silence.rounds, silence.fallback) == (0, 1, "")
    assert (consent.quorum, consent.rounds, consent.fallback) == (Fraction(1, 2), 1, "")
