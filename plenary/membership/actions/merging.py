"""Writes of two member organisations that become one: asked for, agreed to, given up, carried out."""

from collections.abc import Collection

from django.db.models import Q

from plenary.core import clock, visibility
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.actions.amendment import rename_member
from plenary.membership.actions.hearing import audience_of, enter
from plenary.membership.actions.locking import lock
from plenary.membership.actions.networks import hand_over_own_members
from plenary.membership.actions.representation import appoint_representative
from plenary.membership.actions.status import change
from plenary.membership.models import Member, Merging, Representative
from plenary.membership.permissions.merging import may_agree_merging, may_drop_merging, may_enter_merging, may_merge
from plenary.membership.queries import representation_held_by
from plenary.membership.queries.merging import (
    TOLD,
    hindrance,
    hindrance_at_the_end,
    is_in_grave_conduct,
    representatives_to_keep,
)
from plenary.membership.rules import Status
from plenary.membership.rules.merging import MergeStep
from plenary.record import actions as record


def ask_merging(*, by: Standing, member: Member, into: Member, name: str = "") -> Merging:
    """Ask another member organisation to take one's own in; `name` is what it would be called then. By those who may decide.

    Refuses what is not in good standing, protected or no organisation, one of which a suspension or a removal is not settled, and
    a second while one is open, the other way round too (`membership.merging_otherwise`, `membership.merging_in_conduct`,
    `membership.merging_waits`).
    """
    require(may_merge(by, member))
    with record.act(by=by):
        gone, other = _lock_both(by, member.id, into.id)
        require(hindrance(gone, other))
        if is_in_grave_conduct(gone):
            raise Refused(refuse("membership.merging_in_conduct", "accountability"))
        rows = Merging.objects.of(by.coalition).filter(dropped_at=None, merged_at=None)
        if rows.filter(Q(gone=gone) | Q(gone=other, into=gone)).exists():
            raise Refused(refuse("membership.merging_waits", f"category.{gone.category}"))
        new = " ".join(name.split())
        made = Merging.objects.create(
            coalition_id=by.coalition,
            gone=gone,
            into=other,
            name=new,
            asked_at=clock.now(),
            asked_by=representation_held_by(by.coalition, by.person),
        )
        _enter(by, "membership.merging_asked", made, _heard_of(made, both_agreed=False))
        return made


def agree_merging(*, by: Standing, merging: Merging, keeps: Collection[str] = ()) -> Merging:
    """Agree to take the other member in, and name those of its representatives who act for one's own from then on, by the ids
    of their representations, each with the mandate that they have now; those who are not among the ones that one sees are left
    out. By those who may decide for it, and again once whoever agreed decides for it no more. By those who may decide for the
    member that goes: ask again, where whoever asked decides for it no more."""
    require(may_agree_merging(by, merging))
    with record.act(by=by):
        _lock_both(by, merging.gone_id, merging.into_id)
        locked = _lock(by, merging)
        require(may_agree_merging(by, locked))
        require(hindrance(locked.gone, locked.into))
        told_before, says = locked.agreed_at is not None, representation_held_by(by.coalition, by.person)
        if by.member == locked.gone_id:
            locked.asked_by = says
        else:
            kept = representatives_to_keep(by, locked)
            locked.keeps = {each.id: each.mandate for each in kept if each.id in keeps}
            locked.agreed_at, locked.agreed_by = clock.now(), says
        locked.save(update_fields=["keeps", "agreed_at", "agreed_by", "asked_by"])
        kind = "membership.merging_agreed" if locked.is_agreed else "membership.merging_asked"
        _enter(by, kind, locked, _heard_of(locked, both_agreed=told_before or locked.is_agreed))
        return locked


def drop_merging(*, by: Standing, merging: Merging) -> Merging:
    """Give it up, while nothing was done. By those who may decide for either side."""
    require(may_drop_merging(by, merging))
    with record.act(by=by):
        locked = _lock(by, merging)
        require(may_drop_merging(by, locked))
        _end(by, locked)
        return locked


def merge_members(*, by: Standing, merging: Merging) -> Member:
    """Let two members become one; gives the one that goes on. By a decision (`membership.merge`), or by an office that keeps the
    list where the charter requires nothing of those who join the category (`membership.category_by_decision`).

    Order: what belongs to the one goes over to the other; its membership ends as with a member that leaves (its seats,
    delegations and representations with it; ballots and signatures stay); those whom the other named act for it from then on,
    with the mandate that they had then and still have, the lesser of the two; the new name. Refuses what both did not agree to
    by those who decide for them now (`membership.merging_not_agreed`), where one of them is not in good standing any more, or a
    suspension or a removal of the one that ends is not settled (`membership.merging_otherwise`: which, is told to nobody).
    """
    require(may_enter_merging(by, merging))
    with record.act(by=by):
        gone, into = _lock_both(
            by, merging.gone_id, merging.into_id
        )  # first: who acts for them does not change meanwhile
        locked = _lock(by, merging)
        require(allowed := may_enter_merging(by, locked))
        require(hindrance_at_the_end(gone, into))
        held = Representative.objects.of(by.coalition).filter(member=gone, until=None, id__in=locked.kept)
        kept = [
            (each.person, max(Mandate(each.mandate), Mandate(locked.kept[each.id]), key=list(Mandate).index))
            for each in held.select_related("person").order_by("since", "id")
        ]
        locked.merged_at = clock.now()
        locked.save(update_fields=["merged_at"])  # first: what is open ends with the membership
        hand_over_own_members(by, gone, into)
        told = {"into": into.id, "into_name": into.name}
        heard = _heard(locked, set(audience_of(gone)))
        change(by, gone.id, Status.WITHDRAWN, "membership.merged", allowed, facts=told, heard=heard)
        for person, mandate in kept:
            if person.removed_at is None:
                appoint_representative(by=by, member=into, person=person, mandate=mandate)
        return rename_member(by=by, member=into, name=locked.name) if locked.name else into


def end_mergings(by: Standing, member_id: str) -> None:
    """Give up what is open of a member that does not belong any more, on either side. Serves the entry of its end."""
    rows = Merging.objects.of(by.coalition).filter(
        Q(gone=member_id) | Q(into=member_id), dropped_at=None, merged_at=None
    )
    for open_one in rows.select_related("gone__organisation", "into__organisation").select_for_update(of=("self",)):
        _end(by, open_one)


def take_merge_step(*, by: Standing, merging: Merging, step: MergeStep, keeps: Collection[str] = ()) -> None:
    """Agree, drop, or enter it, as pages and programs name the step. Refuses as the action of each does."""
    match step:
        case MergeStep.AGREE:
            agree_merging(by=by, merging=merging, keeps=keeps)
        case MergeStep.DROP:
            drop_merging(by=by, merging=merging)
        case MergeStep.ENTER:
            merge_members(by=by, merging=merging)


def _end(by: Standing, merging: Merging) -> None:
    merging.dropped_at = clock.now()
    merging.save(update_fields=["dropped_at"])
    _enter(by, "membership.merging_dropped", merging, _heard_of(merging, both_agreed=merging.agreed_at is not None))


def _lock_both(by: Standing, gone_id: str, into_id: str) -> tuple[Member, Member]:
    """The two, locked in the order of their ids, for another may take them the other way round."""
    found = {each: lock(by.coalition, each) for each in sorted({gone_id, into_id})}
    return found[gone_id], found[into_id]


def _lock(by: Standing, merging: Merging) -> Merging:
    rows = Merging.objects.of(by.coalition).select_related(*TOLD)
    return rows.select_for_update(of=("self",)).get(id=merging.id)


def _heard_of(merging: Merging, *, both_agreed: bool) -> tuple[str, ...]:
    """The two alone, until both agreed; from then on members, who read of it once and go on reading."""
    both = (visibility.member(merging.gone_id), visibility.member(merging.into_id))
    return _heard(merging, {visibility.MEMBERS}) if both_agreed else both


def _heard(merging: Merging, beside: set[str]) -> tuple[str, ...]:
    """Whoever hears of members, and the two; where officers alone do, these alone."""
    told = set(audience_of(merging.gone))
    told = beside if told & {visibility.PUBLIC, visibility.MEMBERS} else told
    return tuple(sorted(told | {visibility.member(merging.gone_id), visibility.member(merging.into_id)}))


def _enter(by: Standing, kind: str, merging: Merging, heard: tuple[str, ...]) -> None:
    facts = {"merging": merging.id, "into": merging.into_id, "into_name": merging.into.name}
    enter(by, kind, merging.gone, facts, audience=heard, power="")
