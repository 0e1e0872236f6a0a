"""How often one may try codes and passphrases, and raise: counted by a mark of the day, from which no address can be read."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from plenary.core import clock
from plenary.core.verdicts import Refused, refuse

WINDOW = 600  # seconds
MOST = 30
"""Attempts of one kind in a window from one address, or of one account."""
MOST_IN_ALL = 600
"""Attempts of one kind in a window from everywhere."""


def count_attempt(request: HttpRequest, what: str) -> None:
    """Count an attempt. Raises Refused (`health.too_often`) beyond the rate. What is kept is a keyed hash that changes with the
    day, for ten minutes: no address of one who raised a concern."""
    user = request.user
    who = str(user.pk) if user.is_authenticated else str(get_adapter(request).get_client_ip(request))
    now = clock.now()
    slot = int(now.timestamp() // WINDOW)
    mark = salted_hmac(f"plenary.health {now.date()}", f"{what} {who}", algorithm="sha256").hexdigest()[:32]
    if _counted(f"health:{mark}:{slot}") > MOST or _counted(f"health:{what}:{slot}") > MOST_IN_ALL:
        raise Refused(refuse("health.too_often"))


def _counted(key: str) -> int:
    cache.add(key, 0, 2 * WINDOW)
    return int(cache.incr(key))
