"""Telling the leads of the universalisation drive, once a week, what is next of their states."""

from datetime import UTC, datetime, time, timedelta

from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.monitoring.queries.drive import due_of_leads
from plenary.monitoring.rules.driving import week_of
from plenary.record import actions as record
from plenary.record.models import Entry

WEEK_TOLD = "monitoring.week_told"


def tell_week(*, by: Standing) -> None:
    """Enter for each member that leads states how much it is to do this week, and what is late: once a week and member, and not
    where there is nothing. By the program alone; it may run twice or late. Refuses others (`monitoring.not_keeping`)."""
    if not by.is_system:
        raise Refused(refuse("monitoring.not_keeping", "purpose"))
    monday, next_one = week_of(clock.now().astimezone(UTC).date())
    last = next_one - timedelta(days=1)
    if not due_of_leads(by.coalition, last):
        return
    with record.act(by=by):
        Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)
        begun = datetime.combine(monday, time(), UTC)
        told = set(Entry.objects.of(by.coalition).filter(kind=WEEK_TOLD, at__gte=begun).values_list("about", flat=True))
        for lead, rows in due_of_leads(by.coalition, last).items():
            if lead not in told:
                facts = {"number": len(rows), "day": last.isoformat()}
                record.enter(by=by, kind=WEEK_TOLD, about=lead, audience=[visibility.member(lead)], facts=facts)
