"""How seats and burden are spread."""

from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.membership import permissions
from plenary.membership.api.given import routes
from plenary.membership.balance import Row, balance_and_own


class BalanceAmountOut(Schema):
    """What a group holds of something."""

    of: str
    amount: int | None = Field(description="null: not told, for it could tell of one person")
    total: int


class BalanceGroupOut(Schema):
    """A group, of five at least; or one's own member."""

    name: str
    number: int
    amounts: list[BalanceAmountOut]


class BalanceTableOut(Schema):
    """How it is spread by one property."""

    code: str = Field(description="region, size, gender; own: one's member beside the totals, for itself alone")
    heading: str
    without: str = Field("", description="of what it is not told by this property, and why")
    groups: list[BalanceGroupOut] = Field(description="by name; empty where too few could be told")


@routes.get("/coalitions/{slug}/balance", InCoalition(permissions.may_hear_opening), gives=list[BalanceTableOut])
def balance(request: CoalitionRequest) -> Any:
    """How seats, promises, speaking and credit are spread, by region, size and gender."""
    tables, own = balance_and_own(request.standing)
    told = [
        {
            "code": each.code,
            "heading": str(each.heading),
            "without": str(each.without),
            "groups": list(map(_group, each.rows)),
        }
        for each in tables
    ]
    return [*told, {"code": "own", "heading": own.name, "groups": [_group(own)]}] if own else told


def _group(row: Row) -> dict[str, Any]:
    amounts = [{"of": str(label), "amount": amount, "total": total} for label, amount, total in row.amounts]
    return {"name": row.name, "number": row.number, "amounts": amounts}
