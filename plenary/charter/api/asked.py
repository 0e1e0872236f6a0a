"""Questions whose answers make a charter, as routes tell them and take their answers; `bodies` asks with them too."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.charter.forms import QuestionsForm
from plenary.charter.rules.asking import Kind
from plenary.core.http.problems import Invalid

AnswersIn = dict[
    str,
    Annotated[str, Field(max_length=2000)]
    | Annotated[int, Field(ge=0, le=1000)]
    | Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=50)],
]


class AskedChoiceOut(Schema):
    """One of the answers that are possible."""

    code: str
    label: str


class AskedOut(Schema):
    """One question whose answer becomes part of the charter."""

    code: str
    kind: str = Field(description="text, name, choice, several or number")
    label: str
    explained: str
    choices: list[AskedChoiceOut] = Field(description="where one of them, or several, is the answer")
    default: str | int | list[str] = Field(description="the answer where none is given")
    least: int | None = Field(description="of a number")
    most: int | None = Field(description="of a number")


def asked(form: QuestionsForm) -> list[dict[str, Any]]:
    """The questions of a form as `AskedOut`."""
    return [
        {
            "code": question.code,
            "kind": question.kind,
            "label": str(form.fields[question.code].label),
            "explained": str(form.fields[question.code].help_text),
            "choices": [{"code": code, "label": form.said(question, code)} for code in question.choices],
            "default": form.get_initial_for_field(form.fields[question.code], question.code),
            "least": question.least if question.most else None,
            "most": question.most or None,
        }
        for question in form.questions
    ]


def answered(form: QuestionsForm, answers: Mapping[str, Any]) -> dict[str, Any]:
    """An answer to each question of a form: the one given, else the default. Raises Invalid for questions that are not asked,
    and for several answers where one is."""
    told = {each["code"]: each for each in asked(form)}
    wrong = {code: _("There is no such question.") for code in answers if code not in told}
    wrong |= {
        code: _("This is not as the description says.")
        for code, answer in answers.items()
        if code in told and isinstance(answer, list) != (told[code]["kind"] == Kind.SEVERAL)
    }
    if wrong:
        raise Invalid({f"answers.{code}": [said] for code, said in wrong.items()})
    return {code: answers.get(code, each["default"]) for code, each in told.items()}


def require_answered(form: QuestionsForm) -> None:
    """Go on when a form that was filled can be read. Raises Invalid; what is wrong with an answer stands under `answers.`."""
    if not form.is_valid():
        codes: Collection[str] = {question.code for question in form.questions}
        told = {code: [str(said) for said in wrong] for code, wrong in form.errors.items()}
        raise Invalid({f"answers.{code}" if code in codes else code: wrong for code, wrong in told.items()})
