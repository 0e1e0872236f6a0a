"""Bodies that were formed by a decision: what each is for, and joining one."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.bodies import shown
from plenary.bodies.actions.formed import join_body
from plenary.bodies.actions.rotation import pass_on
from plenary.bodies.api.given import routes
from plenary.bodies.api.seats import BODIES, READERS, BodyOut, TermOut, one_body, term_out
from plenary.bodies.formed import charter_for, formed_body
from plenary.bodies.models import ChairTurn
from plenary.bodies.rotation import own_turns
from plenary.bodies.rules.formed import code_of
from plenary.coalitions.access import CoalitionRequest


class TermsOfReferenceOut(Schema):
    """What a formed body is for, in one version."""

    number: int
    words: dict[str, str] = Field(description="Markdown by language tag")
    in_force_from: datetime
    adopted_by: str = Field(description="id of the proposal that adopted it")


class FormedBodyOut(BodyOut):
    """A body that was formed by a decision besides those of the charter."""

    is_open: bool = Field(description="members join it by their own interest")
    may_join: bool = Field(description="whether one may join it for one's member")
    rotates: bool = Field(description="its chair passes by turns; else it is elected")
    next_chair: str = Field(description="the name of who is next in turn to chair it, or empty")
    chair_after: list[str] = Field(description="the names of who chairs it after that, in this order")
    reports_to: str = Field(description="code of a body of the charter, or empty")
    agreement: str = Field(description="id of the agreement on which it rests, for those inside; or empty")
    review_on: date | None = Field(description="when it is looked at again")
    formed_at: datetime
    closed_at: datetime | None
    versions: list[TermsOfReferenceOut] = Field(description="its terms of reference, those in force first")


class TurnOut(Schema):
    """One's own turn to chair a body."""

    id: str
    body_id: str = Field(description="the id of the body")
    starts: datetime


@routes.get(f"{BODIES}/formed/{{formed_id}}", READERS, gives=FormedBodyOut)
def formed(request: CoalitionRequest, formed_id: str) -> Any:
    """One body that was formed by a decision: what it is for, its seats and offices, and who held them before."""
    code = code_of(formed_id)
    charter = charter_for(request.coalition.id, [code])
    told = one_body(request, charter, code)
    context = shown.formed_context(request.standing, code, charter) or {}
    row = context["row"]
    return told | {
        "is_open": row.is_open,
        "may_join": bool(context["may_join"]),
        "rotates": row.rotates,
        "next_chair": context["turn"].person.shown_name if context["turn"] else "",
        "chair_after": context["after"],
        "reports_to": row.reports_to,
        "agreement": row.agreement if request.standing.is_inside else "",
        "review_on": row.review_on,
        "formed_at": row.formed_at,
        "closed_at": row.closed_at,
        "versions": context["versions"],
    }


@routes.post(f"{BODIES}/formed/{{formed_id}}/join", READERS, gives=TermOut, status=201)
def join(request: CoalitionRequest, formed_id: str) -> Any:
    """Take a seat for one's member in a body that is open to whoever wants to."""
    if formed_body(request.coalition.id, code_of(formed_id)) is None:
        raise Http404
    return term_out(join_body(by=request.standing, code=code_of(formed_id)))


@routes.get("/coalitions/{slug}/turns/{turn_id}", READERS, gives=TurnOut)
def turn(request: CoalitionRequest, turn_id: str) -> Any:
    """One's own turn to chair a body."""
    return _own(request, turn_id)


@routes.post("/coalitions/{slug}/turns/{turn_id}/pass-on", READERS, gives=None, status=204)
def pass_on_turn(request: CoalitionRequest, turn_id: str) -> None:
    """Decline one's turn before it begins; who follows is told at once."""
    pass_on(by=request.standing, turn=_own(request, turn_id))


def _own(request: CoalitionRequest, turn_id: str) -> ChairTurn:
    found = next((each for each in own_turns(request.standing) if each.pk == turn_id), None)
    if found is None:
        raise Http404
    return found
