"""A coalition that meets: two members and an officer, and a meeting at a moment of the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from plenary.charter.rules.schema import Office
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.meetings import actions
from plenary.meetings.matters import CALL, MINUTE
from plenary.meetings.models import Meeting
from plenary.meetings.rules import Manner
from plenary.membership.models import Member
from tests import founding

ONLINE = Manner.ONLINE
OFFICES = (
    Office(code="chair", names={"en": "Chair"}, body="board"),
    Office(code="coordinator", names={"en": "Coordinator"}, powers=(CALL, MINUTE), term_limit=0),
)


@dataclass(frozen=True, slots=True)
class Place:
    """The coalition, its members by name, and who acts for them by account."""

    of: Coalition
    valley: Member
    roads: Member
    accounts: dict[str, str]

    def by(self, who: str) -> Standing:
        """The standing of `valley` or `roads` now."""
        return standing_of(self.accounts[who], self.of.id)

    def officer(self) -> Standing:
        """An officer who calls meetings and keeps minutes, and acts for no member."""
        return founding.officer(self.of, CALL, MINUTE)


def place(**chapters: Any) -> Place:
    """A coalition with two members that decide, formed three months ago."""
    with clock.set_to(clock.now() - timedelta(days=90)):
        return _formed(chapters)


def _formed(chapters: dict[str, Any]) -> Place:
    of = founding.coalition(**({"offices": OFFICES} | chapters))
    valley, roads = founding.member(of, "Green Valley"), founding.member(of, "Open Roads")
    people = {
        "valley": founding.represent(valley, "amina@example.org"),
        "roads": founding.represent(roads, "luz@example.org"),
    }
    accounts = {name: str(person.account_id) for name, person in people.items()}
    return Place(of, valley, roads, accounts)


def hidden(place: Place, **fields: Any) -> Member:
    """A protected member with one who acts for it (`hidden`)."""
    member = founding.member(place.of, "Hidden House", protected=True, **fields)
    person = founding.represent(member, "hidden@example.org")
    place.accounts["hidden"] = str(person.account_id)
    return member


def observing(place: Place) -> Standing:
    """Somebody who observes for another member."""
    member = founding.member(place.of, "Long Bridge")
    person = founding.represent(member, "lee@example.org", Mandate.OBSERVES)
    return standing_of(str(person.account_id), place.of.id)


def details(starts: datetime | None = None, **more: Any) -> actions.Details:
    """What is told of a meeting of two hours."""
    told: dict[str, Any] = {"title": "Spring meeting", "time_zone": "Africa/Bamako", "starts_at": starts}
    told["ends_at"] = starts + timedelta(hours=2) if starts else None
    return actions.Details(**(told | more))


def meeting(place: Place, *, begins_in: timedelta = timedelta(minutes=-10), body: str = "plenary") -> Meeting:
    """A meeting that begins so long from now; it was called a day before."""
    starts = clock.now() + begins_in
    with clock.set_to(min(clock.now(), starts) - timedelta(days=1)):
        return actions.call_meeting(by=place.officer(), body=body, details=details(starts))
