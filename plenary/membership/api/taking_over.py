"""What one takes over from a representative of one's member who went, and that it was read."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.membership import actions, permissions
from plenary.membership.api.given import routes
from plenary.membership.taking_over import taken_over

TAKERS = InCoalition(permissions.may_take_over)


class TakenOverLineOut(Schema):
    """One thing that one's member has open."""

    sentence: str
    url: str = Field(description="the page to read on, as a path on this server, or empty")
    note: str


class TakenOverSectionOut(Schema):
    """What one's member has open of one kind."""

    heading: str
    lines: list[TakenOverLineOut]


class TakenOverOut(Schema):
    """What one takes over."""

    is_unread: bool = Field(description="whether somebody went since one last read it")
    sections: list[TakenOverSectionOut]


@routes.get("/coalitions/{slug}/taken-over", TAKERS, gives=TakenOverOut)
def take_over(request: CoalitionRequest) -> Any:
    """What one's own member has open, for who comes after somebody who acted for it."""
    found = taken_over(request.standing)
    names = ("sentence", "url", "note")
    sections = [
        {"heading": str(each.heading), "lines": [{name: getattr(line, name) for name in names} for line in each.lines]}
        for each in found.sections
    ]
    return {"is_unread": found.is_unread, "sections": sections}


@routes.post("/coalitions/{slug}/taken-over/read", TAKERS, gives=None, status=204)
def read_taken_over(request: CoalitionRequest) -> None:
    """Say that one has read it; it leaves the desk."""
    actions.read_taken_over(by=request.standing)
