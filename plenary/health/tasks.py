"""Periodic work of concerns: what nobody acknowledged goes on, and those who receive are told that something waits."""

from datetime import timedelta

from django.db.models import Q

from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.schedule import apart, periodic
from plenary.health.actions.escalating import escalate, remind_of_check
from plenary.health.actions.telling import tell_receivers
from plenary.health.models import RaisedConcern, ThreadKey

_BEFORE_AN_OUTCOME = (RaisedConcern.ACKNOWLEDGED, RaisedConcern.HEARING, RaisedConcern.HEARD)


@periodic(every=timedelta(hours=1), name="health.concerns")
@reach.everywhere("concerns of every coalition are looked after")
def look_after_concerns() -> None:
    """Pass on what was not acknowledged, answered, heard or brought to an outcome in time, note whose check is due, then tell
    those for whom something waits. May run twice or late."""
    today = clock.now().date()
    unacknowledged = Q(state=RaisedConcern.RAISED, acknowledge_by__lt=today)
    late = Q(state__in=_BEFORE_AN_OUTCOME) & (Q(due_on__lt=today) | Q(due_on=None))
    for concern in RaisedConcern.objects.across_coalitions().filter(unacknowledged | late).order_by("id"):
        with apart(f"passing on concern {concern.id}"):
            escalate(concern=concern)
    agreed = RaisedConcern.objects.across_coalitions().filter(state=RaisedConcern.AGREED, is_check_told=False)
    for concern in agreed.filter(check_on__lte=today).order_by("id"):
        with apart(f"the check of concern {concern.id}"):
            remind_of_check(concern=concern)
    untold = ThreadKey.objects.across_coalitions().filter(is_told=False)
    for coalition in Coalition.objects.filter(id__in=untold.order_by().values("coalition_id")).order_by("id"):
        with apart(f"telling receivers of coalition {coalition.id}"):
            tell_receivers(coalition=coalition)
