"""Whether the plenary is to be called: by when it meets as the charter says, while nobody called it."""

from dataclasses import dataclass
from datetime import datetime

from plenary.bodies.rules import is_plenary
from plenary.charter.queries import called, charter_of, version_in_force
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.meetings.matters import CALL
from plenary.meetings.models import Meeting
from plenary.meetings.rules.due import asked_from


@dataclass(frozen=True, slots=True)
class ToCall:
    """A body that is to meet and that nobody called: its code and name, every how many months it meets, when it met last (None:
    never), from when on and of whom (audience tokens) it is asked to call it, and by when it is to meet."""

    body: str
    name: str
    every_months: int
    met: datetime | None
    asked: datetime
    due: datetime
    of: frozenset[str]

    @property
    def clause(self) -> str:
        """The key of the clause that says so."""
        return f"body.{self.body}"


def plenary_to_call(coalition_id: str) -> ToCall | None:
    """The plenary, where the charter says every how many months it meets and no meeting of it is called, or looks for its date;
    else None. Two queries besides the charter's, none where the charter does not say it."""
    if version_in_force(coalition_id) is None:
        return None
    charter = charter_of(coalition_id)
    body = next((each for each in charter.bodies if is_plenary(each) and each.meets_every_months), None)
    if body is None:
        return None
    formed = Coalition.objects.filter(pk=coalition_id, state__in=[Coalition.FORMING, Coalition.ACTIVE])
    begun = formed.values_list("formed_at", flat=True).first()
    rows = Meeting.objects.of(coalition_id).filter(body__in=["", body.code], called_off_at=None)
    held = list(rows.order_by("starts_at").values_list("starts_at", flat=True))
    now = clock.now()
    if begun is None or any(starts is None or starts > now for starts in held):
        return None
    met = max((starts for starts in held if starts), default=None)
    since = met or begun
    return ToCall(
        body.code,
        called(charter, body.names, body.code),
        body.meets_every_months,
        met,
        asked_from(since, body.meets_every_months),
        clock.months_later(since, body.meets_every_months),
        frozenset(visibility.office(each.code) for each in charter.offices if CALL in each.powers),
    )
