"""The keys of those who receive concerns."""

import secrets

from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.health import sealing
from plenary.health.models import KeyRecovery, ReceiverKey
from plenary.health.permissions import may_keep_key
from plenary.record import actions as record


def make_key(*, by: Standing, passphrase: str, anew: bool = False) -> ReceiverKey:
    """Make the key pair of one who receives concerns, or keeps shares of the keys of those; its private half is sealed under the
    passphrase, which is kept nowhere.

    The public half is entered, so that a key that was put in its place can be told. With `anew` one that is in use is given up;
    those who keep shares of it are asked to hand them over. Refuses as `may_keep_key` says, and a second key (`health.has_key`).
    """
    require(may_keep_key(by))
    salt, pair = secrets.token_bytes(sealing.SALT), sealing.new_pair()
    derived = sealing.key_of_passphrase(passphrase, salt)
    with record.act(by=by):
        rows = ReceiverKey.objects.of(by.coalition).select_for_update().filter(person=by.person, is_retired=False)
        lost = list(rows)
        for before in lost:
            if not anew:
                raise Refused(refuse("health.has_key"))
            before.is_retired = True
            before.save(update_fields=["is_retired"])
        key = ReceiverKey(
            id=random_id(),
            coalition_id=by.coalition,
            person_id=by.person,
            public=pair.public,
            salt=salt,
            made_on=clock.now().date(),
        )
        key.private_sealed = sealing.wrap(derived, pair.private, place=key.place)
        key.save(force_insert=True)
        record.enter(
            by=by,
            kind="health.key_made",
            about=key.id,
            audience=[visibility.MEMBERS],
            facts={"key": key.id, "public": pair.public.hex()},
            power="",
        )
        for before in lost:
            if before.shares.exists():
                KeyRecovery.objects.create(id=random_id(), coalition_id=by.coalition, lost_key=before, new_key=key)
    return key
