"""Routes of actors: those that the coalition words itself, one before all instruments."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.monitoring import actions
from plenary.monitoring.api.given import ACTORS, KEEPERS, READERS, DayQuery, in_fields, routes
from plenary.monitoring.forms.actors import ActorForm
from plenary.monitoring.queries.actors import worded_actors
from plenary.monitoring.shown.actors import actor_shown


class ActorWordedOut(Schema):
    """An actor that the coalition words itself."""

    code: str
    kind: str
    names: dict[str, str]
    also: list[str]
    within: str
    wording: str


class ActorsWordedOut(Schema):
    """All of them."""

    actors: list[ActorWordedOut]


class ActorIn(Schema):
    """How an actor is called."""

    kind: str = Field("state", max_length=16)
    names: dict[str, str]
    also: list[str] = Field(default_factory=list, max_length=20)
    within: str = Field("", max_length=300)
    wording: str = Field("", max_length=2000)


class ActorBeforeOut(Schema):
    """How an actor stands to an instrument."""

    instrument: str = Field(description="id")
    name: str
    stands: str = Field(description="in words; empty: it has nothing to do with it")


class ActorOut(Schema):
    """An actor on a day."""

    code: str
    name: str
    wording: str
    day: date
    before: list[ActorBeforeOut]


@routes.get(ACTORS, KEEPERS, gives=ActorsWordedOut)
def actors(request: CoalitionRequest) -> Any:
    """The actors that the coalition words itself."""
    return {"actors": worded_actors(request.coalition.id)}


@routes.get(f"{ACTORS}/{{actor_code}}", READERS, gives=ActorOut)
def actor(request: CoalitionRequest, actor_code: str, at: Query[DayQuery]) -> Any:
    """How an actor stands to each instrument on a day."""
    shown = actor_shown(request.standing, actor_code, at.day)
    if shown is None:
        raise Http404
    before = [{"instrument": one.instrument.id, "name": one.name, "stands": str(one.stands)} for one in shown.before]
    return {"code": shown.code, "name": shown.name, "wording": shown.wording, "day": shown.day, "before": before}


@routes.put(f"{ACTORS}/{{actor_code}}", KEEPERS, gives=ActorWordedOut)
def word(request: CoalitionRequest, actor_code: str, given: ActorIn) -> Any:
    """Word an actor, anew or otherwise than before."""
    filled = {
        **given.model_dump(include={"kind", "within", "wording"}),
        **in_fields("name", given.names),
        "code": actor_code,
        "also": "\n".join(given.also),
    }
    form = ActorForm(filled, tags=list(given.names) or [""], coalition_id=request.coalition.id)
    cleaned(form)
    return actions.word_actor(by=request.standing, code=form.cleaned_data["code"], wording=form.worded)
