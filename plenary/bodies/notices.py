"""The topic under which people choose mails about bodies, seats and offices."""

from django.utils.translation import gettext_lazy as _

from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic

register_topic(
    "bodies",
    _("Bodies, seats and offices"),
    _("Who takes or leaves a seat or an office."),
    ways=(Way.DAILY, Way.NEVER),
    begins=Way.DAILY,
)
