"""Webhooks: who makes them, where they may lead, what enters the record of them, and who is told when one is paused."""

import json
from dataclasses import replace

import pytest
from django.core import mail

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.notices import audiences, queries
from plenary.notices.actions import webhooks
from plenary.notices.models import Webhook
from plenary.notices.rules.signatures import secret_of
from plenary.notices.rules.webhooks import Pause, Reads, Says
from plenary.notices.tests.hooks import (
    ADDRESS,
    by,
    make,
    sentences,
)
from plenary.notices.tests.mailing import plain, work
from plenary.notices.tests.receiver import HOST
from plenary.record.models import Entry
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


def test_who_has_no_such_office_makes_none(coalition: Coalition) -> None:
    with pytest.raises(Refused) as refused:
        make(founding.somebody(coalition))
    assert refused.value.verdict.reason == "notices.connect_only"
    assert Webhook.objects.of(coalition.id).count() == 0


@pytest.mark.parametrize(
    ("address", "addresses", "reason"),
    [
        ("http://hooks.example.org/", ["1.1.1.1"], "notices.url_not_https"),
        ("https://127.0.0.1/", ["127.0.0.1"], "notices.url_not_a_name"),
        (ADDRESS, ["10.0.0.1"], "notices.url_not_public"),
        (ADDRESS, ["1.1.1.1", "::ffff:10.0.0.1"], "notices.url_not_public"),
        (ADDRESS, [], "notices.url_not_public"),
    ],
)
def test_where_nothing_is_sent_is_told_when_it_is_typed(
    coalition: Coalition, officer: Account, address: str, addresses: list[str], reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        webhooks.make_webhook(by=by(officer, coalition), address=address, resolve=lambda _host, _seconds: addresses)
    assert refused.value.verdict.reason == reason
    assert Entry.objects.of(coalition.id).filter(kind__startswith="notices.").count() == 0


def test_what_is_done_with_them_enters_the_record_for_members_and_names_the_host_alone(
    coalition: Coalition, officer: Account
) -> None:
    acting = by(officer, coalition)
    made = make(acting)
    webhooks.amend_webhook(by=acting, webhook=made.webhook, reads=Reads.MEMBERS, says=Says.ALL)
    renewed = webhooks.renew_secret(by=acting, webhook=made.webhook)
    webhooks.end_webhook(by=acting, webhook=made.webhook)
    assert sentences(coalition) == [
        f"A webhook to {HOST} was made. It is told of: what is entered for everyone; only that something was entered, of"
        " which kind, when, and where to read it.",
        f"The webhook to {HOST} was changed. It is told of: what is entered for everyone, and for members; what it says"
        " too, always.",
        f"The webhook to {HOST} has a new secret.",
        f"The webhook to {HOST} was ended.",
    ]
    assert feed(Standing.nobody(coalition.id), kinds=["notices.webhook_made"]) == []
    kept = b"".join(
        bytes(opening.payload) for entry in Entry.objects.of(coalition.id) for opening in entry.openings.all()
    )
    assert [word for word in (b"a-path-of-ours", made.secret.encode(), renewed.secret.encode()) if word in kept] == []
    assert Webhook.objects.of(coalition.id).count() == 0


def test_address_and_secret_lie_sealed_and_the_secret_is_shown_once(coalition: Coalition, officer: Account) -> None:
    made = make(by(officer, coalition))
    row = Webhook.objects.of(coalition.id).get()
    lies = bytes(row.address_sealed) + bytes(row.secret_sealed)
    assert (b"a-path-of-ours" in lies, secret_of(made.secret) in lies) == (False, False)
    assert (queries.address_of_webhook(row), queries.secrets_of_webhook(row)) == (ADDRESS, [secret_of(made.secret)])


def test_an_officer_under_protection_is_known_by_the_office_alone(coalition: Coalition, officer: Account) -> None:
    acting = replace(by(officer, coalition), member="m", is_protected=True)
    make(acting)
    payload = json.loads(bytes(Entry.objects.of(coalition.id).get(kind="notices.webhook_made").openings.get().payload))
    assert (payload["by"]["person"], payload["by"]["member"], payload["by"]["offices"]) == ("", "", ["coordinator"])


def test_a_coalition_has_no_more_than_five(coalition: Coalition, officer: Account) -> None:
    for _each in range(5):
        make(by(officer, coalition))
    with pytest.raises(Refused) as refused:
        make(by(officer, coalition))
    assert refused.value.verdict.reason == "notices.webhooks_full"


def test_the_one_who_answers_for_it_is_mailed_that_it_is_paused_and_nobody_else(
    coalition: Coalition, officer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = founding.account("amina@example.org")
    monkeypatch.setattr(audiences, "_resolvers", {})
    audiences.register_audience(visibility.MEMBERS, lambda _coalition, _token: [officer.id, other.id])
    audiences.register_audience("person:", lambda _coalition, token: [officer.id] if token == "person:p" else [])
    hook = make(by(officer, coalition)).webhook
    webhooks.pause(webhook=hook, why=Pause.FAILING)
    webhooks.pause(webhook=hook, why=Pause.GONE)
    work()
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([officer.email], f"Clear Fields: the webhook to {HOST} is paused")
    ]
    assert "The webhook to hooks.example.org is paused: for three days nothing was taken." in plain(
        mail.outbox[0].message()
    )
