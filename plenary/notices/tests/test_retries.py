"""What is not taken: sent again, later and later; paused, by whom it is let go on; and two workers."""

from datetime import timedelta

import pytest

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.notices import calling, tasks
from plenary.notices.actions import telling, webhooks
from plenary.notices.asks import webhooks_are_paused
from plenary.notices.models import Webhook, WebhookDelivery
from plenary.notices.rules.webhooks import CONNECT, Reads
from plenary.notices.tests.hooks import (
    PUBLIC,
    Offices,
    Tell,
    by,
    entered,
    make,
    sentences,
    told,
)
from plenary.notices.tests.mailing import NOW, work
from plenary.notices.tests.receiver import HOST, Receiver
from plenary.record.tests.factories import note
from tests import founding

pytestmark = pytest.mark.django_db


def test_what_is_not_taken_is_sent_again_under_the_same_id_and_what_follows_waits(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    receiver.answers = [
        b"HTTP/1.1 204 Fine\r\n\r\n",
        b"HTTP/1.1 503 Away\r\n\r\n",
        b"HTTP/1.1 302 Elsewhere\r\n\r\n",
        b"HTTP/1.1 200 Fine\r\n\r\n",
    ]
    with clock.set_to(NOW):
        hook = make(by(officer, coalition)).webhook
        entries = [note(founding.somebody(coalition), text, audience=PUBLIC) for text in ("one", "two")]
        assert (tell(hook), entered(receiver)) == (1, entries[:1])
        assert tell(hook) == 0
    with clock.set_to(NOW + timedelta(seconds=59)):
        assert (telling.due_webhooks(), tell(hook)) == ([], 0)
    with clock.set_to(NOW + timedelta(seconds=60)):
        assert (telling.due_webhooks(), tell(hook)) == ([hook.pk], 0)
    with clock.set_to(NOW + timedelta(seconds=60 + 239)):
        assert telling.due_webhooks() == []
    with clock.set_to(NOW + timedelta(seconds=60 + 240)):
        assert tell(hook) == 2
    assert entered(receiver) == [entries[0], entries[0], entries[0], entries[1]]
    ids = [each.headers["webhook-id"] for each in receiver.requests]
    assert ids == [f"{hook.pk}-greeting", *(f"{hook.pk}-{entry}" for entry in entered(receiver))]
    rows = WebhookDelivery.objects.of(coalition.id).order_by("at", "n").values_list("answer", flat=True)
    assert sorted(rows) == ["failed", "redirected", "taken", "taken", "taken"]


def test_after_three_days_without_an_answer_it_is_paused_entered_and_goes_on_when_it_is_woken(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    receiver.answers = [b"HTTP/1.1 500 Broken\r\n\r\n"]
    with clock.set_to(NOW):
        hook = make(by(officer, coalition)).webhook
        entry = note(founding.somebody(coalition), audience=PUBLIC)
    hours = 0
    while not Webhook.objects.of(coalition.id).get().paused:
        hours += 1
        with clock.set_to(NOW + timedelta(hours=hours)):
            tell(hook)
    assert 72 <= hours < 72 + 5
    assert 18 <= len(receiver.requests) <= 30
    assert sentences(coalition)[-1] == f"The webhook to {HOST} is paused: for three days nothing was taken."
    with clock.set_to(NOW + timedelta(days=9)):
        assert (tell(hook), telling.due_webhooks()) == (0, [])
        receiver.answers = [b"HTTP/1.1 200 Fine\r\n\r\n"]
        webhooks.wake_webhook(by=by(officer, coalition), webhook=hook)
        assert tell(hook) == 2
    assert (told(receiver)[-2]["type"], told(receiver)[-1]["entry"]) == ("greeting", entry)
    with pytest.raises(Refused) as refused:
        webhooks.wake_webhook(by=by(officer, coalition), webhook=hook)
    assert refused.value.verdict.reason == "notices.webhook_not_paused"


def test_a_receiver_that_is_gone_is_told_nothing_more(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    receiver.answers = [b"HTTP/1.1 410 Gone\r\n\r\n"]
    hook = make(by(officer, coalition)).webhook
    assert tell(hook) == 0
    assert Webhook.objects.of(coalition.id).get().paused == "gone"
    assert [each.title for each in webhooks_are_paused(by(officer, coalition))] == [f"The webhook to {HOST} is paused"]


@pytest.mark.parametrize("lost", ["office", "account"])
def test_who_loses_the_office_or_leaves_takes_the_webhook_along(
    *,
    coalition: Coalition,
    officer: Account,
    offices: Offices,
    receiver: Receiver,
    tell: Tell,
    lost: str,
) -> None:
    hook = make(by(officer, coalition), Reads.MEMBERS).webhook
    tell(hook)
    sent = len(receiver.requests)
    if lost == "office":
        offices.powers[officer.id] = set()
    else:
        Account.objects.filter(pk=officer.pk).update(is_active=False)
    note(founding.somebody(coalition), audience=PUBLIC)
    assert (tell(hook), len(receiver.requests)) == (0, sent)
    assert Webhook.objects.of(coalition.id).get().paused == "unheld"
    other = founding.account("next@example.org")
    offices.powers[other.id] = {CONNECT}
    webhooks.wake_webhook(by=by(other, coalition), webhook=hook)
    assert Webhook.objects.of(coalition.id).get().account_id == other.id


def test_two_workers_do_not_tell_it_at_once_and_what_a_dead_one_took_is_taken_back(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    with clock.set_to(NOW):
        hook = make(by(officer, coalition)).webhook
        assert (telling._take(telling._row(hook)), telling._take(telling._row(hook)), tell(hook)) == (True, False, 0)
    with clock.set_to(NOW + timedelta(minutes=5)):
        assert tell(hook) == 1


def test_one_that_is_ended_while_it_is_told_is_told_nothing_more(coalition: Coalition, officer: Account) -> None:
    hook = make(by(officer, coalition)).webhook

    def post(*_to: object, **_what: object) -> calling.Answer:
        webhooks.end_webhook(by=by(officer, coalition), webhook=hook)
        return calling.Answer.TAKEN

    assert telling.tell_webhook(webhook_id=hook.pk, post=post) == 1
    assert WebhookDelivery.objects.of(coalition.id).count() == 0


def test_only_the_latest_deliveries_are_remembered(coalition: Coalition, officer: Account, tell: Tell) -> None:
    hook = make(by(officer, coalition)).webhook
    for each in range(25):
        note(founding.somebody(coalition), str(each), audience=PUBLIC)
    assert (tell(hook), WebhookDelivery.objects.of(coalition.id).count()) == (26, 20)


def test_a_demonstration_sends_nothing(coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell) -> None:
    Coalition.objects.filter(id=coalition.id).update(is_demonstration=True)
    hook = make(by(officer, coalition)).webhook
    assert (telling.due_webhooks(), tell(hook), receiver.met) == ([], 0, [])


def test_the_worker_tells_each_webhook_for_which_something_was_entered(
    coalition: Coalition, officer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_such_name(*_name: object, **_options: object) -> None:
        raise OSError

    monkeypatch.setattr("socket.getaddrinfo", no_such_name)
    with clock.set_to(NOW):
        make(by(officer, coalition))
        tasks.tell_webhooks()
        work()
    rows = WebhookDelivery.objects.of(coalition.id).values_list("n", "answer", "at")
    assert list(rows) == [(telling.GREETING, "unreachable", NOW)]
