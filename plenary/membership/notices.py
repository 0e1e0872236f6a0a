"""The topic of mails about members, and which entries are mailed: that a member's silence was noticed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.notices.announcements import announce
from plenary.notices.rules.ways import Way
from plenary.notices.topics import REMINDERS, register_topic


def address_of(slug: str, _member_id: str) -> str:
    """The desk, where one click answers."""
    return reverse("desk:coalition", args=[slug])


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
