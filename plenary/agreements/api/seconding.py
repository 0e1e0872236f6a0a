"""Routes of the second address of one's member."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.agreements import actions, permissions, queries
from plenary.agreements.api.given import INSIDE, routes
from plenary.agreements.forms import SecondForm
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require

SECOND = "/coalitions/{slug}/second-address"


class WaitsForSecondOut(Schema):
    """A signature that waits for the second address."""

    agreement: str
    title: str
    edition: int
    signed_at: datetime
    stands: str = Field(description="open, outdated, away or lapsed")


class SecondAddressOut(Schema):
    """The second address of one's member, and what waits for it."""

    is_asked: bool = Field(description="the charter asks for one")
    email: str
    confirmed_at: datetime | None
    usable_from: datetime | None = Field(description="asked about signatures from then on; null: once it is confirmed")
    waiting: list[WaitsForSecondOut]


class SecondAddressIn(Schema):
    """The second address of one's member."""

    email: str = Field("", max_length=254, description="of another person there, or its office; empty: none")


class SentAgainOut(Schema):
    """How many mails went out."""

    mails: int


@routes.get(SECOND, INSIDE, gives=SecondAddressOut)
def second_address(request: CoalitionRequest) -> Any:
    """The second address of one's member, which confirms what is signed for it where the charter asks for that."""
    require(permissions.may_sign_for_member(request.standing))
    return _told(request)


@routes.put(SECOND, INSIDE, gives=SecondAddressOut, scope=Scope.GOVERN, fresh=True)
def enter_second_address(request: CoalitionRequest, given: SecondAddressIn) -> Any:
    """Enter the second address of one's member; it is asked by mail whether it is so. A token does it only within an hour
    after it was made."""
    require(permissions.may_sign_for_member(request.standing))
    said = cleaned(SecondForm(given.model_dump()))
    actions.enter_second_address(by=request.standing, email=said["email"])
    return _told(request)


@routes.post(f"{SECOND}/send-again", INSIDE, gives=SentAgainOut, scope=Scope.GOVERN, fresh=True)
def send_again(request: CoalitionRequest) -> Any:
    """Mail once more what waits for the second address; links of before open nothing any more. A token does it only within
    an hour after it was made."""
    return {"mails": actions.send_again(by=request.standing)}


def _told(request: CoalitionRequest) -> dict[str, Any]:
    shown = queries.second_shown(request.standing)
    return {
        "is_asked": shown.is_asked,
        "email": shown.address.email if shown.address else "",
        "confirmed_at": shown.address.confirmed_at if shown.address else None,
        "usable_from": shown.address.usable_from if shown.address and shown.is_later else None,
        "waiting": [
            {
                "agreement": row.agreement_id,
                "title": row.edition.title,
                "edition": row.edition.number,
                "signed_at": row.signed_at,
                "stands": str(stands),
            }
            for row, stands in shown.waiting
        ],
    }
