"""Work of the clock: provisional members whose time is over are confirmed."""

from datetime import timedelta
from itertools import groupby

from plenary.core import clock
from plenary.core.schedule import apart, periodic
from plenary.core.standing import Standing
from plenary.membership.actions import confirm_provisional
from plenary.membership.models import Member
from plenary.membership.rules import Status


@periodic(every=timedelta(hours=1), name="membership.confirm")
def confirm() -> None:
    """Enter what the clock has already made so, coalition by coalition. Idempotent; late runs lose nothing."""
    due = Member.objects.across_coalitions().filter(status=Status.PROVISIONAL, provisional_until__lte=clock.now())
    rows = due.order_by("coalition_id", "category", "id")
    for (coalition_id, category), members in groupby(rows, key=lambda member: (member.coalition_id, member.category)):
        with apart(f"the confirmation of {category} in coalition {coalition_id}"):
            confirm_provisional(by=Standing.system(coalition_id, f"category.{category}"), members=list(members))
