"""Loading the demonstration: all three coalitions, told in one transaction with the clock set, and what was loaded."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from plenary.accounts.models import Account
from plenary.charter.queries import reading_once
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.decisions.tasks import keep_deadlines, keep_urgency
from plenary.demo.clear_fields import ClearFields
from plenary.demo.gatherings import ClearMeetings
from plenary.demo.opening import ClearConcerns, ClearOpening
from plenary.demo.others import Forming, Riverside
from plenary.demo.people import accounts_by_role
from plenary.demo.platform import ClearPlatform
from plenary.demo.timeline import Timeline
from plenary.demo.watching import ClearWatching
from plenary.demo.ways import ClearWays
from plenary.directory.models import OtherName
from plenary.membership.models import Member
from plenary.membership.tasks import confirm
from plenary.record.queries import signed_head


class StoryError(RuntimeError):
    """The demonstration did not come out as its content says: a mistake in the code."""


def is_loaded() -> bool:
    """True when the demonstration is in the database."""
    return Coalition.objects.filter(is_demonstration=True).exists()


def people_work_here() -> bool:
    """True on a server with an address of its own, or with a coalition or an account that is real."""
    return settings.IS_SECURE or Coalition.objects.filter(is_demonstration=False).exists() or Account.objects.exists()


def load(say: Callable[[str], object]) -> None:
    """Tell the whole story up to now, all or nothing. Raises StoryError when it comes out otherwise than told."""
    today = clock.now().replace(minute=0, second=0, microsecond=0)
    with override("en"), reading_once(), transaction.atomic():
        timeline = Timeline(_keep_all)
        big = ClearFields(today, timeline)
        ways = ClearWays(timeline, big)
        platform, meetings = ClearPlatform(timeline, big), ClearMeetings(timeline, big)
        ClearOpening(timeline, big)
        ClearConcerns(timeline, big)
        watching = ClearWatching(timeline, big)
        network = Riverside(timeline, big)
        Forming(timeline, big)
        timeline.tell(today, lambda: say(f"{clock.now():%B %Y}") if len(timeline) % 10 == 0 else None)
        unlike = [
            *(
                each
                for told in (big, ways, platform, network.ways, meetings, watching)
                for each in told.unlike_the_content()
            )
        ]
        if unlike:
            raise StoryError("; ".join(unlike))
        with clock.set_to(today + timedelta(seconds=1)):
            for coalition in Coalition.objects.filter(is_demonstration=True):
                signed_head(coalition.id)


def _keep_all() -> None:
    """What the schedule would have done."""
    keep_deadlines()
    keep_urgency()
    confirm()


def people() -> list[dict[str, str]]:
    """The people of the demonstration: role, name and the path on the server where one signs in as them."""
    return [
        {"role": str(role.label), "name": account.name, "sign_in": reverse("demo:sign_in", args=[role.code])}
        for role, account in accounts_by_role()
    ]


def protected_members() -> list[dict[str, list[str]]]:
    """Every name under which each protected member could be betrayed."""
    found = []
    rows = Member.objects.across_coalitions().filter(protected=True, coalition__is_demonstration=True)
    for member in rows.select_related("organisation", "individual"):
        others = OtherName.objects.of(member.coalition_id)
        names = [member.name, *others.filter(organisation=member.organisation).values_list("name", flat=True)]
        spoken = member.representatives.filter(until=None).select_related("person")
        found.append({"names": [*names, *(representative.person.name for representative in spoken)]})
    return found
