"""Who drafted what was adopted, for the page of balance (B11)."""

from collections.abc import Mapping
from datetime import date

from plenary.agreements.models import Edition
from plenary.core import clock
from plenary.membership.balance import of_their_members
from plenary.membership.rules.balance import counted_from, in_lots


def _drafted(coalition_id: str) -> list[tuple[date, str]]:
    """The day on which each edition was adopted, and who drafted it. One query."""
    rows = Edition.objects.of(coalition_id).filter(adopted_at__gte=counted_from(clock.now().date())).order_by()
    return [(at.date(), person) for at, person in rows.values_list("adopted_at", "made_by") if at]


def drafted_by_member(coalition_id: str) -> Mapping[str, int]:
    """How many editions of agreements that those who act for a member drafted were adopted. Two queries."""
    return of_their_members(coalition_id, (person for _day, person in _drafted(coalition_id)))


def drafted_by_person(coalition_id: str) -> Mapping[str, int]:
    """How many editions of agreements that a person drafted were adopted, in lots. One query."""
    return in_lots(((day, person, 1) for day, person in _drafted(coalition_id)), clock.now().date())
