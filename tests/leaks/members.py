"""What hangs on some members and not on others: these are of another shape, and some addresses are asked of them first."""

from collections.abc import Callable
from functools import cache
from typing import Any

from plenary.membership.models import Member, NetworkMember

APPLIED = "evidence"
"""What hangs on members that answered an application: they are of another shape than those that did not."""


@cache
def has_applied(row: Any) -> bool:
    """True for a member that answered an application, as it was when this was first asked."""
    answers = getattr(row, APPLIED, None)
    return answers is not None and bool(answers.exists())


@cache
def has_network(row: Any) -> bool:
    """True for a member on whose list organisations stand."""
    return isinstance(row, Member) and NetworkMember.objects.of(row.coalition_id).filter(member=row).exists()


FIRST_TRIED: dict[str, Callable[[Any], bool]] = {
    "membership:application": has_applied,
    "api:v1:membership_application": has_applied,
    "membership:network": has_network,
    "membership:network_csv": has_network,
    "api:v1:membership_network": has_network,
}
"""Of which members some addresses are asked first: of others they show nothing, or nothing that is looked for."""
