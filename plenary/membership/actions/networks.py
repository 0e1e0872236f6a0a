"""Writes of networks: the organisations that belong to a member, kept by those who act for it."""

from collections.abc import Collection, Sequence

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.actions.hearing import audience_of, enter
from plenary.membership.actions.locking import lock
from plenary.membership.models import Member, NetworkMember
from plenary.membership.permissions.networks import may_keep_network
from plenary.membership.rules.networks import MOST, OwnMember
from plenary.record import actions as record


def add_own_members(
    *, by: Standing, member: Member, rows: Sequence[OwnMember], is_public: bool = False
) -> list[NetworkMember]:
    """Add organisations to a network; those whose name stands there already stay as they are. By those who may decide for it,
    or an officer who keeps the list. Refuses none, and more than `MOST` at once (`membership.network_none`)."""
    require(may_keep_network(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if not 0 < len(rows) <= MOST:
            raise Refused(refuse("membership.network_none"))
        held = NetworkMember.objects.of(by.coalition).filter(member=locked)
        known = {name.casefold() for name in held.values_list("name", flat=True)}
        made = [
            NetworkMember(
                coalition_id=by.coalition,
                member=locked,
                name=each.name,
                country=each.country,
                since=each.since,
                until=each.until,
                is_public=is_public,
                added_at=clock.now(),
            )
            for each in rows
            if each.name.casefold() not in known
        ]
        NetworkMember.objects.bulk_create(made)
        _enter(by, locked, {"added": len(made)})
        return made


def remove_own_members(*, by: Standing, member: Member, ids: Collection[str]) -> int:
    """Take organisations out of a network's list; gives how many. By those who may decide for it, or an officer who keeps the
    list. Refuses where none of these stands there (`membership.network_none`)."""
    require(may_keep_network(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        removed, _kinds = NetworkMember.objects.of(by.coalition).filter(member=locked, id__in=ids).delete()
        if not removed:
            raise Refused(refuse("membership.network_none"))
        _enter(by, locked, {"removed": removed})
        return removed


def _enter(by: Standing, member: Member, facts: dict[str, int]) -> None:
    told = set(audience_of(member))
    heard = {visibility.member(member.id), visibility.MEMBERS} if visibility.PUBLIC in told else told
    enter(by, "membership.network_changed", member, facts, audience=sorted(heard))
