"""Matters of conduct: those that one may see, opening one, its steps."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.membership import actions, permissions, queries
from plenary.membership.api.given import MEMBERS, routes
from plenary.membership.forms.conduct import OpenCaseForm, StepForm
from plenary.membership.models import ConductCase
from plenary.membership.permissions.conduct import may_accompany, may_read_conduct, may_take_step
from plenary.membership.queries.contributions import counted_for
from plenary.membership.rules import BELONGING
from plenary.membership.rules.conduct import Taken
from plenary.membership.sections import sections_of_case

READERS = InCoalition(may_read_conduct)
OPENERS = InCoalition(permissions.may_open_members)
CONDUCT = "/coalitions/{slug}/conduct"


class ConductLineOut(Schema):
    """A matter of conduct as the list tells it."""

    id: str
    member: str = Field(description="the member's id; in the list empty of a protected member, at which one must look")
    member_name: str = Field(description="empty where the id is")
    duty: str
    clause: str = Field(description="key of the clause that names the duty")
    stage: str = Field(
        description="talk, talked, notice, answered, unanswered, heard, proposed, measure, appeal or closed"
    )
    opened_at: datetime
    answer_by: datetime | None
    measure: str = Field(description="nothing, support, adjust, warning, suspension, removal, or empty")
    appeal_until: datetime | None
    ended: str = Field(description="agreed, nothing, stands, set_aside, not_adopted, dropped, or empty")


class ConductStepOut(Schema):
    """One step that was taken."""

    kind: str
    at: datetime
    day: date | None = Field(description="when a conversation or a hearing was held")
    outcome: str
    way: str = Field(description="how a hearing was held: person, online, writing, trusted, absent, or empty")
    people: str
    words: str = Field(description="Markdown; empty where they are for others")
    entry: str = Field(description="id of the entry in the record; empty: the reader does not read it")


class ConductOut(ConductLineOut):
    """A matter of conduct with its steps, as this reader sees it."""

    steps: list[ConductStepOut]
    to_take: list[str] = Field(description="the steps that one may take now")
    proposals: list[str] = Field(
        description="addresses of the pages of proposals that decided on a measure, or decide on the appeal, of those one may see"
    )
    is_put_to_vote: bool = Field(description="whether its appeal is put to the vote by itself, or would be")


class ConductIn(Schema):
    """A duty that a member does not do, and the conversation that is offered."""

    duty: str = Field(
        max_length=80, description="clause and place of the duty, as category.member:0; or accountability"
    )
    other: str = Field("", max_length=500, description="another duty, in words")
    words: str = Field(max_length=4000)


class ConductStepIn(Schema):
    """A step, and what it asks for."""

    step: Taken
    words: str = Field("", max_length=4000)
    day: date | None = None
    outcome: str = Field("", max_length=12)
    people: str = Field("", max_length=300)
    way: str = Field("", max_length=10)
    days: int | None = None


@routes.get(CONDUCT, READERS, gives=Page[ConductLineOut])
def conduct(request: CoalitionRequest, wanted: Query[PageQuery]) -> Any:
    """The matters of conduct that one may see, newest first."""
    own = request.standing.member
    rows = [_line(case, case.name_for(own)) for case in queries.visible_cases(request.standing)]
    return page_of_all(request, rows, wanted, lambda row: (row["opened_at"].isoformat(), row["id"]), str, str)


@routes.post(f"{MEMBERS}/{{member_id}}/conduct", OPENERS, gives=ConductOut, status=201, scope=Scope.GOVERN)
def open_case(request: CoalitionRequest, member_id: str, opened: ConductIn) -> Any:
    """Open a matter of conduct by offering the member a conversation."""
    if queries.is_of_protected(request.standing, member_id):
        request.bearer.require_scope(Scope.GOVERN)
    found = actions.look_at_member(by=request.standing, member_id=member_id)
    if found is None:
        raise Http404
    require(may_accompany(request.standing, found))
    if found.status not in BELONGING:
        raise Http404
    charter = charter_of(request.coalition.id)
    form = OpenCaseForm(charter, found.category, opened.model_dump(), counted=counted_for(charter, found))
    words = cleaned(form)["words"]
    clause, duty = form.chosen
    return _told(request, actions.open_case(by=request.standing, member=found, duty=duty, clause=clause, words=words))


@routes.get(f"{CONDUCT}/{{case_id}}", READERS, gives=ConductOut)
def case(request: CoalitionRequest, case_id: str) -> Any:
    """A matter of conduct, with its steps."""
    return _told(request, _case(request, case_id))


@routes.post(f"{CONDUCT}/{{case_id}}/steps", READERS, gives=ConductOut, status=201, scope=Scope.GOVERN)
def case_step(request: CoalitionRequest, case_id: str, taken: ConductStepIn) -> Any:
    """Take one step in a matter of conduct; it cannot be changed afterwards."""
    found = _case(request, case_id)
    require(may_take_step(request.standing, found, taken.step))
    form = StepForm(taken.step, taken.model_dump(exclude={"step"}), is_protected=found.member.protected)
    cleaned(form)
    return _told(request, actions.take_conduct_step(by=request.standing, case=found, step=taken.step, given=form.given))


def _case(request: CoalitionRequest, case_id: str) -> ConductCase:
    """A matter that one may see, or 404; a look at that of a protected member is entered, and needs a token that may govern."""
    found = queries.visible_case(request.standing, case_id)
    if found is None:
        raise Http404
    if found.member.protected and found.member_id != request.standing.member:
        request.bearer.require_scope(Scope.GOVERN)
    actions.look_at_case(by=request.standing, case=found)
    return found


def _line(case: ConductCase, name: str) -> dict[str, Any]:
    names = ("id", "duty", "clause", "stage", "opened_at", "answer_by", "measure", "appeal_until", "ended")
    member = case.member_id if name else ""
    return {"member": member, "member_name": name, **{each: getattr(case, each) for each in names}}


def _told(request: CoalitionRequest, case: ConductCase) -> dict[str, Any]:
    names = ("kind", "at", "day", "outcome", "way")
    steps = [
        {
            "words": each.words,
            "people": each.people,
            "entry": each.entry,
            **{name: getattr(each.row, name) for name in names},
        }
        for each in queries.steps_shown(request.standing, case)
    ]
    return {
        **_line(case, case.member.name),
        "steps": steps,
        "to_take": [*map(str, queries.steps_to_take(request.standing, case))],
        "proposals": [line.url for each in sections_of_case(request.standing, case) for line in each.lines],
        "is_put_to_vote": case.would_be_voted_on(charter_of(case.coalition_id).disclosure),
    }
