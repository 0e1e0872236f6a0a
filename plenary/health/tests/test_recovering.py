"""A lost key comes back by a threshold of shares, and by fewer nothing does."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.core.verdicts import Refused
from plenary.health import actions, queries
from plenary.health.models import KeyRecovery, KeyShare
from plenary.health.queries.recovering import asked_of, returning
from plenary.health.tests.factories import PASSPHRASE, WORDS, World, world
from plenary.record.models import Entry

pytestmark = pytest.mark.django_db
NEW = "another four words of mine"
ALL = ("chair", "deputy", "treasurer")


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def lost(of: World) -> KeyRecovery:
    """The chair shared the key, lost the passphrase, and made another."""
    assert actions.share_key(by=of.by("chair"), passphrase=f"{PASSPHRASE} chair") == 2
    actions.make_key(by=of.by("chair"), passphrase=NEW, anew=True)
    return KeyRecovery.objects.of(of.of.id).get()


def hand(of: World, role: str, recovery: KeyRecovery) -> None:
    actions.hand_share(by=of.by(role), recovery=recovery, passphrase=f"{PASSPHRASE} {role}")


def test_two_of_two_give_a_lost_key_back_and_the_record_tells_of_each() -> None:
    of = world(keys=ALL)
    _code, concern = of.raised()
    recovery = lost(of)
    with refused("health.other_key"):
        queries.opened_for(of.by("chair"), concern, NEW)
    hand(of, "deputy", recovery)
    hand(of, "deputy", recovery)
    with refused("health.too_few_shares"):
        actions.recover_key(by=of.by("chair"), recovery=recovery, passphrase=NEW)
    hand(of, "treasurer", recovery)
    assert actions.recover_key(by=of.by("chair"), recovery=recovery, passphrase=NEW) == 1
    sides = queries.opened_for(of.by("chair"), concern, NEW)
    assert [[said.words for said in side.messages] for side in sides] == [[WORDS]]
    kinds = Entry.objects.of(of.of.id).filter(kind__startswith="health.").order_by("n").values_list("kind", flat=True)
    assert list(kinds)[3:] == [
        "health.key_shared",
        "health.key_made",
        "health.share_handed",
        "health.share_handed",
        "health.key_recovered",
    ]


def test_shares_are_for_their_keepers_and_come_back_to_the_owner_alone() -> None:
    of = world(keys=ALL)
    recovery = lost(of)
    with refused("health.wrong_passphrase"):
        actions.hand_share(by=of.by("deputy"), recovery=recovery, passphrase=NEW)
    with refused("health.keeps_no_share"):
        actions.hand_share(by=of.by("chair"), recovery=recovery, passphrase=NEW)
    hand(of, "deputy", recovery)
    hand(of, "treasurer", recovery)
    with refused("health.keeps_no_share"):
        actions.recover_key(by=of.by("deputy"), recovery=recovery, passphrase=f"{PASSPHRASE} deputy")
    with refused("health.no_holder"):
        actions.share_key(by=of.by("member"), passphrase=PASSPHRASE)


def test_a_key_is_shared_among_two_at_least() -> None:
    of = world()
    with refused("health.too_few_to_share"):
        actions.share_key(by=of.by("chair"), passphrase=f"{PASSPHRASE} chair")
    assert KeyShare.objects.of(of.of.id).count() == 0


def test_a_share_that_was_altered_gives_nothing_back() -> None:
    of = world(keys=ALL)
    recovery = lost(of)
    hand(of, "deputy", recovery)
    hand(of, "treasurer", recovery)
    first, second = recovery.handed.order_by("number")
    first.sealed, second.sealed = second.sealed, first.sealed
    first.save()
    with pytest.raises(ValueError, match="does not belong here"):
        actions.recover_key(by=of.by("chair"), recovery=recovery, passphrase=NEW)


def test_the_way_back_through_pages() -> None:
    of = world(keys=ALL)
    of.raised()
    address = reverse("health:shares", args=[of.of.slug])
    clients = {role: Client() for role in ALL}
    for role, client in clients.items():
        client.force_login(of.account(role))
    shared = clients["chair"].post(address, {"step": "share", "passphrase": f"{PASSPHRASE} chair"})
    assert shared.status_code == 302
    made = {"passphrase": NEW, "again": NEW, "anew": "on"}
    clients["chair"].post(reverse("health:key", args=[of.of.slug]), made)
    recovery = KeyRecovery.objects.of(of.of.id).get()
    for role in ("deputy", "treasurer"):
        assert "Chair asks for a share" in clients[role].get(address).content.decode()
        given = {"step": "hand", "recovery": recovery.pk, "passphrase": f"{PASSPHRASE} {role}"}
        assert clients[role].post(address, given).status_code == 302
    assert "Take it back" in clients["chair"].get(address).content.decode()
    given = {"step": "recover", "recovery": recovery.pk, "passphrase": NEW}
    assert clients["chair"].post(address, given).status_code == 302
    key = queries.key_in_use(of.by("deputy"))
    assert key is not None
    assert (asked_of(of.by("deputy"), key), returning(of.by("chair"))) == ([], [])
    given = {"step": "hand", "recovery": "0000000000000000", "passphrase": f"{PASSPHRASE} deputy"}
    assert clients["deputy"].post(address, given).status_code == 404
