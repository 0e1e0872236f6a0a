"""Routes of what an instrument asks, and of who was given longer."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.monitoring import actions
from plenary.monitoring.api.given import KEEPERS, ONE, READERS, DelayTold, in_fields, routes
from plenary.monitoring.forms.obligations import ExtensionForm, ObligationForm
from plenary.monitoring.models import Instrument
from plenary.monitoring.shown.addressed import extension_found, instrument_found, obligation_found
from plenary.monitoring.shown.obligations import obligations_shown

OBLIGATIONS = f"{ONE}/obligations"
OBLIGATION = f"{OBLIGATIONS}/{{obligation_id}}"


class DeadlineTold(Schema):
    """By when an obligation is to be done."""

    delay: DelayTold = DelayTold()
    counted: str = Field(default="entry-for-actor", max_length=20, description="entry-for-actor or entry")
    month: int | None = Field(default=None, description="with `day`: then each year by that day")
    day: int | None = None


class ObligationIn(Schema):
    """An obligation."""

    article: str = Field(max_length=40)
    texts: dict[str, str] = Field(description="language tag -> what it asks, in short")
    norms: dict[str, str] = Field(default_factory=dict, description="the norm, for those not bound")
    binds: str = Field("parties", max_length=12, description="parties, signatories or everybody")
    deadline: DeadlineTold | None = None
    may_extend: bool = False


class ExtensionOut(Schema):
    """That an actor has longer."""

    id: str
    actor: str
    until: date
    granted_on: date
    note: str
    source: str


class ObligationOut(Schema):
    """An obligation, and who was given longer for it."""

    id: str
    article: str
    texts: dict[str, str]
    norms: dict[str, str]
    binds: str
    deadline: DeadlineTold | None
    may_extend: bool
    extensions: list[ExtensionOut]


class ObligationsOut(Schema):
    """What an instrument asks, in its order."""

    obligations: list[ObligationOut]


class ExtensionIn(Schema):
    """Until when an actor has longer."""

    actor: str = Field(max_length=300, description="code or name")
    until: date
    granted_on: date
    note: str = Field("", max_length=2000)
    source: str = Field("", max_length=500)


@routes.get(OBLIGATIONS, READERS, gives=ObligationsOut)
def obligations(request: CoalitionRequest, instrument_id: str) -> Any:
    """What an instrument asks."""
    return _told(instrument_found(request, instrument_id))


@routes.post(OBLIGATIONS, KEEPERS, gives=ObligationsOut, status=201)
def new_obligation(request: CoalitionRequest, instrument_id: str, given: ObligationIn) -> Any:
    """Write a further obligation."""
    found, form = instrument_found(request, instrument_id), _form(given)
    cleaned(form)
    actions.keep_obligation(by=request.standing, instrument=found, asked=form.asked)
    return _told(found)


@routes.put(OBLIGATION, KEEPERS, gives=ObligationsOut)
def obligation(request: CoalitionRequest, instrument_id: str, obligation_id: str, given: ObligationIn) -> Any:
    """Change an obligation."""
    found, form = instrument_found(request, instrument_id), _form(given)
    row = obligation_found(found, obligation_id)
    cleaned(form)
    actions.keep_obligation(by=request.standing, instrument=found, asked=form.asked, row=row)
    return _told(found)


@routes.delete(OBLIGATION, KEEPERS)
def take_out_obligation(request: CoalitionRequest, instrument_id: str, obligation_id: str) -> None:
    """Take an obligation out."""
    found = instrument_found(request, instrument_id)
    actions.take_out_obligation(by=request.standing, obligation=obligation_found(found, obligation_id))


@routes.post(f"{OBLIGATION}/extensions", KEEPERS, gives=ObligationsOut, status=201)
def extend(request: CoalitionRequest, instrument_id: str, obligation_id: str, given: ExtensionIn) -> Any:
    """Enter that an actor has longer for an obligation."""
    found = instrument_found(request, instrument_id)
    row = obligation_found(found, obligation_id)
    form = ExtensionForm(given.model_dump(), coalition_id=request.coalition.id)
    actions.extend(by=request.standing, obligation=row, **cleaned(form))
    return _told(found)


@routes.delete(f"{ONE}/extensions/{{extension_id}}", KEEPERS)
def take_out_extension(request: CoalitionRequest, instrument_id: str, extension_id: str) -> None:
    """Take out that somebody has longer."""
    found = instrument_found(request, instrument_id)
    actions.take_out_extension(by=request.standing, extension=extension_found(found, extension_id))


def _form(given: ObligationIn) -> ObligationForm:
    deadline = given.deadline or DeadlineTold()
    filled = {
        **given.model_dump(include={"article", "binds", "may_extend"}),
        **in_fields("text", given.texts),
        **in_fields("norm", given.norms),
        "has_deadline": given.deadline is not None,
        **deadline.model_dump(include={"counted", "month"}),
        **deadline.delay.model_dump(include={"years", "months", "days"}),
        "on_day": deadline.day,
    }
    return ObligationForm(filled, tags=list(dict.fromkeys([*given.texts, *given.norms])) or [""])


def _told(instrument: Instrument) -> dict[str, Any]:
    same = ("id", "article", "texts", "norms", "binds", "may_extend")
    return {
        "obligations": [
            {
                **{name: getattr(line.row, name) for name in same},
                "deadline": line.row.deadline or None,
                "extensions": [each for each, _name in line.extensions],
            }
            for line in obligations_shown(instrument)
        ]
    }
