"""Concerns as those who receive them find them: which there are, and which wait. What they say is for a passphrase to open."""

from django.db.models import Exists, F, OuterRef, QuerySet

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.health.models import RaisedConcern, SealedThread, ThreadKey
from plenary.health.permissions import may_receive
from plenary.health.queries.receivers import holders
from plenary.health.rules.receivers import next_rank
from plenary.health.rules.steps import Answer, Part, State, may_ask_mediator, may_say_holds


def _own_keys(standing: Standing) -> ScopedQuerySet[ThreadKey]:
    rows = ThreadKey.objects.of(standing.coalition).filter(receiver_key__person=standing.person)
    return rows.filter(rank__lte=F("thread__raised_concern__reached"))


def concerns_for(standing: Standing) -> QuerySet[RaisedConcern]:
    """The concerns that a standing receives: those sealed for one's own key, once they have gone on to the rank of one's
    office; only while one holds the office. What waits longest first. One query."""
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
    return not _receiving_now(thread.keys.all(), thread.coalition_id).exists()


def comes_after(concern: RaisedConcern) -> int | None:
    """The rank to which a concern goes on when it is late, past those who left; None where nobody who receives now comes after
    those whom it has reached. Four queries."""
    rows = ThreadKey.objects.of(concern.coalition_id).filter(thread__raised_concern=concern)
    return next_rank(_receiving_now(rows, concern.coalition_id).values_list("rank", flat=True), concern.reached)


def _receiving_now(rows: QuerySet[ThreadKey], coalition_id: str) -> QuerySet[ThreadKey]:
    """Those of some keys that somebody has in use who receives concerns now."""
    named = set(charter_of(coalition_id).conflict.order)
    persons = [each.person for each in holders(coalition_id) if each.offices & named]
    return rows.filter(receiver_key__person__in=persons, receiver_key__is_retired=False)


def is_asked_whether_it_holds(concern: RaisedConcern, thread: SealedThread) -> bool:
    """True when the side of this conversation may say now whether what was agreed holds. One query."""
    raised = concern.threads.filter(part=Part.RAISED, outcome=Answer.YES)
    return may_say_holds(
        State(concern.state),
        Answer(thread.holds),
        was_agreed=raised.exists(),
        check_on=concern.check_on,
        today=clock.now().date(),
    )


def may_propose_mediator(concern: RaisedConcern, thread: SealedThread) -> bool:
    """True when the side of this conversation may propose a mediator now. Two queries at most."""
    if not charter_of(concern.coalition_id).conflict.outside_mediator:
        return False
    other = concern.threads.exclude(pk=thread.pk).values_list("mediator", flat=True).first()
    told = None if other is None else Answer(other)
    return may_ask_mediator(State(concern.state), Answer(thread.mediator), told)
