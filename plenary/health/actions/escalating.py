"""What comes with time: a concern goes on to the next when nobody acknowledged it, and its check falls due."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.health.actions.sealed import locked
from plenary.health.models import RaisedConcern, ThreadKey
from plenary.health.permissions import CLAUSE
from plenary.health.rules.steps import State, is_overdue
from plenary.record import actions as record


def escalate(*, concern: RaisedConcern) -> bool:
    """Open a concern that nobody acknowledged in time to those who come next, past those who did not; both get a mail that
    says nothing. True when it was done now; asked again it does nothing."""
    with record.act(by=Standing.system(concern.coalition_id, CLAUSE)):
        row = locked(concern)
        if row.is_escalated or not is_overdue(State(row.state), row.acknowledge_by, clock.now().date()):
            return False
        row.is_escalated = True
        row.save(update_fields=["is_escalated"])
        ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row).update(is_told=False)
    return True


def remind_of_check(*, concern: RaisedConcern) -> bool:
    """On the day of the check those who receive get a mail that says nothing. True when it was done now; asked again it does
    nothing."""
    with record.act(by=Standing.system(concern.coalition_id, CLAUSE)):
        row = locked(concern)
        is_due = row.state == State.AGREED and row.check_on is not None and row.check_on <= clock.now().date()
        if row.is_check_told or not is_due:
            return False
        row.is_check_told = True
        row.save(update_fields=["is_check_told"])
        ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row).update(is_told=False)
    return True
