"""Work of the clock: each week the leads of the universalisation drive are told what is next of their states."""

from datetime import timedelta

from plenary.coalitions.models import Coalition
from plenary.core import reach
from plenary.core.schedule import apart, periodic
from plenary.core.standing import Standing
from plenary.monitoring.actions.weekly import tell_week


@periodic(every=timedelta(days=1), name="monitoring.week")
@reach.everywhere("weeks begin in every coalition")
def tell_weeks() -> None:
    """Tell the leads of each coalition what is next of their states, once a week. Idempotent; a late run tells later."""
    for coalition_id in list(Coalition.objects.order_by("pk").values_list("pk", flat=True)):
        with apart(f"the week of coalition {coalition_id}"), reach.only(coalition_id):
            tell_week(by=Standing.system(coalition_id, "purpose"))
