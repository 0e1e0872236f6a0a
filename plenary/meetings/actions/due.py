"""Telling, once, that the day has passed by which the plenary was to meet."""

from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.meetings.queries.due import plenary_to_call
from plenary.record import actions as record
from plenary.record.models import Entry

OVERDUE = "meetings.overdue"


def tell_overdue(*, by: Standing) -> None:
    """Enter that the plenary did not meet by the day that the charter gives and that nobody called it, once a day that passed.
    By the program alone; it may run twice or late. Refuses with meetings.not_calling whoever else asks."""
    if not by.is_system:
        raise Refused(refuse("meetings.not_calling"))
    with record.act(by=by):
        Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)
        found = plenary_to_call(by.coalition)
        if found is None or clock.now() <= found.due:
            return
        told = Entry.objects.of(by.coalition).filter(kind=OVERDUE, about=found.body, at__gt=found.due)
        if told.exists():
            return
        facts = {"body": found.body, "name": found.name, "meets_by": found.due.isoformat()}
        record.enter(by=by, kind=OVERDUE, about=found.body, audience=[visibility.MEMBERS], facts=facts)
