"""Members taken for a change: loaded anew, whole, and locked until the act ends."""

from plenary.core.verdicts import Refused, refuse
from plenary.membership.models import Member


def lock(coalition_id: str, member_id: str) -> Member:
    """The member with its card, locked for the transaction. Refuses one that is not here (`membership.no_such_member`)."""
    found = (
        Member.objects.of(coalition_id)
        .select_related("organisation", "individual")
        .select_for_update(of=("self",))
        .filter(id=member_id)
        .first()
    )
    if found is None:
        raise Refused(refuse("membership.no_such_member"))
    return found
