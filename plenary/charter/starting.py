"""The charters that ship with the product, read from their TOML files: four to start from, and the one-page charter."""

from functools import cache
from importlib.resources import files

from plenary.charter.rules import questions
from plenary.charter.rules.asking import Answers, Question
from plenary.charter.rules.document import charter_from_toml
from plenary.charter.rules.schema import Charter

STARTING = ("elected-board", "steering-committee", "lead-member", "loose-network")
ONE_PAGE = "one-page"


@cache
def shipped(code: str) -> Charter:
    """The shipped charter of this code, one of STARTING or ONE_PAGE. Raises KeyError when there is none."""
    if code not in (*STARTING, ONE_PAGE):
        raise KeyError(code)
    return charter_from_toml(files("plenary.charter").joinpath("charters", f"{code}.toml").read_text(encoding="utf-8"))


def questions_of(code: str, language: str) -> tuple[Question, ...]:
    """What the shipped charter of this code asks: seven questions for the one-page charter. Raises KeyError."""
    return questions.seven_questions() if code == ONE_PAGE else questions.questions_of(shipped(code), language)


def answered(code: str, answers: Answers, language: str) -> Charter:
    """The shipped charter of this code with its answers filled in. Raises KeyError, AnswersError."""
    if code == ONE_PAGE:
        return one_page_charter(answers, language)
    return questions.charter_from_answers(shipped(code), answers, language)


def one_page_charter(answers: Answers, language: str) -> Charter:
    """The charter that seven answers make, for a coalition that is forming. Raises AnswersError."""
    return questions.charter_from_seven(shipped(ONE_PAGE), answers, language)
