"""Routes of what actors do about an instrument."""

from datetime import date
from typing import Any

from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import cleaned
from plenary.monitoring import actions
from plenary.monitoring.api.given import KEEPERS, ONE, READERS, routes
from plenary.monitoring.forms.treaty_actions import TreatyActionForm
from plenary.monitoring.models import TreatyAction
from plenary.monitoring.queries.instruments import actions_of
from plenary.monitoring.shown.addressed import action_found, instrument_found

ACTIONS = f"{ONE}/actions"


class TreatyActionIn(Schema):
    """What an actor did."""

    actor: str = Field(max_length=300, description="code or name")
    kind: str = Field(max_length=30, description="signature, ratification, accession, withdrawal …")
    day: date = Field(description="of a withdrawal: on which notice was given")
    takes_effect: date | None = Field(None, description="of a withdrawal; null: after the delay of the instrument")
    note: str = Field("", max_length=2000)
    source: str = Field("", max_length=500)


class TreatyActionOut(Schema):
    """What an actor did about an instrument."""

    id: str
    actor: str
    kind: str
    day: date
    takes_effect: date | None
    note: str
    source: str = Field(description="where it is told, or the list with which it came")


@routes.get(ACTIONS, READERS, gives=Page[TreatyActionOut])
def actions_on(request: CoalitionRequest, instrument_id: str, wanted: Query[PageQuery]) -> Any:
    """Every treaty action of an instrument, oldest first."""
    found = [_told(row) for row in actions_of(instrument_found(request, instrument_id))]
    return page_of_all(request, found, wanted, lambda one: (one["day"].isoformat(), str(one["id"])), str, str)


@routes.post(ACTIONS, KEEPERS, gives=TreatyActionOut, status=201)
def enter_action(request: CoalitionRequest, instrument_id: str, given: TreatyActionIn) -> Any:
    """Enter what an actor did; the status of the instrument follows."""
    found = instrument_found(request, instrument_id)
    form = TreatyActionForm(given.model_dump(), coalition_id=request.coalition.id)
    cleaned(form)
    return _told(actions.enter_action(by=request.standing, instrument=found, happened=form.happened))


@routes.delete(f"{ACTIONS}/{{action_id}}", KEEPERS)
def take_out_action(request: CoalitionRequest, instrument_id: str, action_id: str) -> None:
    """Take out what was entered by mistake."""
    row = action_found(instrument_found(request, instrument_id), action_id)
    actions.take_out_action(by=request.standing, action=row)


def _told(row: TreatyAction) -> dict[str, Any]:
    same = ("id", "actor", "kind", "day", "takes_effect", "note")
    source = row.source or (row.taken.name if row.taken else "")
    return {**{name: getattr(row, name) for name in same}, "source": source}
