"""The organisations that belong to a member which is a network."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.membership import actions, queries
from plenary.membership.api.given import MEMBERS, READERS, member_asked, routes
from plenary.membership.forms.networks import PasteForm
from plenary.membership.permissions.networks import may_keep_network

NETWORK = f"{MEMBERS}/{{member_id}}/network"


class OwnMemberOut(Schema):
    """An organisation that belongs to a network."""

    id: str
    name: str
    country: str = Field(description="ISO 3166-1 alpha-3, or empty")
    since: str = Field(description="ISO 8601, perhaps the year alone, or empty")
    until: str
    is_public: bool = Field(description="the public reads of it, where the charter discloses members")


class OwnMembersIn(Schema):
    """Organisations to be added."""

    lines: str = Field(max_length=100_000, description="one a line: name; country; since; until")
    is_public: bool = False


class OwnMembersOutIn(Schema):
    """Organisations to be taken out."""

    own: list[str] = Field(min_length=1, max_length=500, description="ids")


@routes.get(NETWORK, READERS, gives=list[OwnMemberOut])
def network(request: CoalitionRequest, member_id: str) -> Any:
    """What belongs to a member, by name, as far as one sees it."""
    return queries.own_members_of(request.standing, member_asked(request, member_id))


@routes.post(NETWORK, READERS, gives=list[OwnMemberOut], status=201)
def add_to_network(request: CoalitionRequest, member_id: str, given: OwnMembersIn) -> Any:
    """Add organisations to a network; what is wrong is told by line."""
    found = member_asked(request, member_id)
    require(may_keep_network(request.standing, found))
    form = PasteForm([row.name for row in queries.own_members_of(request.standing, found)], given.model_dump())
    public = cleaned(form)["is_public"]
    return actions.add_own_members(by=request.standing, member=found, rows=form.rows, is_public=public)


@routes.post(f"{NETWORK}/take-out", READERS, gives=None, status=204)
def take_out_of_network(request: CoalitionRequest, member_id: str, given: OwnMembersOutIn) -> None:
    """Take organisations out of a network's list."""
    found = member_asked(request, member_id)
    actions.remove_own_members(by=request.standing, member=found, ids=given.own)
