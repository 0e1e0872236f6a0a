"""What members bring and promise: the overviews, offers, promises, what was delivered."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Accountability
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.membership import actions, permissions
from plenary.membership.api.given import MEMBERS, member_asked, routes
from plenary.membership.forms.contributions import ContributionSearch, DeliverForm, OfferForm, PromiseForm
from plenary.membership.models import Contribution, Member, MemberCommitment
from plenary.membership.queries import contributions as queries
from plenary.membership.rules.capacity import comes_to, scaled, share_of
from plenary.membership.rules.contributions import Capacity, Circle, Kept, Kind
from plenary.membership.shown import audience_choices

READERS = InCoalition(permissions.may_open_members)
THOSE_INSIDE = InCoalition(permissions.may_hear_opening)
CONTRIBUTIONS = f"{MEMBERS}/{{member_id}}/contributions"
COMMITMENTS = f"{MEMBERS}/{{member_id}}/commitments"
COMMITMENT = f"{COMMITMENTS}/{{member_commitment_id}}"


class ContributionsWanted(Schema):
    """Narrows the overview."""

    q: str = Field("", max_length=100, description="a part of the words or of the place")
    kind: str = Field("", max_length=10)
    country: str = Field("", max_length=3, description="ISO 3166-1 alpha-3")
    language: str = Field("", max_length=35, description="BCP 47")


class CommitmentsWanted(Schema):
    """Narrows the overview."""

    state: str = Field("promised", max_length=10, description="promised: what is open; delivered")


class ContributionIn(Schema):
    """Something that a member brings."""

    kind: Kind
    words: str = Field(max_length=500)
    number: int | None = Field(None, ge=0, le=9_000_000_000_000_000)
    unit: str = Field("", max_length=60)
    country: str = Field("", max_length=3, description="ISO 3166-1 alpha-3, or empty")
    area: str = Field("", max_length=120)
    language: str = Field("", max_length=35, description="BCP 47, or empty")
    not_for: str = Field("", max_length=500, description="what it can not be used for")
    audience: Circle = Circle.MEMBERS


class ContributionOut(Schema):
    """Something that a member brings."""

    id: str
    member: str
    name: str
    kind: str
    words: str
    number: int | None
    unit: str
    country: str
    area: str
    language: str
    not_for: str
    audience: str
    is_typed_in: bool
    offered_at: datetime


class MemberCommitmentIn(Schema):
    """What a member promises."""

    words: str = Field(max_length=500)
    number: int | None = Field(None, ge=1, le=9_000_000_000_000_000)
    unit: str = Field("", max_length=60)
    whole: int | None = Field(
        None,
        ge=1,
        le=9_000_000_000_000_000,
        description="how many are asked of a member of large capacity; without `number` the share of this one is promised",
    )
    due_on: date | None = None
    capacity: Capacity = Capacity.MEDIUM
    audience: Circle = Circle.MEMBERS


class DeliveredIn(Schema):
    """What was delivered so far, in whole."""

    number: int | None = Field(None, ge=0, le=9_000_000_000_000_000)
    on: date
    words: str = Field("", max_length=500)
    is_done: bool = Field(False, description="that is all of it")


class MemberCommitmentOut(Schema):
    """What a member promised, and what of it was delivered."""

    id: str
    member: str
    name: str
    words: str
    number: int | None
    unit: str
    whole: int | None = Field(description="how many are asked of a member of large capacity, where that was said")
    asked: int | None = Field(description="how many of these the charter asks of a member of this capacity")
    comes_to: int | None = Field(description="how many it would be at large capacity")
    due_on: date | None
    capacity: str
    audience: str
    is_typed_in: bool
    promised_at: datetime
    state: str = Field(description="promised, due, part, delivered or withdrawn")
    delivered_number: int | None
    delivered_on: date | None
    delivered_words: str


@routes.get("/coalitions/{slug}/contributions", THOSE_INSIDE, gives=Page[ContributionOut])
def contributions(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[ContributionsWanted]) -> Any:
    """Who brings what, by name, as far as one may know of it."""
    countries, languages = queries.countries_and_languages(request.standing)
    asked = cleaned(ContributionSearch(narrowed.model_dump(), countries=countries, languages=languages))
    told = [_contribution(row) for row in queries.listed_contributions(request.standing, **asked)]
    return page_of_all(request, told, wanted, lambda row: (row["name"], row["id"]), str, str)


@routes.get("/coalitions/{slug}/commitments", THOSE_INSIDE, gives=Page[MemberCommitmentOut])
def commitments(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[CommitmentsWanted]) -> Any:
    """What members promised: what is open, or what was delivered; by the day by which it is due."""
    state = Kept.DELIVERED if narrowed.state == Kept.DELIVERED else Kept.PROMISED
    rule = _rule(request)
    told = [_commitment(rule, row) for row in queries.listed_commitments(request.standing, state)]

    def place(row: dict[str, Any]) -> tuple[str, str]:
        return (row["due_on"].isoformat() if row["due_on"] else "9999", row["id"])

    return page_of_all(request, told, wanted, place, str, str)


@routes.post(CONTRIBUTIONS, READERS, gives=ContributionOut, status=201)
def offer(request: CoalitionRequest, member_id: str, offered: ContributionIn) -> Any:
    """Say what a member brings."""
    member = member_asked(request, member_id)
    require(permissions.may_answer(request.standing, member))
    form = OfferForm(offered.model_dump(mode="json"), audiences=audience_choices(request.coalition.id))
    cleaned(form)
    return _contribution(actions.offer_contribution(by=request.standing, member=member, offer=form.offered()))


@routes.get(f"{CONTRIBUTIONS}/{{contribution_id}}", READERS, gives=ContributionOut)
def contribution(request: CoalitionRequest, member_id: str, contribution_id: str) -> Any:
    """One thing that a member brings."""
    return _contribution(_one_contribution(request, member_asked(request, member_id), contribution_id))


@routes.delete(f"{CONTRIBUTIONS}/{{contribution_id}}", READERS)
def withdraw_contribution(request: CoalitionRequest, member_id: str, contribution_id: str) -> None:
    """Say that a member no longer brings it."""
    found = _one_contribution(request, member_asked(request, member_id), contribution_id)
    actions.withdraw_contribution(by=request.standing, contribution=found)


@routes.post(COMMITMENTS, READERS, gives=MemberCommitmentOut, status=201)
def promise(request: CoalitionRequest, member_id: str, promised: MemberCommitmentIn) -> Any:
    """Promise something for a member."""
    member = member_asked(request, member_id)
    require(permissions.may_promise(request.standing, member))
    audiences = audience_choices(request.coalition.id)
    form = PromiseForm(promised.model_dump(mode="json"), audiences=audiences, rule=_rule(request))
    cleaned(form)
    return _commitment(_rule(request), actions.promise(by=request.standing, member=member, promised=form.promised()))


@routes.get(COMMITMENT, READERS, gives=MemberCommitmentOut)
def member_commitment(request: CoalitionRequest, member_id: str, member_commitment_id: str) -> Any:
    """One promise of a member."""
    return _commitment(_rule(request), _one_commitment(request, member_asked(request, member_id), member_commitment_id))


@routes.put(COMMITMENT, READERS, gives=MemberCommitmentOut)
def deliver(request: CoalitionRequest, member_id: str, member_commitment_id: str, told: DeliveredIn) -> Any:
    """Say what was delivered so far."""
    member = member_asked(request, member_id)
    row = _one_commitment(request, member, member_commitment_id)
    require(permissions.may_answer(request.standing, member))
    given = cleaned(DeliverForm(told.model_dump(mode="json")))
    return _commitment(_rule(request), actions.deliver(by=request.standing, commitment=row, **given))


@routes.delete(COMMITMENT, READERS)
def withdraw_commitment(request: CoalitionRequest, member_id: str, member_commitment_id: str) -> None:
    """Take a promise back; it stays readable as one that was."""
    row = _one_commitment(request, member_asked(request, member_id), member_commitment_id)
    actions.withdraw_commitment(by=request.standing, commitment=row)


def _one_contribution(request: CoalitionRequest, member: Member, contribution_id: str) -> Contribution:
    found = queries.visible_contributions(request.standing).filter(member=member, id=contribution_id).first()
    if found is None:
        raise Http404
    return found


def _one_commitment(request: CoalitionRequest, member: Member, commitment_id: str) -> MemberCommitment:
    found = queries.visible_commitments(request.standing).filter(member=member, id=commitment_id).first()
    if found is None:
        raise Http404
    return found


def _contribution(row: Contribution) -> dict[str, Any]:
    names = ("kind", "words", "number", "unit", "country", "area", "language", "not_for", "audience", "is_typed_in")
    told = {name: getattr(row, name) for name in (*names, "offered_at")}
    return {"id": row.id, "member": row.member_id, "name": row.member.name, **told}


def _rule(request: CoalitionRequest) -> Accountability:
    return charter_of(request.coalition.id).accountability


def _commitment(rule: Accountability, row: MemberCommitment) -> dict[str, Any]:
    share = share_of(rule, Capacity(row.capacity))
    names = ("words", "number", "unit", "whole", "due_on", "capacity", "audience", "is_typed_in", "promised_at")
    told = {name: getattr(row, name) for name in (*names, "delivered_number", "delivered_on", "delivered_words")}
    state = str(queries.kept_now(row))
    told |= {"asked": None if row.whole is None else scaled(row.whole, share)}
    told |= {"comes_to": None if row.number is None else comes_to(row.number, share)}
    return {"id": row.id, "member": row.member_id, "name": row.member.name, "state": state, **told}
