"""The route by which what a member or a role will do, and will not, is written into a draft about roles."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.agreements import actions, permissions
from plenary.agreements.api.given import DRAFTERS, ONE, AgreementDraftOut, routes, told_draft
from plenary.agreements.forms import PartForm
from plenary.agreements.shown.finding import agreement_found
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require


class AgreementPartIn(Schema):
    """What one member or role will do, and what it will not."""

    member: str = Field("", max_length=200, description="the name of a member organisation, or empty")
    role: str = Field("", max_length=200, description="the name of a role, or empty")
    will: str = ""
    will_not: str = ""


@routes.post(f"{ONE}/parts", DRAFTERS, gives=AgreementDraftOut, status=201)
def write_part(request: CoalitionRequest, agreement_id: str, given: AgreementPartIn) -> Any:
    """Write what a member or a role will do, and will not, into a draft about roles."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_write_part(request.standing, found))
    form = PartForm(given.model_dump(), standing=request.standing)
    cleaned(form)
    actions.write_part(by=request.standing, agreement=found, **form.given())
    return told_draft(request, found)
