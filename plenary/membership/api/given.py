"""What the modules of routes share: the room's routes, and a member as lists tell it."""

from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts.routes import Routes
from plenary.accounts.rules import Scope
from plenary.charter.rules.schema import Charter
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.membership import actions, permissions, queries
from plenary.membership.labels import category_name
from plenary.membership.models import Member
from plenary.membership.rules import Status

routes = Routes("membership")
MEMBERS = "/coalitions/{slug}/members"
READERS = InCoalition(permissions.may_open_members)


class MemberLineOut(Schema):
    """A member as lists tell it."""

    id: str
    name: str
    status: str = Field(description=" or ".join(", ".join(Status).rsplit(", ", 1)))
    category: str = Field(description="code of the charter's category")
    category_name: str
    is_personal: bool = Field(description="it takes part in a personal capacity and speaks for no institution")
    commitment: str = Field(description="networking, coordination or cooperation")
    country: str = Field(description="ISO 3166-1 alpha-3, or empty")


class EvidenceIn(Schema):
    """How one requirement is met."""

    number: int = Field(ge=1, le=40, description="the requirement's, from 1")
    words: str = Field(max_length=4000)
    link: str = Field("", max_length=500, description="a page that shows it")


def as_fields(category: str, evidence: list[EvidenceIn]) -> dict[str, str]:
    """Evidence for a category as the fields of a form."""
    words = {f"evidence_{category}_{each.number}": each.words for each in evidence}
    return words | {f"link_{category}_{each.number}": each.link for each in evidence}


def line(charter: Charter, member: Member) -> dict[str, Any]:
    """A member as `MemberLineOut`."""
    return {
        "id": member.id,
        "name": member.name,
        "status": member.status,
        "category": member.category,
        "category_name": category_name(charter, member.category),
        "is_personal": any(each.code == member.category and each.personal for each in charter.categories),
        "commitment": member.commitment,
        "country": member.card.country,
    }


def member_asked(request: CoalitionRequest, member_id: str) -> Member:
    """A member that who asks may see, or 404; a look at a protected one is entered, and needs a token that may govern."""
    if queries.is_of_protected(request.standing, member_id):
        request.bearer.require_scope(Scope.GOVERN)
    found = actions.look_at_member(by=request.standing, member_id=member_id)
    if found is None:
        raise Http404
    return found
