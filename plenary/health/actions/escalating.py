"""What comes with time: a concern that is late goes on to the next, and its check falls due."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.health.actions.deadlines import DUE, REACHED, go_on_to, set_due
from plenary.health.actions.sealed import locked
from plenary.health.models import RaisedConcern, ThreadKey
from plenary.health.permissions import CLAUSE
from plenary.health.queries.concerns import comes_after
from plenary.health.rules.steps import Answer, State, is_overdue
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
        if state is not State.RAISED and row.due_on is None and set_due(row):
            row.save(update_fields=DUE)
        rank = comes_after(row)
        is_late = is_overdue(state, row.acknowledge_by, today) or (row.due_on is not None and today > row.due_on)
        if rank is None or not is_late:
            return False
        go_on_to(row, rank)
        row.save(update_fields=REACHED)
        ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row).update(is_told=False)
    return True


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
