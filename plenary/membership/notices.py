"""The topic of mails about members, and which entries are mailed: that a member's silence was noticed, that a subject of its is
touched; by when it answers, and by when its promises are due."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.charter.queries import NoCharterError, charter_of
from plenary.core import visibility
from plenary.membership import queries
from plenary.membership.queries.contributions import commitments_due
from plenary.membership.rules.contributions import due_at
from plenary.notices.announcements import announce
from plenary.notices.deadlines import Deadline, register_deadlines
from plenary.notices.rules.ways import Way
from plenary.notices.topics import REMINDERS, register_topic


def address_of(slug: str, _member_id: str) -> str:
    """The desk, where one click answers."""
    return reverse("desk:coalition", args=[slug])


@register_deadlines
def answers_are_due(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
    """When members that were asked whether they are still here must have answered, each for its own. One query, and the
    charter's."""
    try:
        answer = timedelta(days=charter_of(coalition_id).accountability.answer_days)
    except NoCharterError:
        return
    for member in queries.members_asked_whether_here(coalition_id, after - answer, until - answer):
        if member.dormancy_noticed_at is not None:
            own = frozenset({visibility.member(member.id)})
            yield Deadline(member.dormancy_noticed_at + answer, own, frozenset({member.id}))


@register_deadlines
def promises_are_due(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
    """When promises are due, each for its own member. One query."""
    for row in commitments_due(coalition_id, after, until):
        if row.due_on is not None:
            own = frozenset({visibility.member(row.member_id)})
            yield Deadline(due_at(row.due_on), own, frozenset({row.id}))


register_topic(
    "membership",
    _("Members"),
    _("Who applies, joins, changes or leaves."),
    ways=(Way.DAILY, Way.NEVER),
    begins=Way.DAILY,
)
announce(
    "membership.dormancy_noticed",
    _("Still here?"),
    _(
        "Your organisation has taken no part for as long as the charter says. Any sign of it is enough: one click on your "
        "desk, a ballot, a comment. Without one in %(answer_days)s days it is no longer waited for in votes; it may come "
        "back at any time."
    ),
    address_of,
    topic=REMINDERS,
)
announce(
    "membership.subject_touched",
    _("Something touches a subject of yours"),
    _(
        "Something that goes out touches a subject on which your organisation asked for room. Look at it on your desk, and say "
        "there what you need before it is decided."
    ),
    address_of,
    topic=REMINDERS,
)
announce(
    "membership.author_told",
    _("Your words touch a subject of another member"),
    _(
        "“%(title)s” touches a subject on which %(name)s has limits. It agreed that you are told. Talk with it before your "
        "words go out."
    ),
    address_of,
    topic=REMINDERS,
)
