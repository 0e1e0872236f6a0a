"""The route by which those who look after an agreement enter that it was looked at."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.agreements import actions, permissions
from plenary.agreements.api.given import INSIDE, ONE, AgreementOut, routes, told_agreement
from plenary.agreements.forms import LookAtForm
from plenary.agreements.shown.finding import agreement_found
from plenary.agreements.shown.reading import read
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require


class LookAtIn(Schema):
    """That an agreement was looked at."""

    words: str = Field("", max_length=4000, description="what was found; it enters the record for the members")
    next_on: str = Field("", max_length=20, description="a date on which it is looked at again, or empty")


@routes.post(f"{ONE}/look-at", INSIDE, gives=AgreementOut)
def look_at(request: CoalitionRequest, agreement_id: str, given: LookAtIn) -> Any:
    """Enter that the edition which holds was looked at."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_look_at(request.standing, found))
    actions.look_at(by=request.standing, agreement=found, **cleaned(LookAtForm(given.model_dump())))
    return told_agreement(read(request.standing, agreement_found(request, agreement_id)))
