"""Who moved what was adopted, for the page of balance (B11). What was moved without a name counts for nobody."""

from collections import Counter
from collections.abc import Mapping

from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.decisions.models import Proposal
from plenary.membership.rules.balance import counted_from, in_lots


def _adopted(coalition_id: str) -> ScopedQuerySet[Proposal]:
    since = counted_from(clock.now().date())
    return (
        Proposal.objects.of(coalition_id)
        .filter(outcome="adopted", decided_at__gte=since)
        .exclude(moved_by_name="")
        .order_by()
    )


def adopted_by_member(coalition_id: str) -> Mapping[str, int]:
    """How many proposals of each member were adopted. One query."""
    return Counter(key for key in _adopted(coalition_id).values_list("moved_by_member_id", flat=True) if key)


def adopted_by_person(coalition_id: str) -> Mapping[str, int]:
    """How many proposals that a person moved were adopted, in lots. One query."""
    rows = _adopted(coalition_id).values_list("decided_at", "moved_by_person")
    return in_lots(((at.date(), person, 1) for at, person in rows if at), clock.now().date())
