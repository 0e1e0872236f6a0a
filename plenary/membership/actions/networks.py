"""Writes of networks: the organisations that belong to a member, kept by those who act for it, gone with its membership."""

from collections.abc import Collection, Sequence

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.actions.hearing import audience_of, enter
from plenary.membership.actions.locking import lock
from plenary.membership.models import Member, NetworkMember
from plenary.membership.permissions.networks import may_keep_network
from plenary.membership.queries.networks import key_of
from plenary.membership.rules.networks import MOST, MOST_IN_ALL, NetworkStep, OwnMember, is_same
from plenary.record import actions as record


def add_own_members(
    *, by: Standing, member: Member, rows: Sequence[OwnMember], is_public: bool = False
) -> list[NetworkMember]:
    """Add organisations to a network; those that stand there already stay as they are. By those who may decide for it, or an
    officer who keeps the list. Refuses none, more than `MOST` at once (`membership.network_none`), and more than `MOST_IN_ALL`
    on one list (`membership.network_full`)."""
    require(may_keep_network(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        require(may_keep_network(by, locked))
        if not 0 < len(rows) <= MOST:
            raise Refused(refuse("membership.network_none"))
        held = NetworkMember.objects.of(by.coalition).filter(member=locked)
        known = set(held.values_list("name_key", "country"))
        new = {each.key: each for each in rows if each.key not in known}
        if len(known) + len(new) > MOST_IN_ALL:
            raise Refused(refuse("membership.network_full"))
        made = NetworkMember.objects.bulk_create(
            NetworkMember(
                coalition_id=by.coalition,
                member=locked,
                name=each.name,
                name_key=each.key[0],
                country=each.country,
                since=each.since,
                is_public=is_public,
                added_at=clock.now(),
            )
            for each in new.values()
        )
        if made:
            _enter(by, locked, {"added": len(made)})
        return made


def change_own_members(*, by: Standing, member: Member, ids: Collection[str], step: NetworkStep) -> int:
    """Take organisations out of a network's list, or say who reads of them; gives how many. By those who may decide for it, or
    an officer who keeps the list. Refuses where none of these stands there (`membership.network_none`)."""
    require(may_keep_network(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        require(may_keep_network(by, locked))
        rows = NetworkMember.objects.of(by.coalition).filter(member=locked, id__in=ids)
        is_out = step is NetworkStep.TAKE_OUT
        changed = rows.delete()[0] if is_out else rows.update(is_public=step is NetworkStep.SHOW_ALL)
        if not changed:
            raise Refused(refuse("membership.network_none"))
        _enter(by, locked, {step.value: changed})
        return changed


def hand_over_own_members(by: Standing, gone: Member, into: Member) -> None:
    """Let what belongs to a member that goes into another belong to that one, for the same readers; what stands there already
    stays as it is, and it does not belong to itself. Serves the merging of members, which locked both."""
    rows = NetworkMember.objects.of(by.coalition)
    known = set(rows.filter(member=into).values_list("name_key", "country"))
    own = key_of(into)
    moving = [each.pk for each in rows.filter(member=gone) if each.key not in known and not is_same(each.key, own)]
    if moving:
        rows.filter(pk__in=moving).update(member=into)
        _enter(by, into, {"added": len(moving)})


def end_network(by: Standing, member_id: str) -> None:
    """Take out all that belongs to a member which belongs here no longer: nobody would keep these names. Serves the entry of its
    end, which tells it."""
    NetworkMember.objects.of(by.coalition).filter(member=member_id).delete()


def _enter(by: Standing, member: Member, facts: dict[str, int]) -> None:
    told = set(audience_of(member))
    heard = {visibility.member(member.id), visibility.MEMBERS} if visibility.PUBLIC in told else told
    enter(by, "membership.network_changed", member, facts, audience=sorted(heard))
