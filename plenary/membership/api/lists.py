"""The lists: members, how many there are, and who waits for admission."""

from datetime import datetime
from typing import Any

from django.db.models.functions import Coalesce
from ninja import Query, Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page_by_name, page_of_all
from plenary.core.http.problems import cleaned
from plenary.membership import permissions, queries
from plenary.membership.api.given import MEMBERS, MemberLineOut, line, routes
from plenary.membership.forms import SearchForm

READERS = InCoalition(permissions.may_read_members)


class MembersWanted(Schema):
    """Narrows the list of members; without any of these it tells those who belong."""

    q: str = Field("", max_length=100, description="a part of the name")
    status: str = Field("", max_length=12)
    category: str = Field("", max_length=40, description="code of the charter's category")


class MembersTotalOut(Schema):
    """How many members there are. Those under protection are in no number."""

    total: int
    countries: int = Field(description="in how many countries the listed members are at home")
    by_status: dict[str, int] = Field(description="how many of the listed members have each status")
    waiting: int = Field(description="how many applicants wait, as far as this reader sees them")
    of_networks: int = Field(
        description="how many organisations belong to listed members that are networks, as far as this reader sees them"
    )


class ApplicantOut(MemberLineOut):
    """One who waits for admission."""

    waits_since: datetime
    has_accepted_purpose: bool
    unanswered: int = Field(description="how many requirements of its category have no answer")


@routes.get(MEMBERS, READERS, gives=Page[MemberLineOut])
def members(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[MembersWanted]) -> Any:
    """The members that one may see, by name; protected ones stand in no list."""
    charter = charter_of(request.coalition.id)
    asked = cleaned(SearchForm(charter, narrowed.model_dump()))
    found = queries.found_members(request.standing, **asked)
    told = page_by_name(request, found, wanted, Coalesce("organisation__name", "individual__name"))
    return {**told, "items": [line(charter, member) for member in told["items"]]}


@routes.get(f"{MEMBERS}/total", READERS, gives=MembersTotalOut)
def total(request: CoalitionRequest) -> Any:
    """How many members there are, of which status, in how many countries."""
    return {
        "total": queries.total_members(request.coalition.id),
        "countries": queries.total_countries(request.standing),
        "by_status": queries.counts_by(request.standing, "status"),
        "waiting": queries.applicants(request.standing).count(),
        "of_networks": queries.reach_of_networks(request.standing),
    }


@routes.get(f"{MEMBERS}/applicants", InCoalition(permissions.may_read_applicants), gives=Page[ApplicantOut])
def applicants(request: CoalitionRequest, wanted: Query[PageQuery]) -> Any:
    """Those who wait for admission, the one who waits longest first."""
    charter = charter_of(request.coalition.id)
    rows = list(queries.applicants(request.standing))
    lacks = queries.lacking_of(request.coalition.id, rows)
    waiting = [
        {
            **line(charter, member),
            "waits_since": member.status_since,
            "has_accepted_purpose": member.accepted_purpose_at is not None,
            "unanswered": len(lacks[member.id].answers) if member.id in lacks else 0,
        }
        for member in rows
    ]
    return page_of_all(request, waiting, wanted, lambda row: (row["waits_since"].isoformat(), row["id"]), str, str)
