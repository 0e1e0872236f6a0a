"""What else lets an account in besides its sessions: rooms register it, so that all of it ends at once.

Whoever gives out a key, a token or a secret address to an account registers here how it is taken back for good.
"""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from plenary.accounts.models import Token
from plenary.core import clock

type Ender = Callable[[str], object]

_enders: dict[str, Ender] = {}


def register_ending(name: str, ender: Ender) -> None:
    """Register how something that lets an account (id) in is ended for good: one that is made anew works again, an old one
    never. A constant number of queries. Raises ValueError when the name is taken."""
    if _enders.get(name, ender) is not ender:
        raise ValueError(f"the ending {name} is registered twice")
    _enders[name] = ender


def end_all(account_id: str) -> int:
    """End every session and every token of an account, and all else that lets it in; gives how many sessions there were.

    In the caller's transaction. A session that no row tells of ends too, once the account's password is another or none.
    """
    kept = UserSession.objects.filter(user_id=account_id)
    keys = list(kept.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    kept.delete()
    Token.objects.filter(account_id=account_id, ended_at=None).update(ended_at=clock.now())
    for ender in _enders.values():
        ender(account_id)
    return len(keys)
