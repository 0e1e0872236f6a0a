"""Which entries of membership are mailed: that a member's silence was noticed, and what follows on it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.notices.announcements import announce


def address_of(slug: str, _member_id: str) -> str:
    """The desk, where one click answers."""
    return reverse("desk:coalition", args=[slug])


announce(
    "membership.dormancy_noticed",
    _("Still here?"),
    _(
        "Your organisation has taken no part for as long as the charter says. Any sign of it is enough: one click on your "
        "desk, a ballot, a comment. Without one in %(answer_days)s days it is no longer waited for in votes; it may come "
        "back at any time."
    ),
    address_of,
)
