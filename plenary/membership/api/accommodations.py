"""Accommodations of a member: asked for, agreed, ended, and what touched them."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.membership import actions, permissions
from plenary.membership.api.given import MEMBERS, member_asked, routes
from plenary.membership.forms.accommodations import AccommodationForm, AgreeForm
from plenary.membership.models import Accommodation, Member
from plenary.membership.queries.accommodations import visible_accommodations
from plenary.membership.rules.opening import Audience
from plenary.membership.shown import Shown, accommodations_shown, audience_choices

READERS = InCoalition(permissions.may_open_members)
OF_MEMBER = f"{MEMBERS}/{{member_id}}/accommodations"
ONE = f"{OF_MEMBER}/{{accommodation_id}}"


class AccommodationTouchedOut(Schema):
    """Something that touched the subject; for the member's own."""

    what: str
    url: str = Field(description="a page to read on, as a path on this server")
    at: datetime
    is_seen: bool
    author_told: bool


class AccommodationOut(Schema):
    """What a member cannot do or be named for, and what the coalition does about it."""

    id: str
    subject: str
    key_words: str
    cannot: str = Field(description="Markdown")
    does: str = Field(description="Markdown")
    language: str
    audience: str = Field(description="members, steering or facilitator")
    audience_in_words: str
    asked_at: datetime
    agreed_at: datetime | None
    ended_at: datetime | None
    is_typed_in: bool
    consents_author_told: bool | None = Field(description="null where it is not one's own")
    touched: list[AccommodationTouchedOut]


class AccommodationIn(Schema):
    """A subject on which a member needs room."""

    subject: str = Field(max_length=200)
    key_words: str = Field("", max_length=2_000, description="set apart by commas or lines")
    cannot: str = Field(max_length=4_000)
    does: str = Field("", max_length=4_000)
    audience: Audience = Audience.FACILITATOR
    language: str = Field(max_length=35)
    consents: bool = Field(False, description="authors are told too; the member's own alone say so")


class AccommodationStepIn(Schema):
    """One step."""

    step: Literal["agree", "end", "tell", "keep", "seen"] = Field(
        description="tell, keep: whether authors are told; seen: what touched it"
    )
    does: str = Field("", max_length=4_000, description="with agree: what the coalition does about it")


@routes.get(OF_MEMBER, READERS, gives=list[AccommodationOut])
def accommodations(request: CoalitionRequest, member_id: str) -> Any:
    """What a member asked room for, as far as one hears of it."""
    shown = accommodations_shown(request.standing, request.coalition.slug, member_asked(request, member_id))
    return [_told(request, each) for each in shown]


@routes.post(OF_MEMBER, READERS, gives=AccommodationOut, status=201)
def ask_accommodation(request: CoalitionRequest, member_id: str, asked: AccommodationIn) -> Any:
    """Ask for room on a subject; or type it in for a member, where one leads the conversation."""
    member = member_asked(request, member_id)
    require(permissions.may_answer(request.standing, member))
    form = AccommodationForm(
        asked.model_dump(mode="json"),
        audiences=audience_choices(request.coalition.id),
        languages=charter_of(request.coalition.id).languages,
        typed_in=request.standing.member != member.id,
    )
    given = cleaned(form)
    made = actions.ask_accommodation(
        by=request.standing,
        member=member,
        room=form.room(),
        audience=Audience(given["audience"]),
        language=given["language"],
        consents=given.get("consents", False),
    )
    return _again(request, member, made)


@routes.get(ONE, READERS, gives=AccommodationOut)
def accommodation(request: CoalitionRequest, member_id: str, accommodation_id: str) -> Any:
    """One accommodation."""
    member = member_asked(request, member_id)
    return _again(request, member, _one(request, member, accommodation_id))


@routes.post(ONE, READERS, gives=AccommodationOut)
def change_accommodation(
    request: CoalitionRequest, member_id: str, accommodation_id: str, wanted: AccommodationStepIn
) -> Any:
    """Agree to it, end it, say whether authors are told, note that one has seen what touched it."""
    member = member_asked(request, member_id)
    found, by = _one(request, member, accommodation_id), request.standing
    match wanted.step:
        case "agree":
            require(permissions.may_agree_accommodation(by, found))
            does = cleaned(AgreeForm(wanted.model_dump()))["does"]
            actions.agree_accommodation(by=by, accommodation=found, does=does)
        case "end":
            actions.end_accommodation(by=by, accommodation=found)
        case "seen":
            actions.see_touched(by=by, accommodation=found)
        case _:
            actions.set_consent(by=by, accommodation=found, consents=wanted.step == "tell")
    return _again(request, member, found)


def _one(request: CoalitionRequest, member: Member, accommodation_id: str) -> Accommodation:
    found = visible_accommodations(request.standing).filter(member=member, id=accommodation_id).first()
    if found is None:
        raise Http404
    return found


def _again(request: CoalitionRequest, member: Member, found: Accommodation) -> dict[str, Any]:
    (shown,) = accommodations_shown(request.standing, request.coalition.slug, member, only=found.id)
    return _told(request, shown)


def _told(request: CoalitionRequest, each: Shown) -> dict[str, Any]:
    row = each.row
    is_own = row.member_id == request.standing.member
    return {
        "id": row.id,
        "subject": each.room.subject,
        "key_words": each.room.key_words,
        "cannot": each.room.cannot,
        "does": each.room.does,
        "language": row.language,
        "audience": row.audience,
        "audience_in_words": str(each.audience),
        "asked_at": row.asked_at,
        "agreed_at": row.agreed_at,
        "ended_at": row.ended_at,
        "is_typed_in": row.is_typed_in,
        "consents_author_told": row.consents_author_told if is_own else None,
        "touched": [
            {
                "what": one.what,
                "url": one.url,
                "at": one.row.at,
                "is_seen": one.row.seen_at is not None,
                "author_told": one.row.author_told,
            }
            for one in each.touched
        ],
    }
