"""By which day those who receive a concern have to do what is next, as the charter says; what is late goes on to the next."""

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.health.models import RaisedConcern
from plenary.health.rules.steps import Days, State, acknowledge_by, due_next

DUE = ["due", "due_on"]
"""The fields that `set_due` writes."""
REACHED = ["reached", "acknowledge_by", *DUE]
"""The fields that `go_on_to` writes."""


def set_due(row: RaisedConcern) -> bool:
    """Write into a locked concern what is due in its state, counted from today; the caller saves it (`DUE`). False where nothing
    is due by a day."""
    conflict = charter_of(row.coalition_id).conflict
    days = Days(answer=conflict.answer_days, hear=conflict.hear_days, outcome=conflict.outcome_days)
    found = due_next(
        State(row.state),
        is_answered=row.is_answered,
        days=days,
        today=clock.now().date(),
        statement_by=row.statement_by,
    )
    row.due, row.due_on = found or ("", None)
    return found is not None


def go_on_to(row: RaisedConcern, rank: int) -> None:
    """Write into a locked concern that it has reached a rank, whose receivers have as much time as those before them: once more
    the charter's hours where it still waits to be acknowledged, and the days of what is due. The caller saves it (`REACHED`)."""
    row.reached = rank
    if row.state == State.RAISED:
        row.acknowledge_by = acknowledge_by(clock.now(), charter_of(row.coalition_id).conflict.acknowledge_hours)
    set_due(row)
