"""How seats are spread over members, and persons over seats and offices, for the page of balance (B11)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from plenary.bodies.models import Term
from plenary.bodies.queries import terms_in_force
from plenary.core import clock
from plenary.membership.balance import of_their_members
from plenary.membership.rules.balance import settled


def seats_by_member(coalition_id: str) -> Mapping[str, int]:
    """How many seats each member holds now. One query."""
    held = terms_in_force(coalition_id).exclude(seats="").order_by().values_list("member_id", flat=True)
    return Counter(key for key in held if key)


def offices_by_member(coalition_id: str) -> Mapping[str, int]:
    """How many offices are held by those who act for each member. Two queries."""
    held = terms_in_force(coalition_id).exclude(office="").order_by().values_list("person_id", flat=True)
    return of_their_members(coalition_id, [key for key in held if key])


def persons_in_place(coalition_id: str) -> Mapping[str, int]:
    """How many seats and offices each person holds, as it stood when at least five of them had changed. One query."""
    rows = Term.objects.of(coalition_id).exclude(person=None).order_by()
    told = rows.values_list("person_id", "starts", "ends", "ended_at")
    return settled(((str(who), begun.date(), _last(ends, over)) for who, begun, ends, over in told), clock.now().date())


def _last(ends: datetime | None, ended_at: datetime | None) -> date | None:
    """The day on which a term ended or will; None for one without limit."""
    found = [each for each in (ends, ended_at) if each is not None]
    return min(found).date() if found else None
