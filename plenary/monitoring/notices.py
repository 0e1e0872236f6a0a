"""Which entries of monitoring are mailed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.notices.announcements import announce
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic

register_topic(
    "monitoring",
    _("Instruments"),
    _("Each week what is next of the states that one's organisation leads; what is written of instruments and actors."),
    ways=tuple(Way),
    begins=Way.AT_ONCE,
)

announce(
    "monitoring.week_told",
    _("What is next of your states"),
    _(
        "Your organisation leads states that are still to join. Things to do by %(day)s, or late already: %(number)s. "
        "The page says which."
    ),
    lambda slug, _lead: reverse("monitoring:week", args=[slug]),
)
