"""Forming a coalition: what is asked, and the founding act."""

from typing import Annotated, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.accounts.bearing import ApiRequest
from plenary.accounts.routes import SignedIn
from plenary.bodies import actions, permissions
from plenary.bodies.api.given import routes
from plenary.bodies.forms import FormingForm
from plenary.charter.rules.questions import AnswersError
from plenary.core.http.problems import Invalid
from plenary.core.verdicts import require

FORMING = "/account/forming"


class AskedChoiceOut(Schema):
    """One of the answers that are possible."""

    code: str
    label: str


class AskedOut(Schema):
    """One question whose answer becomes part of the charter."""

    code: str
    kind: str = Field(description="text, choice or number")
    label: str
    explained: str
    choices: list[AskedChoiceOut] = Field(description="where one of them is the answer")
    default: str | int = Field(description="the answer where none is given")
    least: int | None = Field(description="of a number")
    most: int | None = Field(description="of a number")


class FormingOut(Schema):
    """What is asked of one who forms a coalition."""

    questions: list[AskedOut]


class FormingIn(Schema):
    """Who forms a coalition, what it is called, and the answers that make its one-page charter."""

    name: str = Field(max_length=120)
    slug: str = Field("", max_length=60, description="its address: small letters, digits, hyphens; empty: by its name")
    organisation: str = Field(max_length=300, description="one's own: the first member")
    founder: str = Field(max_length=300, description="one's own name")
    time_zone: str = Field(max_length=64, description="IANA name; its deadlines are told in it")
    answers: dict[str, Annotated[str, Field(max_length=2000)] | Annotated[int, Field(ge=0, le=1000)]] = Field(
        max_length=50, description="the code of a question -> its answer"
    )


class FormedOut(Schema):
    """A coalition that was formed."""

    slug: str
    name: str
    state: str


@routes.get(FORMING, SignedIn(), gives=FormingOut)
def forming(request: ApiRequest) -> Any:
    """What is asked of one who forms a coalition."""
    require(permissions.may_form())
    form = FormingForm()
    return {
        "questions": [
            {
                "code": question.code,
                "kind": question.kind,
                "label": str(form.fields[question.code].label),
                "explained": str(form.fields[question.code].help_text),
                "choices": [{"code": code, "label": form.said(question, code)} for code in question.choices],
                "default": question.default,
                "least": question.least if question.most else None,
                "most": question.most or None,
            }
            for question in form.questions
        ]
    }


@routes.post(FORMING, SignedIn(), gives=FormedOut, status=201)
def form(request: ApiRequest, formed: FormingIn) -> Any:
    """Form a coalition, in one act: its record, its charter, its first member, and the founder's office."""
    account = request.bearer.require_account()
    require(permissions.may_form())
    defaults = {question.code: question.default for question in FormingForm().questions}
    unknown = formed.answers.keys() - defaults.keys()
    if unknown:
        raise Invalid({f"answers.{code}": [_("There is no such question.")] for code in unknown})
    asked = FormingForm({**defaults, **formed.answers, **formed.model_dump(exclude={"answers"})})
    if not asked.is_valid():
        told = {code: [str(said) for said in wrong] for code, wrong in asked.errors.items()}
        raise Invalid({f"answers.{code}" if code in defaults else code: wrong for code, wrong in told.items()})
    try:
        coalition = actions.found_coalition(account_id=account.id, **asked.founding(get_language() or "en"))
    except AnswersError as error:
        raise Invalid({f"answers.{code}": [_("Answer this.")] for code in error.problems}) from error
    return {"slug": coalition.slug, "name": str(coalition), "state": coalition.state}
