"""Protected members: the look that is entered, taking one up, admitting, and vouching."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import cleaned
from plenary.membership import actions, permissions, queries
from plenary.membership.api.given import MEMBERS, routes
from plenary.membership.forms import ProtectForm, VouchForm
from plenary.membership.labels import category_name
from plenary.membership.models import Member
from plenary.membership.queries.protection import left_openly
from plenary.membership.rules import WAITING

THOSE_WHO_MAY_KNOW = InCoalition(permissions.may_see_protected)
PROTECTED = f"{MEMBERS}/protected"


class ProtectedLineOut(Schema):
    """A protected member."""

    name: str
    status: str
    category: str
    category_name: str
    code: str | None = Field(description="while it waits: what members who vouch for it are handed")
    vouchers: int | None = Field(description="while it waits: how many members vouch for it")


class ProtectedOut(Schema):
    """The protected members. That one looked was entered in the record; they read it there."""

    needed: int = Field(description="how many members must vouch for one")
    items: list[ProtectedLineOut]


class ProtectIn(Schema):
    """An organisation to be taken up under protection: by its name, or one that left."""

    name: str = Field("", max_length=300, description="of one that is new here; or former is given")
    former: str = Field(
        "", max_length=16, description="id of a member that left of itself and asked for it; it gets a new card"
    )
    category: str = Field(max_length=40)


class TakenUpOut(Schema):
    """One that was taken up under protection."""

    code: str = Field(description="what members who vouch for it are handed")


class VouchIn(Schema):
    """For whom one's member vouches."""

    code: str = Field(max_length=16, description="an officer who may know gave it to you")


@routes.post(f"{PROTECTED}/look", THOSE_WHO_MAY_KNOW, gives=ProtectedOut, scope=Scope.GOVERN)
def look_at_protected(request: CoalitionRequest) -> Any:
    """Look at the protected members. Each look is entered in the record, and those whom one looked at read it."""
    charter, found = charter_of(request.coalition.id), list(queries.protected_members(request.standing))
    actions.look_at_protected(by=request.standing, members=found)
    vouchers = queries.vouchers_of(request.standing)
    return {"needed": charter.protection.vouchers, "items": [_told(request, each, vouchers) for each in found]}


@routes.post(PROTECTED, THOSE_WHO_MAY_KNOW, gives=TakenUpOut, status=201, scope=Scope.GOVERN, fresh=True)
def take_up(request: CoalitionRequest, protect: ProtectIn) -> Any:
    """Take up an organisation under protection, one that left too; its card is protected from the start. A token does it only
    within an hour after it was made."""
    by = request.standing
    given = cleaned(ProtectForm(charter_of(request.coalition.id), left_openly(by), protect.model_dump()))
    if given["former"]:
        member = actions.take_up_again(by=by, member_id=given["former"], category=given["category"])
    else:
        member = actions.take_up_protected(by=by, name=given["name"], category=given["category"])
    return {"code": member.id}


@routes.post(
    f"{PROTECTED}/{{member_id}}/admit", THOSE_WHO_MAY_KNOW, gives=None, status=204, scope=Scope.GOVERN, fresh=True
)
def admit_protected(request: CoalitionRequest, member_id: str) -> None:
    """Admit a protected applicant for whom enough members vouch. A token does it only within an hour after it was made."""
    actions.admit_protected(by=request.standing, member_id=member_id)


@routes.post(f"{MEMBERS}/vouch", InCoalition(permissions.may_vouch), gives=None, status=204, scope=Scope.GOVERN)
def vouch(request: CoalitionRequest, vouched: VouchIn) -> None:
    """Vouch for somebody under protection, by the code that an officer handed over. Nobody else is told."""
    given = cleaned(VouchForm(vouched.model_dump()))
    actions.vouch(by=request.standing, member_id=given["code"].strip().lower())


def _told(request: CoalitionRequest, member: Member, vouchers: Any) -> dict[str, Any]:
    waits = member.status in WAITING
    return {
        "name": member.name,
        "status": member.status,
        "category": member.category,
        "category_name": category_name(charter_of(request.coalition.id), member.category),
        "code": member.id if waits else None,
        "vouchers": vouchers.get(member.id, 0) if waits else None,
    }
