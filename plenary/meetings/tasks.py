"""Work of the clock: members are told once when the plenary did not meet by its day."""

from datetime import timedelta

from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.schedule import apart, periodic
from plenary.core.standing import Standing
from plenary.meetings.actions.due import tell_overdue
from plenary.meetings.queries.due import plenary_to_call


@periodic(every=timedelta(days=1), name="meetings.overdue")
@reach.everywhere("days pass in every coalition")
def look_for_overdue() -> None:
    """Tell the members of each coalition whose plenary did not meet by its day. Idempotent; a late run tells later."""
    for coalition_id in list(Coalition.objects.order_by("pk").values_list("pk", flat=True)):
        with apart(f"the plenary of coalition {coalition_id}"), reach.only(coalition_id):
            found = plenary_to_call(coalition_id)
            if found and clock.now() > found.due:
                tell_overdue(by=Standing.system(coalition_id, found.clause))
