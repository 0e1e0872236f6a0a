"""Bodies and offices: who holds what until when, what is vacant, and giving a seat up."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.bodies import actions, permissions, queries
from plenary.bodies.api.given import routes
from plenary.bodies.countbacks import countbacks_in
from plenary.bodies.handing_over import handover_of
from plenary.bodies.models import Countback, Term
from plenary.bodies.queries import BodyShown, Filling
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.verdicts import require

READERS = InCoalition(permissions.may_read_bodies)
BODIES = "/coalitions/{slug}/bodies"


class TermOut(Schema):
    """Who holds a seat or an office."""

    id: str
    member: str | None = Field(description="the id of the member whose seat it is")
    name: str = Field(description="of the member, else of the person")
    person: str = Field(description="the name of the person who sits for the member or in their own name, or empty")
    starts: datetime
    ends: datetime | None = Field(description="null: without limit")


class TermBeforeOut(Schema):
    """Who held a seat or an office before."""

    name: str
    starts: datetime
    until: datetime | None


class FillingOut(Schema):
    """The seats of one kind in a body, or an office."""

    seats: str = Field(description="the code of the seats, or empty")
    office: str = Field(description="the code of the office, or empty")
    name: str
    reserved: str = Field(description="for whom the seats are kept, or empty")
    number: int
    vacant: int
    filled: str = Field(description="every_member, election, appointment or host")
    clause: str = Field(description="the key of the clause in which it stands")
    terms: list[TermOut]
    coming: list[TermOut] = Field(description="those who take up later")


class BodyLineOut(Schema):
    """A body of the charter and who sits in it."""

    code: str
    name: str
    kind: str = Field(description="plenary, board, steering, committee or task_force")
    clause: str
    duties: list[str]
    is_plenary: bool = Field(description="every member that votes sits in it, and no seat is to be filled")
    seats: list[FillingOut]


class OnNoCommitteeOut(Schema):
    """A member that sits in no body but the plenary."""

    id: str
    name: str


class BodiesOut(Schema):
    """Every body and office of the charter."""

    number: int = Field(description="how many seats and offices there are")
    held: int = Field(description="how many of them are held")
    mine: list[str] = Field(description="codes of the bodies in which one sits")
    bodies: list[BodyLineOut]
    offices: list[FillingOut]
    on_no_committee: list[OnNoCommitteeOut] | None = Field(description="null for those who do not look after seats")


class BodyVacancyOut(Schema):
    """A seat or an office that fell vacant and is filled from the ballots of its election."""

    id: str
    proposal: str = Field(description="id of the election, where its vacancies are told in full")
    seats: str = Field(description="the code of the seats, or empty")
    office: str = Field(description="the code of the office, or empty")
    until: datetime | None = Field(description="the last moment at which who is chosen may accept")
    answer: str = Field(description="what came of it; empty while it is waited for")


class BodyOut(BodyLineOut):
    """One body, its seats and offices, and who held them before."""

    vacancies: list[BodyVacancyOut] = Field(description="the newest ten, for those who read the outcomes of elections")

    electors: int = Field(description="how many have a vote in it, those away and those under protection left out")
    offices: list[FillingOut]
    before: list[TermBeforeOut] = Field(description="the newest thirty")


class HandoverLineOut(Schema):
    """One thing to hand over."""

    sentence: str
    url: str = Field(description="the path of a page to read on, or empty")
    note: str


class HandoverSectionOut(Schema):
    """Things of one kind to hand over."""

    heading: str
    lines: list[HandoverLineOut]


class HandoverOut(Schema):
    """What one hands over when a term ends."""

    until: datetime | None = Field(description="when the term ends, or ended; null: without limit")
    sections: list[HandoverSectionOut]


@routes.get(BODIES, READERS, gives=BodiesOut)
def bodies(request: CoalitionRequest) -> Any:
    """Every body and office of the charter, who holds what until when, what is vacant."""
    standing, charter = request.standing, charter_of(request.coalition.id)
    terms = list(queries.terms_in_force(request.coalition.id, coming=True))
    shown = [queries.body_shown(charter, body, terms) for body in charter.bodies]
    offices = queries.offices_shown(charter, terms)
    number, held = queries.counted(shown, offices)
    looks_after = permissions.may_look_after_seats(standing)
    return {
        "number": number,
        "held": held,
        "mine": [body.code for body in queries.bodies_of(standing)],
        "bodies": [_body(each) for each in shown],
        "offices": [_filling(each) for each in offices],
        "on_no_committee": list(queries.members_on_no_committee(standing)) if looks_after else None,
    }


@routes.get(f"{BODIES}/{{code}}", READERS, gives=BodyOut)
def body(request: CoalitionRequest, code: str) -> Any:
    """One body: its duties, its seats and offices, and who held them before."""
    charter = charter_of(request.coalition.id)
    found = next((body for body in charter.bodies if body.code == code), None)
    if found is None:
        raise Http404
    terms = list(queries.terms_in_force(request.coalition.id, coming=True))
    before = queries.terms_before(request.coalition.id, code)
    return {
        **_body(queries.body_shown(charter, found, terms)),
        "vacancies": [_vacancy(each) for each in countbacks_in(request.standing, charter, code)],
        "electors": queries.number_of_electors(request.coalition.id, code),
        "offices": [_filling(each) for each in queries.offices_shown(charter, terms, code)],
        "before": [{"name": term.holder_name, "starts": term.starts, "until": term.until} for term in before],
    }


@routes.get(f"{BODIES}/terms/{{term_id}}/handover", READERS, gives=HandoverOut)
def handover(request: CoalitionRequest, term_id: str) -> Any:
    """What one hands over when one's seat or office ends; for the holder alone."""
    term = queries.term_of(request.coalition.id, term_id)
    if term is None:
        raise Http404
    require(permissions.may_hand_over(request.standing, term))
    return {
        "until": term.until,
        "sections": [
            {"heading": str(section.heading), "lines": [asdict(line) for line in section.lines]}
            for section in handover_of(request.standing, term)
        ],
    }


@routes.post(f"{BODIES}/terms/{{term_id}}/give-up", READERS, gives=None, status=204, scope=Scope.GOVERN)
def give_up(request: CoalitionRequest, term_id: str) -> None:
    """Give up one's own seat or office before its time."""
    term = queries.terms_in_force(request.coalition.id).filter(id=term_id).first()
    if term is None:
        raise Http404
    actions.give_up(by=request.standing, term=term)


def _body(shown: BodyShown) -> dict[str, Any]:
    return {
        "code": shown.body.code,
        "name": shown.name,
        "kind": shown.body.kind,
        "clause": f"body.{shown.body.code}",
        "duties": list(shown.duties),
        "is_plenary": shown.is_plenary,
        "seats": [_filling(each) for each in shown.seats],
    }


def _filling(filling: Filling) -> dict[str, Any]:
    place = filling.place
    return {
        "seats": place.seats,
        "office": place.office,
        "name": filling.name,
        "reserved": filling.reserved,
        "number": place.number,
        "vacant": filling.vacant,
        "filled": place.filled,
        "clause": place.clause,
        "terms": [_term(each) for each in filling.terms],
        "coming": [_term(each) for each in filling.coming],
    }


def _vacancy(row: Countback) -> dict[str, Any]:
    return {
        "id": row.pk,
        "proposal": row.proposal,
        "seats": row.term.seats,
        "office": row.term.office,
        "until": row.until,
        "answer": row.answer,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "member": term.member_id,
        "name": term.holder_name,
        "person": term.person.shown_name if term.person else "",
        "starts": term.starts,
        "ends": term.ends,
    }
