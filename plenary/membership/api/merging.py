"""Two member organisations that become one: asked for, agreed to, given up, entered."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.membership import actions, queries
from plenary.membership.api.given import MEMBERS, READERS, member_asked, routes
from plenary.membership.forms.merging import MergeForm, TakeInForm
from plenary.membership.labels import MANDATE
from plenary.membership.models import Member, Merging
from plenary.membership.permissions.merging import MAY_TAKE, may_merge
from plenary.membership.rules.merging import MergeStep

ONE = "/coalitions/{slug}/mergings/{merging_id}"


class MergedOut(Schema):
    """A merging of a member, with the other one."""

    id: str
    member: str = Field(description="id of the other member")
    name: str
    merged_at: datetime | None = Field(description="null while it waits to be agreed to or decided")


class MayKeepOut(Schema):
    """One who acts for the member that goes."""

    id: str
    name: str
    mandate: str = Field(description="decides, consults or observes")
    mandate_in_words: str
    goes_on: bool = Field(description="acts for the other member from then on")


class MergingOut(Schema):
    """One member that goes into another."""

    id: str
    gone: str = Field(description="id of the member that ends")
    gone_name: str
    into: str = Field(description="id of the member that goes on")
    into_name: str
    name: str = Field(description="what it is called then; empty where it keeps its name")
    asked_at: datetime
    agreed_at: datetime | None
    asks_still: bool = Field(description="who asked decides for the member that ends; else it must ask again")
    agrees_still: bool = Field(description="who agreed decides for the member that goes on; else it must agree again")
    dropped_at: datetime | None
    merged_at: datetime | None
    acting: list[MayKeepOut] = Field(description="who acts for the member that ends, as far as one sees them")
    may: dict[str, bool] = Field(description="which steps one may take: agree, drop, enter")


class MergeIn(Schema):
    """Into which member one's own goes."""

    into: str = Field(max_length=16)
    name: str = Field("", max_length=300, description="what it is called then; empty where it keeps its name")


class MergeStepIn(Schema):
    """One step."""

    step: MergeStep
    keeps: list[str] = Field([], description="with agree: ids of those in `acting` who act for one's own from then on")


@routes.post(f"{MEMBERS}/{{member_id}}/merge", READERS, gives=MergingOut, status=201, scope=Scope.GOVERN, fresh=True)
def ask_merging(request: CoalitionRequest, member_id: str, wanted: MergeIn) -> Any:
    """Ask another member organisation to take one's own in. A token does it only within an hour after it was made."""
    found = member_asked(request, member_id)
    require(may_merge(request.standing, found))
    form = MergeForm(queries.members_to_merge_into(request.standing, found), wanted.model_dump())
    given = cleaned(form)
    made = actions.ask_merging(by=request.standing, member=found, into=form.members[given["into"]], name=given["name"])
    return _told(request, _one(request, made.id))


@routes.get(ONE, READERS, gives=MergingOut)
def merging(request: CoalitionRequest, merging_id: str) -> Any:
    """What two members would become, and who agreed."""
    return _told(request, _one(request, merging_id))


@routes.post(ONE, READERS, gives=None, status=204, scope=Scope.GOVERN, fresh=True)
def change_merging(request: CoalitionRequest, merging_id: str, wanted: MergeStepIn) -> None:
    """Agree to it, or ask again, give it up, or enter it where the charter lets an office do so. A token does it only
    within an hour after it was made."""
    found = _one(request, merging_id)
    require(MAY_TAKE[wanted.step](request.standing, found))
    form = TakeInForm(queries.representatives_to_keep(request.standing, found), {"keeps": wanted.keeps})
    keeps = cleaned(form)["keeps"]
    actions.take_merge_step(by=request.standing, merging=found, step=wanted.step, keeps=keeps)


def _one(request: CoalitionRequest, merging_id: str) -> Merging:
    found = queries.visible_merging(request.standing, merging_id)
    if found is None:
        raise Http404
    return found


def _told(request: CoalitionRequest, found: Merging) -> dict[str, Any]:
    standing = request.standing
    acting = queries.representatives_to_keep(standing, found) if found.is_open else ()
    return {
        "id": found.id,
        "gone": found.gone_id,
        "gone_name": found.gone.name,
        "into": found.into_id,
        "into_name": found.into.name,
        "name": found.name,
        "asked_at": found.asked_at,
        "agreed_at": found.agreed_at,
        "asks_still": found.asks_still,
        "agrees_still": found.agrees_still,
        "dropped_at": found.dropped_at,
        "merged_at": found.merged_at,
        "acting": [
            {
                "id": each.id,
                "name": each.person.name,
                "mandate": each.mandate,
                "mandate_in_words": str(MANDATE[each.mandate]),
                "goes_on": each.id in found.kept,
            }
            for each in acting
        ],
        "may": {each.value: bool(MAY_TAKE[each](standing, found)) for each in MergeStep},
    }


def merged(standing: Standing, found: Member) -> dict[str, Any]:
    """Where a member went, which it took in, and what is on its way, as `MemberOut` tells it. One query."""
    told = queries.merged_of(standing, found)

    def one(row: Merging) -> dict[str, Any]:
        other = row.into if row.gone_id == found.id else row.gone
        return {"id": row.id, "member": other.id, "name": other.name, "merged_at": row.merged_at}

    return {
        "merged_into": one(told.went) if told.went else None,
        "took_in": [one(row) for row in told.took],
        "mergings": [one(row) for row in told.waits],
    }
