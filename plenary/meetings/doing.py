"""What members did of what the charter counts, as far as meetings know it: meetings of all members, and actions (B5)."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from plenary.bodies.rules import is_plenary
from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.meetings.models import ActionPoint, Attendance, Meeting
from plenary.membership.doing import counts_doing
from plenary.membership.models import Member
from plenary.membership.rules.capacity import Counted
from plenary.membership.rules.doing import Counts


def meetings_attended(member: Member, since: datetime) -> Counts:
    """At how many meetings of all members that began since a moment and are over a member was, by proxy too, and how many there
    were. A meeting at which nobody is entered says of nobody that they were not there. One query besides the charter's."""
    of_all = [body.code for body in charter_of(member.coalition_id).bodies if is_plenary(body)]
    there = Attendance.objects.of(member.coalition_id).filter(meeting=OuterRef("pk"))
    rows = Meeting.objects.of(member.coalition_id).filter(
        Exists(there), body__in=["", *of_all], starts_at__gte=since, ends_at__lte=clock.now(), called_off_at=None
    )
    was_there = rows.annotate(was_there=Exists(there.filter(member=member))).values_list("was_there", flat=True)
    found = list(was_there.order_by())
    return Counts(done=sum(found), held=len(found))


def actions_done(member: Member, since: datetime) -> Counts:
    """How many actions a member did since a moment; those that were dropped are not among them. One query."""
    rows = ActionPoint.objects.of(member.coalition_id).filter(owner=member, done_at__gte=since, is_dropped=False)
    return Counts(done=rows.count())


counts_doing(Counted.MEETINGS, meetings_attended)
counts_doing(Counted.TASKS, actions_done)
