"""Who drafted what was adopted, for the page of balance (B11)."""

from collections.abc import Mapping

from plenary.agreements.models import Edition
from plenary.core import clock
from plenary.membership.rules.balance import counted_from, in_lots


def drafted_by_person(coalition_id: str) -> Mapping[str, int]:
    """How many editions of agreements that a person drafted were adopted, in lots. One query."""
    today = clock.now().date()
    rows = Edition.objects.of(coalition_id).filter(adopted_at__gte=counted_from(today)).order_by()
    told = rows.values_list("adopted_at", "made_by")
    return in_lots(((at.date(), person, 1) for at, person in told if at), today)
