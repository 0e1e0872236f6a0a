"""The topic under which people choose mails about the charter, and what is mailed of it: a version that came into force."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.notices.announcements import announce
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic


def address_of(slug: str, _version: str) -> str:
    """The page of the charter in force."""
    return reverse("charter:charter", args=[slug])


register_topic(
    "charter",
    _("The charter"),
    _("New drafts, and each version that comes into force."),
    ways=tuple(Way),
    begins=Way.DAILY,
)
announce("charter.put_in_force", _("%(coalition)s: the charter was amended"), address=address_of)
