"""Bodies and offices: who holds what until when, what is vacant."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.bodies import permissions, queries
from plenary.bodies import shown as formed_pages
from plenary.bodies.api.given import routes
from plenary.bodies.countbacks import countbacks_in
from plenary.bodies.models import Countback, Term
from plenary.bodies.overseeing import overseen_by
from plenary.bodies.queries import BodyShown, Filling
from plenary.bodies.suggestions import Without, own_suggestions, with_suggestions
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.coalitions.access import CoalitionRequest, InCoalition

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


class SuggestedBodyOut(Schema):
    """A body that a member could join, and why, in a sentence."""

    id: str = Field(description="of a body that was formed; of one of the charter its code")
    name: str
    url: str = Field(description="the path of its page")
    sentence: str


class OnNoCommitteeOut(Schema):
    """A member that sits in no body but the plenary, with bodies that it could join."""

    id: str
    name: str
    suggested: list[SuggestedBodyOut]
    load: str = Field(
        description="how many seats, offices and tasks those who act for it have, in sentences; empty for none"
    )


class FormedLineOut(Schema):
    """A body that was formed by a decision besides those of the charter."""

    id: str
    code: str
    name: str
    kind: str = Field(description="committee or task_force")
    seats: int
    held: int
    is_open: bool = Field(description="members join it by their own interest")
    may_join: bool = Field(description="whether one may join it for one's member now")
    formed_at: datetime
    closed_at: datetime | None


class BodiesOut(Schema):
    """Every body and office of the charter, and the bodies formed besides."""

    number: int = Field(description="how many seats and offices there are")
    held: int = Field(description="how many of them are held")
    mine: list[str] = Field(description="codes of the bodies in which one sits")
    bodies: list[BodyLineOut]
    offices: list[FillingOut]
    formed: list[FormedLineOut] = Field(description="those that were closed last")
    on_no_committee: list[OnNoCommitteeOut] | None = Field(description="null for those who do not look after seats")
    own: OnNoCommitteeOut | None = Field(description="one's member, where it sits in no body and one may decide for it")


class BodyVacancyOut(Schema):
    """A seat or an office that fell vacant and is filled from the ballots of its election."""

    id: str
    proposal: str = Field(description="id of the election, where its vacancies are told in full")
    seats: str = Field(description="the code of the seats, or empty")
    office: str = Field(description="the code of the office, or empty")
    until: datetime | None = Field(description="the last moment at which who is chosen may accept")
    answer: str = Field(description="what came of it; empty while it is waited for")


class OverseenOut(Schema):
    """What a body oversees to which the host reports. What the host's offices did stands in the uses of powers."""

    duties: list[str] = Field(description="what the host must do by the charter")
    offices: list[str] = Field(description="codes of the offices that the host fills")


class BodyOut(BodyLineOut):
    """One body, its seats and offices, and who held them before."""

    vacancies: list[BodyVacancyOut] = Field(description="the newest ten, for those who read the outcomes of elections")

    overseen: OverseenOut | None = Field(description="where the charter lets the host report to it")
    electors: int = Field(description="how many have a vote in it, those away and those under protection left out")
    offices: list[FillingOut]
    before: list[TermBeforeOut] = Field(description="the newest thirty")


@routes.get(BODIES, READERS, gives=BodiesOut)
def bodies(request: CoalitionRequest) -> Any:
    """Every body and office of the charter, who holds what until when, what is vacant."""
    standing, charter = request.standing, charter_of(request.coalition.id)
    terms = list(queries.terms_in_force(request.coalition.id, coming=True))
    shown = [queries.body_shown(charter, body, terms) for body in charter.bodies]
    offices = queries.offices_shown(charter, terms)
    number, held = queries.counted(shown, offices)
    looks_after = permissions.may_look_after_seats(standing)
    without = list(queries.members_on_no_committee(standing)) if looks_after else []
    return {
        "number": number,
        "held": held,
        "mine": [body.code for body in queries.bodies_of(standing)],
        "bodies": [_body(each) for each in shown],
        "offices": [_filling(each) for each in offices],
        "formed": [
            {**line, "kind": line["code_of_kind"]}
            for lines in formed_pages.formed_lines(standing, terms).values()
            for line in lines
        ],
        "on_no_committee": [_without(each) for each in with_suggestions(standing, without, terms)]
        if looks_after
        else None,
        "own": _without(own) if (own := own_suggestions(standing, terms)) else None,
    }


@routes.get(f"{BODIES}/{{code}}", READERS, gives=BodyOut)
def body(request: CoalitionRequest, code: str) -> Any:
    """One body of the charter: its duties, its seats and offices, and who held them before."""
    return one_body(request, charter_of(request.coalition.id), code)


def one_body(request: CoalitionRequest, charter: Charter, code: str) -> dict[str, Any]:
    """What is told of a body. Raises Http404 where the charter has none of this code."""
    found = next((body for body in charter.bodies if body.code == code), None)
    if found is None:
        raise Http404
    terms = list(queries.terms_in_force(request.coalition.id, coming=True))
    before = queries.terms_before(request.coalition.id, code)
    return {
        **_body(queries.body_shown(charter, found, terms)),
        "vacancies": [_vacancy(each) for each in countbacks_in(request.standing, charter, code)],
        "overseen": {"duties": list(overseen.duties), "offices": [code for code, _name in overseen.offices]}
        if (overseen := overseen_by(request.standing, charter, code))
        else None,
        "electors": queries.number_of_electors(request.coalition.id, code),
        "offices": [_filling(each) for each in queries.offices_shown(charter, terms, code)],
        "before": [{"name": term.holder_name, "starts": term.starts, "until": term.until} for term in before],
    }


def _without(without: Without) -> dict[str, Any]:
    return {
        "id": without.member.pk,
        "name": without.member.name,
        "suggested": [each._asdict() for each in without.suggested],
        "load": without.load,
    }


def _body(shown: BodyShown) -> dict[str, Any]:
    return {
        "code": shown.body.code,
        "name": shown.name,
        "kind": shown.body.kind,
        "clause": shown.clause,
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
        "terms": [term_out(each) for each in filling.terms],
        "coming": [term_out(each) for each in filling.coming],
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


def term_out(term: Term) -> dict[str, Any]:
    """A term, with who holds it."""
    return {
        "id": term.id,
        "member": term.member_id,
        "name": term.holder_name,
        "person": term.person.shown_name if term.person else "",
        "starts": term.starts,
        "ends": term.ends,
    }
