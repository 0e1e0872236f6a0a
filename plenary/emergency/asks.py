"""What an alarm asks of those who may undo it: one neutral line on the desk, for a desk is seen by others too."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.core import reach
from plenary.core.asks import Ask, asks_at_desk
from plenary.core.standing import Standing
from plenary.emergency.queries.alarms import guided_by


@asks_at_desk
def guides_wait(standing: Standing) -> Iterable[Ask]:
    """Each alarm that the account may undo. One query."""
    if not standing.account:
        return []
    with reach.everywhere("an alarm is for every coalition of a person"):
        guided = list(guided_by(standing.account))
    return [
        Ask(
            title=_("Something waits for you alone"),
            sentence=_("Open it where nobody looks over your shoulder."),
            url=reverse("emergency:alarm", args=[guide.alarm_id]),
            button=_("Open it"),
        )
        for guide in guided
    ]
