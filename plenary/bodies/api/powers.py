"""What officers did with their powers, and how often in ways that are not for the reader."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ninja import Query, Schema
from pydantic import Field

from plenary.bodies import permissions
from plenary.bodies.api.given import routes
from plenary.bodies.forms import UsesForm
from plenary.bodies.powers import offices_by_name, powers_in_words, uses_of_powers, uses_out_of_sight
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page
from plenary.core.http.problems import cleaned
from plenary.record.api import LineOut

READERS = InCoalition(permissions.may_read_uses)
POWERS = "/coalitions/{slug}/powers"


class UsesWanted(Schema):
    """Narrows the uses of powers to one office or one power."""

    office: str = Field("", max_length=40, description="code of an office")
    power: str = Field("", max_length=64, description="code of a power")


class UseOut(LineOut):
    """One use of a power: its entry, by which office, and the power."""

    office: str = Field(description="code of the office")
    office_name: str
    power: str = Field(description="code of the power")
    under: str = Field(description="the key of the clause that gives the power")


class UseOutOfSightOut(Schema):
    """Uses of a power in a month that are not for this reader, counted; of those under seal only the days are."""

    month: datetime = Field(description="its first moment, UTC")
    office: str
    office_name: str
    power: str
    power_in_words: str
    number: int
    is_sealed: bool = Field(description="the number is one of days")


class UsesOutOfSightOut(Schema):
    """Uses of powers that are not for this reader, by month."""

    items: list[UseOutOfSightOut]


@routes.get(POWERS, READERS, gives=Page[UseOut])
def powers(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[UsesWanted]) -> Any:
    """What officers did with their powers, the newest first, as far as one may read it."""
    offices, after = offices_by_name(request.coalition.id), wanted.after(int)
    asked, before = _asked(offices, narrowed), int(after[0]) if after else None
    uses = uses_of_powers(request.standing, offices, **asked, before=before, limit=wanted.limit + 1)
    told = page(request, uses, wanted, lambda use: (use.line.n,))
    items = [
        {
            **LineOut.from_orm(use.line).model_dump(),
            "office": use.line.office,
            "office_name": use.office,
            "power": use.line.power,
            "under": use.line.under,
        }
        for use in told["items"]
    ]
    return {**told, "items": items}


@routes.get(f"{POWERS}/out-of-sight", READERS, gives=UsesOutOfSightOut)
def powers_out_of_sight(request: CoalitionRequest, narrowed: Query[UsesWanted]) -> Any:
    """How often powers were used in ways that are not for this reader."""
    offices = offices_by_name(request.coalition.id)
    found = uses_out_of_sight(request.standing, offices, **_asked(offices, narrowed))
    return {
        "items": [
            {
                "month": use.counted.month,
                "office": use.counted.office,
                "office_name": use.office,
                "power": use.counted.power,
                "power_in_words": str(use.power),
                "number": use.counted.number,
                "is_sealed": use.counted.is_sealed,
            }
            for use in found
        ]
    }


def _asked(offices: Mapping[str, str], narrowed: UsesWanted) -> dict[str, str]:
    form = UsesForm(offices.items(), powers_in_words().items(), narrowed.model_dump())
    given = cleaned(form)
    return {"office": given["office"], "power": given["power"]}
