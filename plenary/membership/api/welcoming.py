"""The first steps of the member that one represents."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.membership import permissions
from plenary.membership.api.given import routes
from plenary.membership.welcoming import welcome_of


class WelcomeStepOut(Schema):
    """One thing that a newly admitted member does."""

    code: str = Field(description="read, sign, join or meet")
    label: str
    sentence: str
    url: str = Field(description="the page where it is done, as a path on this server")
    is_done: bool
    at: datetime | None = Field(description="when it can be done, where it has a moment")


class WelcomeOut(Schema):
    """The first steps of a member, in their order; what there is nothing to do about is left out."""

    done: int = Field(description="how many are done")
    steps: list[WelcomeStepOut]


@routes.get("/coalitions/{slug}/welcome", InCoalition(permissions.may_be_welcomed), gives=WelcomeOut)
def welcome(request: CoalitionRequest) -> Any:
    """What helps one's own member to arrive, what of it is done, and where each is done."""
    found = welcome_of(request.standing)
    names = ("code", "label", "sentence", "url", "is_done", "at")
    return {"done": found.done, "steps": [{name: getattr(step, name) for name in names} for step in found.steps]}
