"""Questions: whatever is answered, the charter that comes of it can be obeyed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.charter import starting
from plenary.charter.rules.asking import Answer, AnswersError, Kind, Question, flat
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.document import charter_from_json, charter_to_json
from plenary.charter.rules.questions import seven_questions
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
