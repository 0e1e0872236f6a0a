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
register_topic(
    "handover",
    _("Your own seats and offices"),
    _("That you are chosen and take up on a day, and what you hand over when you go."),
    ways=tuple(Way),
    begins=Way.AT_ONCE,
)
announce(
    "bodies.handover",
    _("Your successor is chosen: %(place)s"),
    _(
        "Your term ends, and who follows you is chosen: %(place)s. The page lists what you hand over: who follows and how "
        "they are reached, tasks, drafts, contacts, and what ends."
    ),
    lambda slug, term_id: reverse("bodies:handover", args=[slug, term_id]),
    topic="handover",
)
announce(
    "bodies.taking_up",
    _("You are chosen: %(place)s"),
    _(
        "You, or the member for which you act, are chosen for %(place)s, and take up on %(takes_up)s. If somebody held it "
        "until then, they have a list for handing over: talk to them. The page shows who holds what."
    ),
    lambda slug, _term_id: reverse("bodies:bodies", args=[slug]),
    topic="handover",
)
