"""Concerns as those who receive them find them: which there are, and which wait. What they say is for a passphrase to open."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.charter.queries import charter_of
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.health.models import RaisedConcern, SealedThread, ThreadKey
from plenary.health.permissions import may_receive
from plenary.health.queries.receivers import holders


def _own_keys(standing: Standing) -> ScopedQuerySet[ThreadKey]:
    reached = Q(rank=0) | Q(thread__raised_concern__is_escalated=True)
    return ThreadKey.objects.of(standing.coalition).filter(reached, receiver_key__person=standing.person)


def concerns_for(standing: Standing) -> QuerySet[RaisedConcern]:
    """The concerns that a standing receives: those sealed for one's own key, and those for whoever comes next once they were not
    acknowledged in time; only while one holds the office. What waits longest first. One query."""
    rows = RaisedConcern.objects.of(standing.coalition)
    if not may_receive(standing):
        return rows.none()
    own = _own_keys(standing).filter(thread__raised_concern=OuterRef("pk"))
    return rows.filter(Exists(own)).order_by("acknowledge_by", "id")


def visible_concern(standing: Standing, raised_concern_id: str) -> RaisedConcern | None:
    """One of them, with its conversations, or None."""
    return concerns_for(standing).filter(pk=raised_concern_id).prefetch_related("threads").first()


def waiting_for(standing: Standing) -> int:
    """How many of them are not closed. One query."""
    return concerns_for(standing).exclude(state=RaisedConcern.CLOSED).count()


def is_with_nobody(thread: SealedThread) -> bool:
    """True when nobody who receives concerns now has a key for which a conversation is sealed. Four queries."""
    conflict = charter_of(thread.coalition_id).conflict
    named = {conflict.receiver, conflict.instead} - {""}
    persons = [each.person for each in holders(thread.coalition_id) if each.offices & named]
    keys = thread.keys.filter(receiver_key__person__in=persons, receiver_key__is_retired=False)
    return not keys.exists()
