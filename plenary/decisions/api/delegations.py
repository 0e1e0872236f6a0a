"""Routes of delegations: who casts one's ballots and whose one carries, letting another cast them, and ending that."""

from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import ONE, READERS, ProposalPartMadeOut, Said, found, proposal_of, routes
from plenary.decisions.forms.places import carrier_in
from plenary.decisions.queries import Lent
from plenary.decisions.shown.places import delegations_of

BALLOTS = "/coalitions/{slug}/ballots"


class LentOut(Schema):
    """A ballot that one elector casts for another, as one of the two reads it."""

    id: str
    name: str = Field(description="the other's name")
    is_for_proposal: bool = Field(description="for one proposal alone")


class CarrierOut(Schema):
    """One who could cast one's ballot."""

    key: str
    name: str


class BodyBallotsOut(Schema):
    """Who casts one's ballots in one body, whose one carries there, and who could cast one's own."""

    code: str
    name: Said
    clause: str
    lent: LentOut | None
    carried: list[LentOut]
    carriers: list[CarrierOut]


class DelegationsOut(Schema):
    """Body by body, those in which one decides and which let their electors delegate."""

    items: list[BodyBallotsOut]


class CarrierIn(Schema):
    """Who shall cast one's ballot."""

    carrier: str = Field("", max_length=40, description="a key of `carriers`")


class BodyCarrierIn(CarrierIn):
    """Who shall cast one's ballots in a body."""

    body: str = Field("", max_length=64, description="the charter's code of the body")


@routes.get(BALLOTS, InCoalition(permissions.has_a_voice), gives=DelegationsOut)
def delegations(request: CoalitionRequest) -> Any:
    """Who casts one's ballots, body by body, until that is taken back; and whose ballots one carries."""
    return {"items": [_body(row) for row in delegations_of(request.standing)]}


@routes.post(BALLOTS, InCoalition(permissions.has_a_voice), gives=ProposalPartMadeOut, status=201, scope=Scope.VOTE)
def delegate_in(request: CoalitionRequest, named: BodyCarrierIn) -> Any:
    """Let another cast one's ballots in a body. A ballot that one casts oneself goes before."""
    if not permissions.may_delegate_in(request.standing, named.body):
        raise Http404
    return actions.delegate_in(by=request.standing, body=named.body, carrier=carrier_in(named.model_dump()))


@routes.delete(f"{BALLOTS}/{{delegation_id}}", READERS, scope=Scope.VOTE)
def end_delegation(request: CoalitionRequest, delegation_id: str) -> None:
    """Take a ballot back, or decline to carry it: whichever of the two concerned asks."""
    delegation = found(queries.delegation_of(request.standing, delegation_id))
    if permissions.may_take_back(request.standing, delegation):
        actions.take_back(by=request.standing, delegation=delegation)
    else:
        actions.decline(by=request.standing, delegation=delegation)


@routes.post(f"{ONE}/delegate", READERS, gives=ProposalPartMadeOut, status=201, scope=Scope.VOTE)
def delegate(request: CoalitionRequest, proposal_id: str, named: CarrierIn) -> Any:
    """Let another elector cast one's ballot on a proposal."""
    proposal = proposal_of(request, proposal_id)
    return actions.delegate(by=request.standing, proposal=proposal, carrier=carrier_in(named.model_dump()))


def lent_told(lent: Lent | None) -> dict[str, Any] | None:
    """A delegation as `LentOut`."""
    if lent is None:
        return None
    return {"id": lent.delegation.pk, "name": lent.name, "is_for_proposal": lent.is_for_proposal}


def carriers_told(form: Any) -> list[dict[str, str]]:
    """Those whom a form of a delegation offers; nobody where there is none."""
    offered = form.fields["carrier"].choices if form else []
    return [{"key": key, "name": str(name)} for key, name in offered if key]


def _body(row: dict[str, Any]) -> dict[str, Any]:
    told = {"lent": lent_told(row["lent"]), "carried": [lent_told(each) for each in row["carried"]]}
    return {**{name: row[name] for name in ("code", "name", "clause")}, **told, "carriers": carriers_told(row["form"])}
