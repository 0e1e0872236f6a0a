"""Reads of who acted for a member and no longer does, for those who act for it now."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from plenary.core.standing import Standing
from plenary.membership.models import Representative
from plenary.membership.queries.members import representation_held_by
from plenary.membership.rules.taking_over import KEPT, is_unread

MOST = 20


def gone_before(standing: Standing) -> Sequence[Representative]:
    """Those who acted for the member that a standing represents and went within the last year, the latest first, but for oneself
    and who acts for it again. With their persons. One query."""
    if not standing.member:
        return []
    rows = Representative.objects.of(standing.coalition).filter(member_id=standing.member)
    again = Representative.objects.of(standing.coalition).filter(
        member_id=standing.member, person=OuterRef("person"), until=None
    )
    gone = rows.filter(until__gt=standing.as_of - KEPT, until__lte=standing.as_of).exclude(person_id=standing.person)
    return list(gone.filter(~Exists(again)).select_related("person").order_by("-until", "id")[:MOST])


def has_to_read(standing: Standing, gone: Sequence[Representative]) -> bool:
    """True while one has not read what is left by who went last. One query at most, and none where nobody went."""
    own = representation_held_by(standing.coalition, standing.person) if gone else None
    ended = [each.until for each in gone if each.until is not None]
    return own is not None and any(is_unread(each, own.taken_over_at, standing.as_of) for each in ended)
