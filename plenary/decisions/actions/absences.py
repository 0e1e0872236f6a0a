"""What a member's leave, dormancy and return do to the votes that are open."""

from django.db.models import F, Q

from plenary.core import clock
from plenary.decisions.models import Elector


def set_away(coalition_id: str, member_id: str, *, away: bool) -> None:
    """Let the places of a member in the present round of each open proposal be waited for, or not; a ballot that lies there
    stays and counts. Within the act of a receiver. What is being counted or was decided is not touched."""
    is_open = Q(proposal__voting_until=None) | Q(proposal__voting_until__gte=clock.now())
    rows = Elector.objects.of(coalition_id).filter(is_open, member=member_id, round=F("proposal__round"))
    rows = rows.filter(proposal__opened_at__isnull=False, proposal__withdrawn_at=None, proposal__outcome="")
    Elector.objects.of(coalition_id).filter(pk__in=list(rows.values_list("pk", flat=True))).update(is_away=away)
