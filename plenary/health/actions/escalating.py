"""What comes with time: a concern that is late goes on to the next, and its check falls due."""

from datetime import date

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.health.actions.deadlines import DUE, set_due
from plenary.health.actions.sealed import locked
from plenary.health.models import RaisedConcern, ThreadKey
from plenary.health.permissions import CLAUSE
from plenary.health.queries.concerns import comes_after
from plenary.health.rules.steps import Answer, State, acknowledge_by, is_overdue
from plenary.record import actions as record


def escalate(*, concern: RaisedConcern) -> bool:
    """Open a concern that is late to those who come next, past those who were late: nobody acknowledged it in time, or did by its
    day what was due then. All of them get a mail that says nothing, and have as much time again, counted from today.

    True when it was done now; asked again it does nothing, nor where nobody comes next. One that has no day, for the charter gave
    none when it came so far, gets one where the charter gives one now.
    """
    with record.act(by=Standing.system(concern.coalition_id, CLAUSE)):
        row, today = locked(concern), clock.now().date()
        state = State(row.state)
        if state is not State.RAISED and row.due_on is None:
            set_due(row)
            row.save(update_fields=DUE)
        rank = comes_after(row)
        is_late = is_overdue(state, row.acknowledge_by, today) or (row.due_on is not None and today > row.due_on)
        if rank is None or not is_late:
            return False
        row.reached = rank
        row.acknowledge_by = _acknowledge_by(row)
        set_due(row)
        row.save(update_fields=["reached", "acknowledge_by", *DUE])
        ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row).update(is_told=False)
    return True


def _acknowledge_by(row: RaisedConcern) -> date:
    """Once more the charter's hours, where it still waits to be acknowledged."""
    hours = charter_of(row.coalition_id).conflict.acknowledge_hours
    return acknowledge_by(clock.now(), hours) if row.state == State.RAISED else row.acknowledge_by


def remind_of_check(*, concern: RaisedConcern) -> bool:
    """On the day of the check both sides are asked whether what was agreed holds, where they come back with their codes, and
    those who receive get a mail that says nothing. True when it was done now; asked again it does nothing."""
    with record.act(by=Standing.system(concern.coalition_id, CLAUSE)):
        row = locked(concern)
        is_due = row.state == State.AGREED and row.check_on is not None and row.check_on <= clock.now().date()
        if row.is_check_told or not is_due:
            return False
        row.is_check_told = True
        row.save(update_fields=["is_check_told"])
        row.threads.filter(holds=Answer.NONE).update(holds=Answer.ASKED)
        ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row).update(is_told=False)
    return True
