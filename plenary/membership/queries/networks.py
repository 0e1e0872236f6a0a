"""Reads of networks: the organisations that belong to members, as hidden as the member itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.membership.models import Member, NetworkMember
from plenary.membership.permissions import may_administer_members
from plenary.membership.queries.members import listed_members, visible_members
from plenary.membership.rules import BELONGING


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many members are networks, and how many organisations belong to these now."""

    networks: int
    organisations: int


def visible_own_members(standing: Standing) -> ScopedQuerySet[NetworkMember]:
    """Those of the members that one may see: all for members and who keeps the list, to others those that are public."""
    rows = NetworkMember.objects.of(standing.coalition).filter(member__in=visible_members(standing).values("id"))
    reads_all = standing.is_inside or standing.is_system or may_administer_members(standing)
    return rows if reads_all else rows.filter(is_public=True)


def own_members_of(standing: Standing, member: Member) -> Sequence[NetworkMember]:
    """Those of one member, by name; whoever acts for it sees all. One query."""
    if standing.member == member.id:
        rows = NetworkMember.objects.of(standing.coalition).filter(member=member)
    else:
        rows = visible_own_members(standing).filter(member=member)
    return list(rows.order_by("name", "id"))


def reach_of_networks(standing: Standing) -> Reach:
    """Of the listed members that belong, as far as the reader sees: protected ones are never counted. One query."""
    listed = listed_members(standing).filter(status__in=BELONGING).values("id")
    today = clock.now().date().isoformat()
    rows = visible_own_members(standing).filter(Q(until="") | Q(until__gt=today), member__in=listed)
    told = rows.aggregate(networks=Count("member", distinct=True), organisations=Count("id"))
    return Reach(**told)
