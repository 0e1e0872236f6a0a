"""Passing concerns on to those who came into an office since: by one who still receives, or by shares of the key of before."""

from plenary.charter.queries import charter_of
from plenary.core import visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.health import sealing
from plenary.health.actions.sealed import locked, seal_for
from plenary.health.models import KeyRecovery, RaisedConcern, ReceiverKey, SealedThread, ThreadKey
from plenary.health.permissions import may_receive
from plenary.health.queries.concerns import concerns_for
from plenary.health.queries.opened import messages_of, private_of
from plenary.health.queries.receivers import holders, holders_with_keys, key_in_use, keys_of
from plenary.health.queries.recovering import keys_of_before
from plenary.health.rules.receivers import About, Holder, Receivers, is_concerned, receivers
from plenary.health.rules.steps import Part
from plenary.record import actions as record


def pass_on(*, by: Standing, passphrase: str) -> int:
    """Seal all concerns that the standing can open for those who receive by the charter now and for whose key they are not sealed
    yet: who came into the office, or made another key. Gives how many were sealed for somebody more.

    Whom a concern is about is sealed with its words, and is left out again. Nothing of it enters the record. Refuses one who
    does not receive, without a key (`health.no_key`), and a wrong passphrase.
    """
    require(may_receive(by))
    key = key_in_use(by)
    if key is None:
        raise Refused(refuse("health.no_key"))
    own = private_of(key, passphrase)
    with record.act(by=by):
        now = holders_with_keys(by.coalition)
        conflict = charter_of(by.coalition).conflict
        passed = 0
        for concern in concerns_for(by):
            row = locked(concern)
            opened = _opened(row, key, own)
            about = _about(opened)
            if about is not None:
                found = receivers(now, about, receiver=conflict.receiver, instead=conflict.instead)
                passed += _sealed_for(row, opened, found)
    return passed


def ask_for_key(*, by: Standing, lost: str) -> KeyRecovery:
    """Ask those who keep shares of the key of one who received before, and does no longer, to hand them over. All members read in
    the record that one asked. Refuses a key that is not among `keys_of_before` (`health.keeps_no_share`)."""
    require(may_receive(by))
    with record.act(by=by):
        key = key_in_use(by)
        if key is None:
            raise Refused(refuse("health.no_key"))
        row = next((each for each, _name in keys_of_before(by, key) if each.pk == lost), None)
        if row is None:
            raise Refused(refuse("health.keeps_no_share"))
        recovery = KeyRecovery.objects.create(id=random_id(), coalition_id=by.coalition, lost_key=row, new_key=key)
        audience, facts = [visibility.MEMBERS], {"key": row.pk, "for": key.pk}
        record.enter(by=by, kind="health.key_asked", about=row.pk, audience=audience, facts=facts, power="")
    return recovery


def take_over(by: Standing, before: ReceiverKey, key: ReceiverKey, lost: bytes) -> int:
    """Seal for one who came into the office what was sealed for the key of before, in its place; never a concern about them.
    Gives how many. In the caller's transaction; refuses one who does not receive."""
    require(may_receive(by))
    holder = next(each for each in holders(by.coalition) if each.person == by.person)
    taken = 0
    rows = RaisedConcern.objects.of(by.coalition).filter(threads__keys__receiver_key=before).distinct()
    for concern in rows.order_by("id"):
        row = locked(concern)
        opened = _opened(row, before, lost)
        if _may_take_over(holder, _about(opened)):
            rank = ThreadKey.objects.of(by.coalition).filter(thread=opened[0][0], receiver_key=before).get().rank
            taken += _seal_missing(opened, key, rank)
    return taken


def _may_take_over(holder: Holder, about: About | None) -> bool:
    return about is not None and not is_concerned(holder, about)


def _opened(row: RaisedConcern, key: ReceiverKey, own: bytes) -> list[tuple[SealedThread, bytes]]:
    """The conversations of a concern that a private key opens, with theirs; of who raised it first."""
    keys = ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row, receiver_key=key)
    return [
        (each.thread, sealing.open_key(own, bytes(each.private_sealed), place=each.place))
        for each in keys.select_related("thread").order_by("-thread__part")
    ]


def _about(opened: list[tuple[SealedThread, bytes]]) -> About | None:
    """Whom it is about, as it was sealed with the first words; None where this cannot be told."""
    if not opened or opened[0][0].part != Part.RAISED:
        return None
    return messages_of(*opened[0])[0].left_out


def _sealed_for(row: RaisedConcern, opened: list[tuple[SealedThread, bytes]], found: Receivers) -> int:
    """One where it was sealed for somebody more, else nought."""
    keys = keys_of(row.coalition_id, [*found.first, *found.later])
    sealed = [_seal_missing(opened, keys[person], int(person in found.later)) for person in keys]
    return int(any(sealed))


def _seal_missing(opened: list[tuple[SealedThread, bytes]], key: ReceiverKey, rank: int) -> int:
    """One where a conversation was not yet sealed for this key, else nought."""
    missing = [
        each for each in opened if not ThreadKey.objects.of(key.coalition_id).filter(thread=each[0], receiver_key=key)
    ]
    for thread, private in missing:
        seal_for(thread, private, key, rank)
    return int(bool(missing))
