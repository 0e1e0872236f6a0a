"""What notices themselves mail: that a webhook is paused, to the one who answers for it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.core import visibility
from plenary.notices.announcements import announce
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic


def address_of(slug: str, webhook_id: str) -> str:
    """The page of the webhook."""
    return reverse("notices:webhook", args=[slug, webhook_id])


def who_answers(_coalition_id: str, _webhook_id: str, facts: Any) -> Iterable[str]:
    """The person who answered for it when it was paused."""
    return [visibility.person(facts["keeper"])] if facts.get("keeper") else []


register_topic(
    "notices",
    _("Webhooks"),
    _("That a webhook which you answer for is paused."),
    ways=(Way.AT_ONCE, Way.DAILY, Way.NEVER),
    begins=Way.AT_ONCE,
)
announce(
    "notices.webhook_paused",
    _("%(coalition)s: the webhook to %(host)s is paused"),
    _(
        "The webhook to %(host)s is paused: %(pause)s. What is entered waits for it. On its page you can let it go on, or "
        "end it."
    ),
    address_of,
    to=who_answers,
)
