"""The topic under which people choose mails about members."""

from django.utils.translation import gettext_lazy as _

from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic

register_topic(
    "membership",
    _("Members"),
    _("Who applies, joins, changes or leaves."),
    ways=(Way.DAILY, Way.NEVER),
    begins=Way.DAILY,
)
