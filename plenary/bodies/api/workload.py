"""What each person who acts for a member carries across bodies."""

from dataclasses import asdict
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.bodies import permissions
from plenary.bodies.api.given import routes
from plenary.bodies.workload import workload_shown
from plenary.coalitions.access import CoalitionRequest, InCoalition


class LoadOut(Schema):
    """One thing that somebody carries."""

    sentence: str
    url: str = Field(description="the path of a page to read on, or empty")
    hours: int | None = Field(description="a month, where somebody gave them")


class CarriedOut(Schema):
    """What one who acts for a member carries."""

    person: str = Field(description="the id of their card")
    name: str
    member: str = Field(description="the name of the member")
    lines: list[LoadOut]
    hours: int | None = Field(description="a month in all; null where none were given")


@routes.get("/coalitions/{slug}/workload", InCoalition(permissions.may_read_workload), gives=list[CarriedOut])
def workload(request: CoalitionRequest) -> Any:
    """What one carries oneself, those who act for one's member, and all for who looks after seats; the most first."""
    return [
        {**each._asdict(), "lines": [asdict(load) for load in each.lines]} for each in workload_shown(request.standing)
    ]
