"""How seats and burden are spread."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.membership import permissions
from plenary.membership.api.given import routes
from plenary.membership.balance import balance_of


class BalanceAmountOut(Schema):
    """What a group holds of something."""

    of: str
    amount: int
    total: int


class BalanceGroupOut(Schema):
    """A group, of five at least."""

    name: str
    number: int
    amounts: list[BalanceAmountOut]


class BalanceTableOut(Schema):
    """How it is spread by one property."""

    code: str = Field(description="region, size or gender")
    heading: str
    groups: list[BalanceGroupOut] = Field(description="by name; empty where too few could be told")


@routes.get("/coalitions/{slug}/balance", InCoalition(permissions.may_hear_opening), gives=list[BalanceTableOut])
def balance(request: CoalitionRequest) -> Any:
    """How seats, promises, speaking and credit are spread, by region, size and gender."""
    return [
        {
            "code": table.code,
            "heading": str(table.heading),
            "groups": [
                {
                    "name": row.name,
                    "number": row.number,
                    "amounts": [
                        {"of": str(label), "amount": amount, "total": total} for label, amount, total in row.amounts
                    ],
                }
                for row in table.rows
            ],
        }
        for table in balance_of(request.standing)
    ]
