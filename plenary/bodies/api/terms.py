"""One term: giving it up before its time, and what is handed over when it ends."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.bodies import actions, queries
from plenary.bodies.api.given import routes
from plenary.bodies.api.seats import BODIES, READERS
from plenary.bodies.handing_over import handover_of
from plenary.bodies.permissions import may_hand_over
from plenary.coalitions.access import CoalitionRequest
from plenary.core.verdicts import require


class HandoverLineOut(Schema):
    """One thing to hand over."""

    sentence: str
    url: str = Field(description="the path of a page to read on, or empty")
    note: str


class HandoverSectionOut(Schema):
    """Things of one kind to hand over."""

    heading: str
    lines: list[HandoverLineOut]


class HandoverOut(Schema):
    """What one hands over when a term ends."""

    until: datetime | None = Field(description="when the term ends, or ended; null: without limit")
    sections: list[HandoverSectionOut]


@routes.get(f"{BODIES}/terms/{{term_id}}/handover", READERS, gives=HandoverOut)
def handover(request: CoalitionRequest, term_id: str) -> Any:
    """What one hands over when one's seat or office ends; for the holder alone."""
    term = queries.term_of(request.coalition.id, term_id)
    if term is None:
        raise Http404
    require(may_hand_over(request.standing, term))
    return {
        "until": term.until,
        "sections": [
            {"heading": str(section.heading), "lines": [asdict(line) for line in section.lines]}
            for section in handover_of(request.standing, term)
        ],
    }


@routes.post(f"{BODIES}/terms/{{term_id}}/give-up", READERS, gives=None, status=204, scope=Scope.GOVERN, fresh=True)
def give_up(request: CoalitionRequest, term_id: str) -> None:
    """Give up one's own seat or office before its time. A token does it only within an hour after it was made."""
    term = queries.terms_in_force(request.coalition.id).filter(id=term_id).first()
    if term is None:
        raise Http404
    actions.give_up(by=request.standing, term=term)
