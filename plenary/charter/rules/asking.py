"""Questions as data and the answers that fit them: forms are built from the one, charters from the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from plenary.charter.rules.schema import Charter, Words

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


def choice(code: str, choices: Sequence[str], present: str) -> Question:
    """A question that takes one of the choices; what stands there now is one of them."""
    offered = choices if present in choices else (*choices, present)
    return Question(code=code, kind=Kind.CHOICE, asks=code, default=present, choices=tuple(offered))


def several(code: str, choices: Sequence[str], present: Sequence[str]) -> Question:
    """A question that takes some of the choices; what stands there now is among them."""
    offered = tuple(dict.fromkeys((*choices, *present)))
    return Question(code=code, kind=Kind.SEVERAL, asks=code, default=tuple(present), choices=offered)


def number(code: str, present: int, least: int, most: int) -> Question:
    """A question that takes a whole number; the present one is brought within the bounds."""
    within = min(max(present, least), most)
    return Question(code=code, kind=Kind.NUMBER, asks=code, default=within, least=least, most=most)


def office_keys(charter: Charter) -> tuple[str, ...]:
    """The offices of a charter as choices."""
    return tuple(f"office.{office.code}" for office in charter.offices)


def office_codes(answer: Answer) -> tuple[str, ...]:
    """The codes of the offices that were chosen."""
    return tuple(key.removeprefix("office.") for key in texts_of(answer))
