"""The desk's routes: one's coalitions, what a coalition shows first, and what is asked of one there, decided and coming."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from plenary.accounts.bearing import ApiRequest
from plenary.accounts.routes import Routes, SignedIn
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.desk import permissions, queries
from plenary.desk.queries import Asked
from plenary.membership.permissions import may_apply
from plenary.record.api import LineOut

routes = Routes("desk")


class CoalitionLineOut(Schema):
    """One of one's coalitions, and how much is asked of one there."""

    slug: str
    name: str
    number: int = Field(description="how many things are asked")
    this_week: int = Field(description="how many of them are due within seven days")
    asked: str = Field(description="the same in words")


class CoalitionsOut(Schema):
    """One's coalitions, those that ask most urgently first."""

    items: list[CoalitionLineOut]


class CoalitionOut(Schema):
    """A coalition, as far as this reader may see it."""

    slug: str
    name: str = Field(description="in the reader's language, else in its own")
    names: dict[str, str] = Field(description="by language (BCP 47)")
    language: str = Field(description="its authentic language")
    time_zone: str = Field(description="IANA name; its deadlines are told in it")
    state: str = Field(description="forming, active, dormant or ended")
    purpose: str = Field(description="empty where the charter is not open to this reader")
    may_apply: bool


class AskOut(Schema):
    """One thing that is asked."""

    title: str
    sentence: str
    due: datetime | None
    is_calm: bool = Field(description="it has a day, and waits for nobody")
    button: str = Field(description="what its page's button says")
    url: str = Field(description="the page that does it, as a path on this server")
    clause: str = Field(description="the key of the clause on which it rests, or empty")


class HappeningOut(Schema):
    """Something decided or coming."""

    at: datetime
    title: str
    url: str
    key: str = Field(description="which moment of it is coming, or empty")
    state: str
    note: str


class DeskOut(Schema):
    """A first screen: what is asked, most urgent first; decided, newest first; coming, soonest first; new on the record."""

    title: str
    this_week: int
    asks: list[AskOut]
    decided: list[HappeningOut]
    coming: list[HappeningOut]
    news: list[LineOut]


@routes.get("/account/coalitions", SignedIn(), gives=CoalitionsOut)
def coalitions(request: ApiRequest) -> Any:
    """One's coalitions, and how much is asked of one in each."""
    return {"items": [_line(each) for each in queries.coalitions_for(request.bearer.account_id)]}


@routes.get("/coalitions/{slug}", InCoalition(permissions.may_see_coalition), gives=CoalitionOut)
def coalition(request: CoalitionRequest) -> Any:
    """A coalition: its names, its state, its purpose."""
    found = request.coalition
    return {
        "slug": found.slug,
        "name": found.name_in(get_language() or "en"),
        "names": found.names,
        "language": found.language,
        "time_zone": found.time_zone,
        "state": found.state,
        "purpose": queries.purpose_for(request.standing, found),
        "may_apply": bool(may_apply(request.standing)),
    }


@routes.get("/coalitions/{slug}/desk", InCoalition(permissions.may_use_desk), gives=DeskOut)
def desk(request: CoalitionRequest) -> Any:
    """What is asked of one, what was decided, what is coming, what is new."""
    return queries.desk_of(request.standing)


def _line(each: Asked) -> dict[str, Any]:
    told = {"number": each.number, "this_week": each.this_week, "asked": each.asked}
    return {"slug": each.coalition.slug, "name": each.name, **told}
