"""What monitoring asks on the desk: what is next of the states that one's member leads."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, asks
from plenary.core.standing import Mandate, Standing
from plenary.meetings.queries.points import ends_of_day
from plenary.monitoring.queries.drive import led_by

SOON = timedelta(days=7)


@asks
def states_wait(standing: Standing) -> Iterable[Ask]:
    """What is to be done within a week, or is late, of the states that one's member leads: together, due when the first is. One
    query."""
    if standing.mandate not in (Mandate.DECIDES, Mandate.CONSULTS) or not standing.is_inside:
        return
    rows = list(led_by(standing).filter(due_on__lte=(standing.as_of + SOON).date()))
    if rows:
        words = _("Of states that your organisation leads something is to be done within a week, or late: %(number)s.")
        due = min(row.due_on for row in rows if row.due_on)
        yield Ask(
            title=_("What is next of your states"),
            sentence=words % {"number": len(rows)},
            mailed=_("Of states that your organisation leads something is to be done."),
            url=reverse("monitoring:week", args=[slug_of(standing.coalition)]),
            button=_("Look"),
            due=ends_of_day(due, standing.as_of),
        )
