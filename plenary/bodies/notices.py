"""The topic under which people choose mails about bodies, seats and offices, and what is told to those who go."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.notices.announcements import announce
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic

register_topic(
    "bodies",
    _("Bodies, seats and offices"),
    _("Who takes or leaves a seat or an office."),
    ways=tuple(Way),
    begins=Way.DAILY,
)
announce(
    "bodies.handover",
    _("Your successor is chosen"),
    _(
        "Your term ends, and who follows is chosen. The page lists what you hand over: tasks, drafts, contacts, and what ends."
    ),
    lambda slug, term_id: reverse("bodies:handover", args=[slug, term_id]),
)
