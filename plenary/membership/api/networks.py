"""The organisations that belong to a member which is a network."""

from typing import Any

from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.paging import Page, PageQuery, page_by_name
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.membership import actions, queries
from plenary.membership.api.given import MEMBERS, READERS, member_asked, routes
from plenary.membership.forms.networks import PasteForm
from plenary.membership.models import Member, NetworkMember
from plenary.membership.permissions.networks import may_keep_network
from plenary.membership.rules.networks import MOST, NetworkStep

NETWORK = f"{MEMBERS}/{{member_id}}/network"


class OwnMemberOut(Schema):
    """An organisation that belongs to a network. It has no vote, and is not counted as a member."""

    id: str
    name: str
    country: str = Field(description="ISO 3166-1 alpha-3, or empty")
    since: str = Field(description="ISO 8601, perhaps the year alone, or empty")
    is_public: bool = Field(description="the public reads of it, where the charter discloses members")
    member: str = Field(description="id of the member that it is itself, by name and country; empty where it is none")
    networks: list[str] = Field(description="ids of other members on whose lists it stands too, by name and country")


class OwnMembersIn(Schema):
    """Organisations to be added."""

    lines: str = Field(max_length=100_000, description="one a line: name; country; since")
    is_public: bool = False


class NetworkStepIn(Schema):
    """What is done with some that stand there."""

    step: NetworkStep = Field(description="take_out, show_all (to the public too) or show_members")
    own: list[str] = Field(min_length=1, max_length=MOST, description="ids")


@routes.get(NETWORK, READERS, gives=Page[OwnMemberOut])
def network(request: CoalitionRequest, member_id: str, wanted: Query[PageQuery]) -> Any:
    """What belongs to a member, by name, as far as one sees it."""
    found = member_asked(request, member_id)
    told = page_by_name(request, queries.own_members_of(request.standing, found), wanted, "name")
    return {**told, "items": _told(request, found, told["items"])}


@routes.post(NETWORK, READERS, gives=list[OwnMemberOut], status=201)
def add_to_network(request: CoalitionRequest, member_id: str, given: OwnMembersIn) -> Any:
    """Add organisations to a network; what is wrong is told by line."""
    found = member_asked(request, member_id)
    require(may_keep_network(request.standing, found))
    known = queries.own_members_of(request.standing, found).values_list("name_key", "country")
    form = PasteForm(list(known), given.model_dump())
    public = cleaned(form)["is_public"]
    made = actions.add_own_members(by=request.standing, member=found, rows=form.rows, is_public=public)
    return _told(request, found, made)


@routes.post(f"{NETWORK}/change", READERS, gives=None, status=204)
def change_network(request: CoalitionRequest, member_id: str, given: NetworkStepIn) -> None:
    """Take organisations out of a network's list, or say who reads of them."""
    found = member_asked(request, member_id)
    actions.change_own_members(by=request.standing, member=found, ids=given.own, step=given.step)


def _told(request: CoalitionRequest, found: Member, rows: list[NetworkMember]) -> list[dict[str, Any]]:
    heard = queries.heard_as(request.standing, found, rows)

    def one(row: NetworkMember) -> dict[str, Any]:
        other = heard.get(row.id)
        return {
            "id": row.id,
            "name": row.name,
            "country": row.country,
            "since": row.since,
            "is_public": row.is_public,
            "member": other.itself.id if other and other.itself else "",
            "networks": [each.id for each in other.networks] if other else [],
        }

    return [one(row) for row in rows]
