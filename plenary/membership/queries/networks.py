"""Reads of networks: the organisations that belong to members, as hidden as the member itself; and who is heard twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.membership.models import Member, NetworkMember
from plenary.membership.permissions import may_administer_members
from plenary.membership.queries.members import listed_members, visible_members
from plenary.membership.rules import BELONGING
from plenary.membership.rules.networks import Key, is_same


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardAs:
    """As what else an organisation of a network is heard here: the member that it is itself, other networks that list it."""

    itself: Member | None
    networks: tuple[Member, ...]


def reads_whole_list(standing: Standing, member: Member) -> bool:
    """True for whoever reads all that belongs to a member which they may see: members, who keeps the list, and its own."""
    own = standing.member == member.id
    return bool(own or standing.is_inside or standing.is_system or may_administer_members(standing))


def visible_own_members(standing: Standing) -> ScopedQuerySet[NetworkMember]:
    """Those of the members that one may see: all for members and who keeps the list, to others those that are public."""
    rows = NetworkMember.objects.of(standing.coalition).filter(member__in=visible_members(standing).values("id"))
    reads_all = standing.is_inside or standing.is_system or may_administer_members(standing)
    return rows if reads_all else rows.filter(is_public=True)


def own_members_of(standing: Standing, member: Member) -> ScopedQuerySet[NetworkMember]:
    """Those of one member, by name; whoever acts for it sees all."""
    is_own = standing.member == member.id
    rows = NetworkMember.objects.of(standing.coalition) if is_own else visible_own_members(standing)
    return rows.filter(member=member).order_by("name", "id")


def reach_of_networks(standing: Standing) -> int:
    """How many organisations belong to the listed members, as far as the reader sees; one that stands on two lists counts once,
    what belongs to protected members never. One query."""
    return _of_listed(standing).order_by().values("name_key", "country").distinct().count()


def heard_as(standing: Standing, member: Member, rows: Sequence[NetworkMember]) -> Mapping[str, HeardAs]:
    """By id, which of a network's organisations are listed members themselves or stand on another list that one may read, by
    name and country. Protected members are never told. Two queries."""
    keys = {row.name_key for row in rows}
    belong = listed_members(standing).filter(status__in=BELONGING)
    members = list(belong.filter(organisation__name_key__in=keys).exclude(id=member.id))
    elsewhere = list(_of_listed(standing).filter(name_key__in=keys).exclude(member=member))
    told = {}
    for row in rows:
        itself = next((each for each in members if is_same(row.key, key_of(each))), None)
        lists = {each.member_id: each.member for each in elsewhere if is_same(row.key, each.key)}
        if itself or lists:
            told[row.id] = HeardAs(itself=itself, networks=tuple(sorted(lists.values(), key=lambda each: each.name)))
    return told


def networks_of(standing: Standing, member: Member) -> Sequence[Member]:
    """The listed members on whose lists a member stands itself, as far as one may read them, by name. One query."""
    key = key_of(member)
    rows = _of_listed(standing).filter(name_key=key[0]).exclude(member=member) if key[0] else []
    found = {row.member_id: row.member for row in rows if is_same(key, row.key)}
    return sorted(found.values(), key=lambda each: each.name)


def key_of(member: Member) -> Key:
    """The folded name and the country of a member organisation; of an individual nothing. Select `organisation` with the row."""
    return (member.organisation.name_key, member.organisation.country) if member.organisation else ("", "")


def _of_listed(standing: Standing) -> ScopedQuerySet[NetworkMember]:
    listed = listed_members(standing).filter(status__in=BELONGING).values("id")
    return visible_own_members(standing).filter(member__in=listed).select_related("member__organisation")
