"""The opening questions: the conversation, what one member answers, its answers, and the yearly look again."""

from datetime import date, datetime
from typing import Any

from ninja import Query, Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.membership import actions, permissions
from plenary.membership.api.given import MEMBERS, member_asked, routes
from plenary.membership.forms.opening import OpeningForm
from plenary.membership.labels import QUESTION, QUESTION_HELP
from plenary.membership.models import Member
from plenary.membership.permissions.opening import may_answer_opening, may_print_opening
from plenary.membership.queries import opening as queries
from plenary.membership.rules.opening import Audience, Question
from plenary.membership.shown import Said, audience_choices, opening_of, said

READERS = InCoalition(permissions.may_open_members)
THOSE_INSIDE = InCoalition(permissions.may_hear_opening)
OF_MEMBER = f"{MEMBERS}/{{member_id}}/opening"


class OpeningWanted(Schema):
    """Which question of the conversation."""

    asked: Question = Question.WHO


class OpeningSaidOut(Schema):
    """An answer."""

    id: str
    words: str = Field(description="Markdown")
    language: str = Field(description="BCP 47")
    audience: str = Field(description="members, steering or facilitator")
    audience_in_words: str
    given_at: datetime
    said_on: date | None = Field(description="the day on paper, where somebody typed it in")
    is_typed_in: bool
    typed_in_by: str


class ConversationLineOut(OpeningSaidOut):
    """What a member answers to the question."""

    member: str
    name: str


class OpeningAnswersOut(Schema):
    """A question with what a member answers to it."""

    question: str
    asked: str
    help: str
    now: OpeningSaidOut | None = Field(description="null: not answered, or not for you")
    before: list[OpeningSaidOut]


class MemberOpeningOut(Schema):
    """What a member answers to the opening questions, as far as one hears it."""

    member: str
    may_answer: bool
    questions: list[OpeningAnswersOut]


class OpeningAnswerIn(Schema):
    """An answer to one question."""

    question: Question
    words: str = Field(max_length=10_000, description="Markdown")
    audience: Audience


class OpeningIn(Schema):
    """Answers; questions that are left out stay as they are."""

    answers: list[OpeningAnswerIn]
    language: str = Field(max_length=35, description="a language of the charter")
    said_on: date | None = Field(None, description="the day on paper, where one types in for another member")


class AudienceOut(Schema):
    """An audience that can be chosen."""

    code: str
    in_words: str


class OpeningSheetOut(Schema):
    """The sheet: the questions and the audiences."""

    questions: dict[str, str]
    audiences: list[AudienceOut]


@routes.get("/coalitions/{slug}/opening", THOSE_INSIDE, gives=Page[ConversationLineOut])
def opening(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[OpeningWanted]) -> Any:
    """What members answer to one question, by name, as far as one hears it; protected ones stand in no list."""
    rows = list(queries.standing_answers(request.standing, narrowed.asked))
    told = [
        {**_said(each), "member": each.row.member_id, "name": each.row.member.name}
        for each in said(charter_of(request.coalition.id), rows)
    ]
    return page_of_all(request, told, wanted, lambda row: (row["name"], row["id"]), str, str)


@routes.get("/coalitions/{slug}/opening/paper", InCoalition(may_print_opening), gives=OpeningSheetOut)
def opening_paper(request: CoalitionRequest) -> Any:
    """The questions, and the audiences with whom the charter puts there."""
    audiences = audience_choices(request.coalition.id)
    return {
        "questions": {code: str(QUESTION[code]) for code in Question},
        "audiences": [{"code": code, "in_words": str(label)} for code, label in audiences],
    }


@routes.get(OF_MEMBER, READERS, gives=MemberOpeningOut)
def member_opening(request: CoalitionRequest, member_id: str) -> Any:
    """What a member answers to the opening questions, now and before."""
    return _told(request, member_asked(request, member_id))


@routes.post(OF_MEMBER, READERS, gives=MemberOpeningOut)
def answer_opening(request: CoalitionRequest, member_id: str, opened: OpeningIn) -> Any:
    """Answer opening questions for one's member; or type in what a member wrote, where one leads the conversation."""
    member = member_asked(request, member_id)
    require(may_answer_opening(request.standing, member))
    data: dict[str, Any] = {"language": opened.language, "said_on": opened.said_on}
    for each in opened.answers:
        data |= {f"{each.question}_words": each.words, f"{each.question}_audience": each.audience}
    form = OpeningForm(
        data,
        questions=[question for question in Question if f"{question}_words" in data],
        audiences=audience_choices(request.coalition.id),
        languages=charter_of(request.coalition.id).languages,
        typed_in=request.standing.member != member.id,
    )
    on = cleaned(form).get("said_on")
    actions.answer_opening(by=request.standing, member=member, given=form.given(), said_on=on)
    return _told(request, member)


@routes.post(f"{OF_MEMBER}/so-still", READERS, gives=None, status=204)
def look_again_at_opening(request: CoalitionRequest, member_id: str) -> None:
    """Find all of a member's answers to be so still."""
    actions.look_again(by=request.standing, member=member_asked(request, member_id))


def _said(each: Said) -> dict[str, Any]:
    row = each.row
    return {
        "id": row.id,
        "words": each.words,
        "language": row.language,
        "audience": row.audience,
        "audience_in_words": str(each.audience),
        "given_at": row.given_at,
        "said_on": row.said_on,
        "is_typed_in": row.is_typed_in,
        "typed_in_by": each.typed_in_by,
    }


def _told(request: CoalitionRequest, member: Member) -> dict[str, Any]:
    return {
        "member": member.id,
        "may_answer": bool(may_answer_opening(request.standing, member)),
        "questions": [
            {
                "question": each.question,
                "asked": str(each.asked),
                "help": str(QUESTION_HELP[each.question]),
                "now": _said(each.now) if each.now else None,
                "before": [_said(other) for other in each.before],
            }
            for each in opening_of(request.standing, member)
        ],
    }
