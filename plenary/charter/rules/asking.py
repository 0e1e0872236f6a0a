"""Questions as data and the answers that fit them: forms are built from the one, charters from the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from plenary.charter.rules.schema import Words

type Answer = str | int | Sequence[str]
type Answers = Mapping[str, Answer]


class Kind(StrEnum):
    """What an answer is: a paragraph, a name, one of the choices, some of the choices, a whole number."""

    TEXT = "text"
    NAME = "name"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: `asks` names its words, `about` is what they are asked of, `beside` what is asked in the same breath."""

    code: str
    kind: Kind
    asks: str
    default: Answer
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    about: Words = field(default_factory=dict)
    beside: "tuple[Question, ...]" = ()


class AnswersError(ValueError):
    """Answers that do not fit their questions; `problems` maps each question's code to a reason code."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{code}: {reason}" for code, reason in problems.items()))
        self.problems = dict(problems)


def flat(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Every question with those asked beside it, in their order."""
    return tuple(each for question in questions for each in (question, *question.beside))


def fitting(questions: Sequence[Question], answers: Answers) -> dict[str, Answer]:
    """Every question's answer, the default where none was given. Raises AnswersError with all that do not fit."""
    given = {question.code: answers.get(question.code, question.default) for question in flat(questions)}
    problems = {
        question.code: reason for question in flat(questions) if (reason := _misfit(question, given[question.code]))
    }
    if problems:
        raise AnswersError(problems)
    return given


def _misfit(question: Question, answer: Answer) -> str:
    if question.kind in (Kind.TEXT, Kind.NAME):
        return "" if isinstance(answer, str) and answer.strip() else "charter.answer_missing"
    if question.kind is Kind.NUMBER:
        fits = isinstance(answer, int) and question.least <= answer <= question.most
        return "" if fits else "charter.answer_out_of_range"
    given = (answer,) if question.kind is Kind.CHOICE else texts_of(answer)
    return "" if all(item in question.choices for item in given) else "charter.answer_not_a_choice"


def texts_of(answer: Answer) -> Sequence[str]:
    """The several answers to a question that takes several; none from any other."""
    return answer if isinstance(answer, list | tuple) else ()
