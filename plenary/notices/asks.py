"""What notices ask on the desk: a reply by mail that waits to be told one's own, and a webhook that is paused."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, asks
from plenary.core.standing import Standing
from plenary.notices.labels import PAUSE
from plenary.notices.permissions import may_connect
from plenary.notices.queries import held_replies, webhooks


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


@asks
def webhooks_are_paused(standing: Standing) -> Iterable[Ask]:
    """Each webhook that is paused, of those who may let it go on. One query for them, and one more when there is one."""
    if not may_connect(standing):
        return
    paused = list(webhooks(standing).exclude(paused=""))
    slug = slug_of(standing.coalition) if paused else ""
    for hook in paused:
        yield Ask(
            title=_("The webhook to %(host)s is paused") % {"host": hook.host},
            sentence=str(PAUSE[hook.paused]),
            url=reverse("notices:webhook", args=[slug, hook.pk]),
            button=_("Look at it"),
        )
