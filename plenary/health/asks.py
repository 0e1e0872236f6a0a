"""What concerns ask on the desk: one neutral line for those who receive, for a desk is seen by others too; and the key."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, asks_at_desk
from plenary.core.standing import Standing
from plenary.health.permissions import CLAUSE, may_receive
from plenary.health.queries import key_in_use, waiting_for


@asks_at_desk
def receivers_are_asked(standing: Standing) -> Iterable[Ask]:
    """Those who receive: to make a key, and to look where something is open. Two queries at most."""
    if not may_receive(standing):
        return
    slug = slug_of(standing.coalition)
    if key_in_use(standing) is None:
        yield Ask(
            title=_("Make your key for concerns"),
            sentence=_("Concerns go to your office, and cannot reach you before you have made a key."),
            url=reverse("health:key", args=[slug]),
            button=_("Make it"),
            clause=CLAUSE,
        )
    elif waiting_for(standing):
        yield Ask(
            title=_("Something waits for you alone"),
            sentence=_("Open it where nobody looks over your shoulder."),
            url=reverse("health:box", args=[slug]),
            button=_("Open it"),
        )
