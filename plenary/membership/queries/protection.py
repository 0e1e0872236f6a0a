"""Reads of who may be taken up again under protection."""

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.membership.models import Member
from plenary.membership.permissions import may_see_protected
from plenary.membership.queries.members import listed_members
from plenary.membership.rules import Status


def left_openly(standing: Standing) -> ScopedQuerySet[Member]:
    """The organisations that left of themselves and were never protected here, by name, with their cards: whom an office that
    may know protected members can take up again under protection; none for others. One query."""
    found = listed_members(standing).filter(status=Status.WITHDRAWN, individual=None)
    return found.order_by("organisation__name", "id") if may_see_protected(standing) else found.none()
