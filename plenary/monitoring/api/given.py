"""What the modules of routes share: the room's routes, who enters, and what instruments bring and tell."""

from datetime import date

from ninja import Schema
from pydantic import Field

from plenary.accounts.routes import Routes
from plenary.coalitions.access import InCoalition
from plenary.core import clock
from plenary.monitoring.permissions.instruments import may_keep, may_read_instruments

routes = Routes("monitoring")
READERS = InCoalition(may_read_instruments)
KEEPERS = InCoalition(may_keep)
ALL = "/coalitions/{slug}/instruments"
ONE = f"{ALL}/{{instrument_id}}"
ACTORS = "/coalitions/{slug}/actors"


class DayQuery(Schema):
    """On which day."""

    on: date | None = Field(None, description="empty: today")

    @property
    def day(self) -> date:
        """That day."""
        return self.on or clock.now().date()


class DelayTold(Schema):
    """A delay: years, months and days after an event, then perhaps the first of a month."""

    years: int = 0
    months: int = 0
    days: int = 0
    begins: str = Field(
        default="that-day", max_length=20, description="that-day, first-of-month or first-of-next-month"
    )


def in_fields(name: str, texts: dict[str, str]) -> dict[str, str]:
    """Texts by language as a page's form takes them."""
    return {f"{name}_{tag}": text for tag, text in texts.items()}
