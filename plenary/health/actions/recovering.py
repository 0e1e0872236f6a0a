"""Giving a receiver's lost key back: shares among the others, of whom a threshold hands them over. No administrator has one."""

from plenary.core import visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.health import sealing
from plenary.health.actions.passing import take_over
from plenary.health.models import HandedShare, KeyRecovery, KeyShare, ReceiverKey, ThreadKey
from plenary.health.permissions import CLAUSE, may_keep_key
from plenary.health.queries.opened import private_of
from plenary.health.queries.receivers import holders, key_in_use, keys_of
from plenary.health.rules.shares import joined, split, threshold
from plenary.record import actions as record


def share_key(*, by: Standing, passphrase: str) -> int:
    """Share one's private key among all others who hold an office and have a key, anew if it was shared before; gives how many of
    them are needed. Refuses fewer than two others (`health.too_few_to_share`) and a wrong passphrase."""
    require(may_keep_key(by))
    key = _own_key(by)
    private = private_of(key, passphrase)
    with record.act(by=by):
        others = keys_of(by.coalition, [each.person for each in holders(by.coalition) if each.person != by.person])
        needed = threshold(len(others))
        if not needed:
            raise Refused(refuse("health.too_few_to_share", CLAUSE))
        KeyShare.objects.of(by.coalition).filter(owner_key=key).delete()
        shares = split(private, holders=len(others), needed=needed)
        for (number, share), holder in zip(shares.items(), others.values(), strict=True):
            row = KeyShare(
                id=random_id(),
                coalition_id=by.coalition,
                owner_key=key,
                holder_key=holder,
                number=number,
                needed=needed,
            )
            row.sealed = sealing.seal_key(bytes(holder.public), share, place=row.place)
            row.save(force_insert=True)
        _enter(by, "health.key_shared", key, shares=len(others), needed=needed)
    return needed


def hand_share(*, by: Standing, recovery: KeyRecovery, passphrase: str) -> None:
    """Open the share that one keeps of a lost key and seal it for the new key of its owner; every member can read that one did.
    Done twice it stays as it is. Refuses one who keeps none (`health.keeps_no_share`), one's own, and a wrong passphrase."""
    require(may_keep_key(by))
    key = _own_key(by)
    own = private_of(key, passphrase)
    with record.act(by=by):
        row = _locked(recovery)
        rows = KeyShare.objects.of(by.coalition).filter(owner_key=row.lost_key, holder_key=key)
        share = rows.exclude(owner_key__person=by.person).first()
        if share is None or row.is_done:
            raise Refused(refuse("health.keeps_no_share"))
        if row.handed.filter(number=share.number).exists():
            return
        opened = sealing.open_key(own, bytes(share.sealed), place=share.place)
        handed = HandedShare(id=random_id(), coalition_id=by.coalition, recovery=row, number=share.number)
        handed.sealed = sealing.seal_key(bytes(row.new_key.public), opened, place=handed.place)
        handed.save(force_insert=True)
        _enter(by, "health.share_handed", row.lost_key)


def recover_key(*, by: Standing, recovery: KeyRecovery, passphrase: str) -> int:
    """Join the shares that were handed over, and seal for one's new key all that was sealed for the lost one; of the key of one
    who received before, the concerns that are not about oneself (`passing.take_over`). Gives how many. Refuses too few
    (`health.too_few_shares`), what does not fit (`health.shares_do_not_fit`), and what is another's or done
    (`health.keeps_no_share`)."""
    require(may_keep_key(by))
    key = _own_key(by)
    own = private_of(key, passphrase)
    with record.act(by=by):
        row = _locked(recovery)
        if row.is_done or row.new_key_id != key.pk:
            raise Refused(refuse("health.keeps_no_share"))
        lost = _joined(row, own)
        is_own = row.lost_key.person_id == by.person
        moved = _seal_anew(row.lost_key, key, lost) if is_own else take_over(by, row.lost_key, key, lost)
        row.is_done = True
        row.save(update_fields=["is_done"])
        row.handed.all().delete()
        _enter(by, "health.key_recovered", row.lost_key)
    return moved


def _joined(row: KeyRecovery, own: bytes) -> bytes:
    handed = list(row.handed.all())
    needed = row.lost_key.shares.values_list("needed", flat=True).first() or 0
    if not needed or len(handed) < needed:
        raise Refused(refuse("health.too_few_shares"))
    lost = joined({each.number: sealing.open_key(own, bytes(each.sealed), place=each.place) for each in handed})
    if sealing.public_of(lost) != bytes(row.lost_key.public):
        raise Refused(refuse("health.shares_do_not_fit"))
    return lost


def _seal_anew(before: ReceiverKey, key: ReceiverKey, lost: bytes) -> int:
    """Seal for the new key the conversations and the shares of others that were sealed for the lost one."""
    moved = list(ThreadKey.objects.of(key.coalition_id).filter(receiver_key=before))
    for each in moved:
        private = sealing.open_key(lost, bytes(each.private_sealed), place=each.place)
        each.receiver_key = key
        each.private_sealed = sealing.seal_key(bytes(key.public), private, place=each.place)
        each.save(update_fields=["receiver_key", "private_sealed"])
    for share in KeyShare.objects.of(key.coalition_id).filter(holder_key=before):
        opened = sealing.open_key(lost, bytes(share.sealed), place=share.place)
        share.holder_key = key
        share.sealed = sealing.seal_key(bytes(key.public), opened, place=share.place)
        share.save(update_fields=["holder_key", "sealed"])
    return len(moved)


def _own_key(by: Standing) -> ReceiverKey:
    key = key_in_use(by)
    if key is None:
        raise Refused(refuse("health.no_key"))
    return key


def _locked(recovery: KeyRecovery) -> KeyRecovery:
    rows = KeyRecovery.objects.of(recovery.coalition_id).select_for_update(of=("self",))
    return rows.select_related("lost_key", "new_key").get(pk=recovery.pk)


def _enter(by: Standing, kind: str, key: ReceiverKey, **facts: int) -> None:
    record.enter(
        by=by, kind=kind, about=key.pk, audience=[visibility.MEMBERS], facts={"key": key.pk, **facts}, power=""
    )
