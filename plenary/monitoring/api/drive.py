"""Routes of the universalisation drive: who is still to join, targets, how the coalition goes about an actor."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.monitoring import actions
from plenary.monitoring.api.given import KEEPERS, ONE, routes
from plenary.monitoring.forms.drive import ApproachForm, TargetForm
from plenary.monitoring.models import Instrument
from plenary.monitoring.permissions.drive import may_read_drive, may_write_approach
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import is_actor
from plenary.monitoring.queries.drive import approach_to, lead_of, target_of
from plenary.monitoring.shown.addressed import instrument_found, target_found
from plenary.monitoring.shown.drive import RegionShown, StateLine, drive_shown, week_shown

MEMBERS = InCoalition(may_read_drive)


class TargetOut(Schema):
    """What the coalition aims at in a region."""

    id: str
    parties: int
    until: date
    lead: str = Field(description="the name of the member that leads, or empty")


class StateToJoinOut(Schema):
    """A state that is no party, or leaves."""

    code: str
    name: str
    step: str = Field(description="sign, ratify, accede or stay")
    obstacles: str
    next_action: str
    due_on: date | None
    lead: str = Field(description="the name of the member that leads, or empty")


class DriveRegionOut(Schema):
    """A region of M49; the empty code: those that lie in none."""

    code: str
    parties: int
    states: int
    target: TargetOut | None
    to_join: list[StateToJoinOut]


class DriveOut(Schema):
    """The drive of an instrument today."""

    parties: int
    states: int
    target: TargetOut | None = Field(description="in all")
    needed: int | None = Field(description="the number of parties to which is projected")
    projected: list[str] = Field(description="what the pace of the last years comes to, in words")
    regions: list[DriveRegionOut]
    core_group: list[str] = Field(description="codes of the states that work with the coalition")


class TargetIn(Schema):
    """How many parties in a region by when."""

    region: str = Field("", max_length=3, description="code of M49; empty: in all")
    parties: int = Field(ge=1, le=1000)
    until: date
    lead: str = Field("", max_length=300, description="name or id of a member")


class ApproachIn(Schema):
    """How the coalition goes about an actor."""

    step: str = Field("", max_length=8, description="sign, ratify, accede or stay; empty: as it stands")
    obstacles: str = Field("", max_length=1000)
    next_action: str = Field("", max_length=1000)
    due_on: date | None = None
    is_friend: bool = False
    lead: str = Field("", max_length=300, description="name or id of a member; heeded of those who keep instruments")


class NextOut(Schema):
    """What is next of a state."""

    instrument: str = Field(description="id")
    code: str
    name: str
    next_action: str
    due_on: date | None


class WeekOut(Schema):
    """What is next of the states that one's member leads."""

    next: list[NextOut]


@routes.get("/coalitions/{slug}/drive", MEMBERS, gives=WeekOut)
def week(request: CoalitionRequest) -> Any:
    """What is next of the states that the reader's member leads."""
    lines = week_shown(request.standing)
    return {
        "next": [
            {
                "instrument": line.approach.instrument_id,
                "code": line.approach.actor,
                "name": line.name,
                "next_action": line.approach.next_action,
                "due_on": line.approach.due_on,
            }
            for line in lines
        ]
    }


@routes.get(f"{ONE}/drive", MEMBERS, gives=DriveOut)
def drive(request: CoalitionRequest, instrument_id: str) -> Any:
    """Who is still to join, by region, and what the pace of the last years comes to."""
    return _told(request, instrument_found(request, instrument_id))


@routes.put(f"{ONE}/drive/targets", KEEPERS, gives=DriveOut)
def target(request: CoalitionRequest, instrument_id: str, given: TargetIn) -> Any:
    """Set the target of a region, or of all."""
    found = instrument_found(request, instrument_id)
    row = target_of(found, given.region)
    form = TargetForm(given.model_dump(), standing=request.standing, lead=row.lead if row else None)
    cleaned(form)
    actions.set_target(by=request.standing, instrument=found, aim=form.aim)
    return _told(request, found)


@routes.delete(f"{ONE}/drive/targets/{{target_id}}", KEEPERS)
def take_out_target(request: CoalitionRequest, instrument_id: str, target_id: str) -> None:
    """Take a target out."""
    found = instrument_found(request, instrument_id)
    actions.take_out_target(by=request.standing, target=target_found(found, target_id))


@routes.put(f"{ONE}/drive/states/{{actor_code}}", MEMBERS, gives=DriveOut)
def approach(request: CoalitionRequest, instrument_id: str, actor_code: str, given: ApproachIn) -> Any:
    """Write how the coalition goes about an actor: for its lead, and for who keeps instruments."""
    found = instrument_found(request, instrument_id)
    if not is_actor(request.coalition.id, actor_code):
        raise Http404
    require(may_write_approach(request.standing, lead_of(found, actor_code)))
    row, names_lead = approach_to(found, actor_code), bool(may_keep(request.standing))
    told: dict[str, Any] = {"standing": request.standing, "lead": row.lead if row else None, "names_lead": names_lead}
    form = ApproachForm(given.model_dump(), **told)
    cleaned(form)
    actions.keep_approach(by=request.standing, instrument=found, actor=actor_code, way=form.way)
    return _told(request, found)


def _told(request: CoalitionRequest, instrument: Instrument) -> dict[str, Any]:
    shown = drive_shown(request.standing, instrument)
    return {
        "parties": shown.parties,
        "states": shown.states,
        "target": _target(shown.target, shown.lead),
        "needed": shown.needed,
        "projected": shown.words,
        "regions": [_region(each) for each in shown.regions],
        "core_group": [line.code for line in shown.friends],
    }


def _target(row: Any, lead: str) -> dict[str, Any] | None:
    return {"id": row.id, "parties": row.parties, "until": row.until, "lead": lead} if row else None


def _region(shown: RegionShown) -> dict[str, Any]:
    return {
        "code": shown.code,
        "parties": shown.parties,
        "states": shown.states,
        "target": _target(shown.target, shown.lead),
        "to_join": [_state(line) for line in shown.lines],
    }


def _state(line: StateLine) -> dict[str, Any]:
    row = line.approach
    return {
        "code": line.code,
        "name": line.name,
        "step": line.step or "",
        "obstacles": row.obstacles if row else "",
        "next_action": row.next_action if row else "",
        "due_on": row.due_on if row else None,
        "lead": line.lead,
    }
