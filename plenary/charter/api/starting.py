"""Routes of the starting charters: those that ship, what each asks, and a draft made of one with its answers."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.charter import actions, labels, starting
from plenary.charter.api.asked import AnswersIn, AskedOut, answered, asked, require_answered
from plenary.charter.api.given import CHARTER, DRAFTERS, CharterPreviewOut, DraftMadeOut, preview, routes
from plenary.charter.forms import DraftForm
from plenary.charter.rules.asking import AnswersError
from plenary.charter.rules.schema import Charter
from plenary.charter.shown.reading import preview_of
from plenary.charter.shown.starting import known_answers
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import Invalid

ALL = f"{CHARTER}/starting"
ONE = f"{ALL}/{{start}}"


class StartingLineOut(Schema):
    """A charter from which one may begin."""

    code: str
    name: str
    explained: str


class StartingListOut(Schema):
    """The charters from which one may begin."""

    items: list[StartingLineOut]


class StartingOut(StartingLineOut):
    """A charter from which one may begin, and what it asks."""

    questions: list[AskedOut]


class AnsweredIn(Schema):
    """The answers to the questions of a starting charter, and the title under which the draft is kept."""

    title: str = Field("", max_length=200)
    answers: AnswersIn = Field({}, max_length=100, description="the code of a question -> its answer; else the default")


@routes.get(ALL, DRAFTERS, gives=StartingListOut)
def starting_charters(request: CoalitionRequest) -> Any:
    """The charters from which one may begin."""
    return {"items": [_line(start) for start in labels.STARTING]}


@routes.get(ONE, DRAFTERS, gives=StartingOut)
def starting_charter(request: CoalitionRequest, start: str) -> Any:
    """What a starting charter asks, with what the charter in force answers already."""
    return {**_line(start), "questions": asked(_form(request, start))}


@routes.post(f"{ONE}/preview", DRAFTERS, gives=CharterPreviewOut)
def preview_answers(request: CoalitionRequest, start: str, given: AnsweredIn) -> Any:
    """What a starting charter would say with these answers, and what it would change. Nothing is kept."""
    return preview(preview_of(request.coalition.id, _made(request, start, given)[1]))


@routes.post(ONE, DRAFTERS, gives=DraftMadeOut, status=201)
def draft_answers(request: CoalitionRequest, start: str, given: AnsweredIn) -> Any:
    """Keep a starting charter with these answers as a draft. Members see it."""
    title, charter = _made(request, start, given)
    seen = preview_of(request.coalition.id, charter)
    if seen.contradictions:
        raise Invalid({"answers": [each.sentence for each in seen.contradictions]}, "charter.contradicts")
    return actions.draft_charter(by=request.standing, charter=charter, title=title)


def _made(request: CoalitionRequest, start: str, given: AnsweredIn) -> tuple[str, Charter]:
    answers = answered(_form(request, start), given.answers)
    form = _form(request, start, {**answers, "title": given.title})
    require_answered(form)
    try:
        charter = starting.answered(start, form.answers(), request.coalition.language)
    except AnswersError as error:
        raise Invalid({f"answers.{code}": [_("Answer this.")] for code in error.problems}) from error
    return form.cleaned_data["title"], charter


def _form(request: CoalitionRequest, start: str, data: dict[str, Any] | None = None) -> DraftForm:
    if start not in labels.STARTING:
        raise Http404
    questions = starting.questions_of(start, request.coalition.language)
    return DraftForm(questions, data, initial=known_answers(request.coalition))


def _line(start: str) -> dict[str, str]:
    if start not in labels.STARTING:
        raise Http404
    name, explained = labels.STARTING[start]
    return {"code": start, "name": str(name), "explained": str(explained)}
