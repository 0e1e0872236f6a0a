"""What notices ask on the desk: a reply by mail that waits to be told one's own."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, asks
from plenary.core.standing import Standing
from plenary.notices.queries import held_replies


@asks
def replies_wait(standing: Standing) -> Iterable[Ask]:
    """Each reply by mail that waits for the account. One query, and one more when there is one."""
    if not standing.account:
        return
    held = list(held_replies(standing)[:10])
    slug = slug_of(standing.coalition) if held else ""
    for reply in held:
        yield Ask(
            title=_("A reply by mail waits: is it yours?"),
            sentence=_("It came to an address that only you were given. Read it; it is entered once you say so."),
            url=reverse("notices:held", args=[slug, reply.id]),
            button=_("Read it"),
            due=reply.expires_at,
        )
