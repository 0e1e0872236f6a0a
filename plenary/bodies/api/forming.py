"""Forming a coalition: what is asked, and the founding act."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.accounts.bearing import ApiRequest
from plenary.accounts.routes import SignedIn
from plenary.bodies import actions, permissions
from plenary.bodies.api.given import routes
from plenary.bodies.forms import FormingForm
from plenary.charter.api.asked import AnswersIn, AskedOut, answered, asked, require_answered
from plenary.charter.rules.asking import AnswersError
from plenary.core.http.problems import Invalid
from plenary.core.verdicts import require

FORMING = "/account/forming"


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
    answers: AnswersIn = Field(max_length=50, description="the code of a question -> its answer")


class FormedOut(Schema):
    """A coalition that was formed."""

    slug: str
    name: str
    state: str


@routes.get(FORMING, SignedIn(), gives=FormingOut)
def forming(request: ApiRequest) -> Any:
    """What is asked of one who forms a coalition."""
    require(permissions.may_form())
    return {"questions": asked(FormingForm())}


@routes.post(FORMING, SignedIn(), gives=FormedOut, status=201)
def form(request: ApiRequest, formed: FormingIn) -> Any:
    """Form a coalition, in one act: its record, its charter, its first member, and the founder's office."""
    account = request.bearer.require_account()
    require(permissions.may_form())
    answers = answered(FormingForm(), formed.answers)
    filled = FormingForm({**answers, **formed.model_dump(exclude={"answers"})})
    require_answered(filled)
    try:
        coalition = actions.found_coalition(account_id=account.id, **filled.founding(get_language() or "en"))
    except AnswersError as error:
        raise Invalid({f"answers.{code}": [_("Answer this.")] for code in error.problems}) from error
    return {"slug": coalition.slug, "name": str(coalition), "state": coalition.state}
