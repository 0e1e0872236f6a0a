"""Who may know of a concern: those who receive it, as long as they hold the office; of a key its owner."""

from collections.abc import Iterable
from typing import Any

from plenary.core import visibility
from plenary.health.models import ThreadKey


def receiver_key(row: Any) -> Iterable[str]:
    """Whose key it is, and members: that there is one is in the record."""
    return [visibility.MEMBERS, visibility.person(row.person_id)]


def raised_concern(row: Any) -> Iterable[str]:
    """Those for whom it is sealed: of a later rank once it was late and went on to them."""
    keys = ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row).select_related("receiver_key")
    return [visibility.person(key.receiver_key.person_id) for key in keys if key.rank <= row.reached]


def asks_for_shares(row: Any) -> Iterable[str]:
    """Who asks, and those who keep a share of the lost key."""
    shares = row.lost_key.shares.select_related("holder_key")
    return [
        visibility.person(row.new_key.person_id),
        *(visibility.person(each.holder_key.person_id) for each in shares),
    ]


def of_concern(row: Any) -> Iterable[str]:
    """Of a conversation, of a message in it, and of a file that came with one."""
    message = getattr(row, "message", row)
    thread = getattr(message, "thread", message)
    return raised_concern(thread.raised_concern)
